/** A sentence across the page that stays until it is no longer true. */
import type { ReactNode } from 'react'
import { CircleAlert, CloudOff, Info } from 'lucide-react'
import { cx } from '../class-names.ts'
import styles from './banner.module.css'

const icons = { info: Info, warning: CircleAlert, offline: CloudOff } as const

export interface BannerProps {
  readonly tone?: keyof typeof icons
  readonly children: ReactNode
  readonly action?: ReactNode
}

export function Banner({ tone = 'info', children, action }: BannerProps) {
  const Icon = icons[tone]
  return (
    <div className={cx(styles['banner'], styles[tone])} role="status">
      <Icon aria-hidden />
      <div className={styles['words']}>{children}</div>
      {action}
    </div>
  )
}
