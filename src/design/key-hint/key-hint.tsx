/** Keys as they stand on this keyboard: `Mod+K` is ⌘K on a Mac and Ctrl K elsewhere; `G N` is one after the other. */
import styles from './key-hint.module.css'

export const onMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

const signs: Readonly<Record<string, string>> = onMac
  ? { Mod: '⌘', Shift: '⇧', Enter: '↵', Escape: 'esc' }
  : { Mod: 'Ctrl', Shift: '⇧', Enter: '↵', Escape: 'Esc' }

export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <kbd className={styles['keys']} aria-hidden="true">
      {keys.split(/[ +]/).map((key) => (
        <kbd key={key} className={styles['key']}>
          {signs[key] ?? key}
        </kbd>
      ))}
    </kbd>
  )
}
