/**
 * Buttons. Native elements rather than react-aria's: a click is all we need, and the first screen stays small.
 *
 * A button that may not be used now stays focusable and says why: pass the reason as `why` instead of switching it off in
 * silence. `pending` keeps its width, so nothing jumps while a request runs.
 */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { cx } from '../class-names.ts'
import { KeyHint } from '../key-hint/key-hint.tsx'
import { Tooltip } from '../tooltip/tooltip.tsx'
import styles from './button.module.css'

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'children'>

export interface ButtonProps extends Native {
  readonly children: ReactNode
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 'small' | 'normal' | 'large'
  readonly icon?: ReactNode
  readonly pending?: boolean
  /** Why it cannot be used now; null or undefined when it can. */
  readonly why?: string | null | undefined
  /** A shortcut to show, such as `E`; the page binds it. */
  readonly shortcut?: string
  readonly wide?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button with words. */
export function Button({ children, kind = 'secondary', size = 'normal', icon, pending, why, shortcut, wide, ...rest }: ButtonProps) {
  const off = Boolean(why) || pending === true
  const button = (
    <button
      type="button"
      {...rest}
      {...(off ? { onClick: (event) => event.preventDefault(), 'aria-disabled': true } : {})}
      {...(pending ? { 'aria-busy': true } : {})}
      className={cx(styles['button'], styles[kind], styles[size], wide && styles['wide'], rest.className)}
    >
      {icon}
      <span className={styles['words']}>{children}</span>
      {shortcut ? <KeyHint keys={shortcut} /> : null}
    </button>
  )
  return why ? <Tooltip words={why}>{button}</Tooltip> : button
}

export interface IconButtonProps extends Native {
  /** Its accessible name, shown as a tooltip. */
  readonly label: string
  readonly icon: ReactNode
  readonly size?: 'small' | 'normal'
  readonly why?: string | null | undefined
  readonly shortcut?: string
  /** No tooltip, for where the name stands beside it anyway. */
  readonly plain?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button with an icon only; its label is its name and its tooltip. */
export function IconButton({ label, icon, size = 'normal', why, shortcut, plain, ...rest }: IconButtonProps) {
  const button = (
    <button
      type="button"
      aria-label={label}
      {...rest}
      {...(why ? { onClick: (event) => event.preventDefault(), 'aria-disabled': true } : {})}
      className={cx(styles['button'], styles['quiet'], styles['icon'], styles[size], rest.className)}
    >
      {icon}
    </button>
  )
  if (plain) return button
  return (
    <Tooltip words={why ?? label} {...(shortcut ? { shortcut } : {})}>
      {button}
    </Tooltip>
  )
}
