/** Views of one thing side by side. They are links, so each has its address. */
import { Link } from '../link/link.tsx'
import { cx } from '../class-names.ts'
import styles from './tabs.module.css'

export interface Tab {
  readonly label: string
  readonly to: string
  readonly current: boolean
  readonly count?: number | undefined
}

export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className={styles['tabs']}>
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          bare
          replace
          className={cx(styles['tab'], tab.current && styles['current'])}
          {...(tab.current ? { 'aria-current': 'page' } : {})}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className={styles['count']}>{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}
