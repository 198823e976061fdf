/** A person by initials on a quiet colour that follows from the name. Always beside the name, or with it as label. */
import { personName } from './actor-name.ts'
import { cx } from '../class-names.ts'
import styles from './avatar.module.css'

const HUES = [222, 162, 310, 278, 192, 340, 128, 250] as const

function hueOf(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997
  return HUES[sum % HUES.length] ?? HUES[0]
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = [...(words[0] ?? '')][0] ?? '?'
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return (first + last).toUpperCase()
}

export function Avatar({
  name,
  size = 'normal',
  labelled,
}: {
  readonly name: string
  readonly size?: 'small' | 'normal' | 'large'
  readonly labelled?: boolean
}) {
  return (
    <span
      className={cx(styles['avatar'], styles[size])}
      style={{ '--hue': hueOf(name) } as React.CSSProperties}
      {...(labelled ? { role: 'img', 'aria-label': name, title: name } : { 'aria-hidden': true })}
    >
      {initials(name)}
    </span>
  )
}

/** Avatar and name, as people stand in lists and facts. */
export function PersonName({ name, note }: { readonly name: string; readonly note?: string | undefined }) {
  return (
    <span className={styles['person']}>
      <Avatar name={name} size="small" />
      <span className={styles['name']}>{personName(name)}</span>
      {note ? <span className={styles['note']}>{note}</span> : null}
    </span>
  )
}
