/** A small word beside a name: a kind, a state that needs no colour, a count. */
import type { ReactNode } from 'react'
import { cx } from '../class-names.ts'
import styles from './badge.module.css'

export function Badge({ children, tone = 'plain' }: { readonly children: ReactNode; readonly tone?: 'plain' | 'accent' | 'outline' }) {
  return <span className={cx(styles['badge'], styles[tone])}>{children}</span>
}
