/** A button that opens a list of commands. What cannot be done now stays listed and says why. */
import type { ReactElement, ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover as AriaPopover } from 'react-aria-components/Popover'
import { Pressable } from 'react-aria-components/Pressable'
import { cx } from '../class-names.ts'
import styles from './overlay.module.css'

export interface Command {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  readonly run: () => void
  readonly danger?: boolean
  readonly why?: string | null
}

export interface MenuProps {
  readonly label: string
  readonly commands: readonly Command[]
  /** The button; exactly one element. */
  readonly children: ReactElement<object, string>
}

export function Menu({ label, commands, children }: MenuProps) {
  return (
    <MenuTrigger>
      <Pressable>{children}</Pressable>
      <AriaPopover className={cx(styles['popover'], styles['menu'])} offset={4} placement="bottom end">
        <AriaMenu
          aria-label={label}
          className={styles['items'] ?? ''}
          disabledKeys={commands.filter((command) => command.why).map((command) => command.id)}
          onAction={(key) => commands.find((command) => command.id === key)?.run()}
        >
          {commands.map((command) => (
            <MenuItem
              key={command.id}
              id={command.id}
              textValue={command.label}
              className={cx(styles['item'], command.danger && styles['danger'])}
            >
              {command.icon}
              <span className={styles['itemWords']}>
                {command.label}
                {command.why ? <span className={styles['why']}>{command.why}</span> : null}
              </span>
            </MenuItem>
          ))}
        </AriaMenu>
      </AriaPopover>
    </MenuTrigger>
  )
}
