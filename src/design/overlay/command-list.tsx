/** Commands below each other inside a popover, with room for one setting under them. */
import type { ReactNode } from 'react'
import { cx } from '../class-names.ts'
import { KeyHint } from '../key-hint/key-hint.tsx'
import styles from './overlay.module.css'

export interface ListedCommand {
  readonly id: string
  readonly label: string
  readonly icon: ReactNode
  readonly run: () => void
  readonly shortcut?: string
}

export function CommandList({ commands, children }: { readonly commands: readonly ListedCommand[]; readonly children?: ReactNode }) {
  return (
    <>
      <ul className={styles['items']}>
        {commands.map((command) => (
          <li key={command.id}>
            <button type="button" className={cx(styles['item'], styles['command'])} onClick={command.run}>
              {command.icon}
              <span className={styles['itemWords']}>{command.label}</span>
              {command.shortcut ? <KeyHint keys={command.shortcut} /> : null}
            </button>
          </li>
        ))}
      </ul>
      {children ? <div className={styles['aside']}>{children}</div> : null}
    </>
  )
}
