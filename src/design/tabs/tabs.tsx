/** Views of one thing side by side. They are links, so each has its address. */
import { useEffect, useRef } from 'react'
import { Link } from '../link/link.tsx'
import { cx } from '../class-names.ts'
import styles from './tabs.module.css'

export interface Tab {
  readonly label: string
  readonly to: string
  readonly current: boolean
  readonly count?: number | undefined
}

export interface TabsProps {
  readonly label: string
  readonly tabs: readonly Tab[]
  /** Those of one tab, in a row of their own below it. */
  readonly within?: boolean
}

export function Tabs({ label, tabs, within }: TabsProps) {
  const nav = useRef<HTMLElement>(null)
  const current = tabs.find((tab) => tab.current)?.to
  // On a phone the tab that one is on may lie beyond the edge.
  useEffect(() => {
    if (nav.current) bringCurrentIn(nav.current)
  }, [current])
  return (
    <nav ref={nav} aria-label={label} className={within ? styles['within'] : styles['tabs']}>
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          bare
          replace
          className={cx(within ? styles['inner'] : styles['tab'], tab.current && styles[within ? 'chosen' : 'current'])}
          {...(tab.current ? { 'aria-current': 'page' } : {})}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className={styles['count']}>{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}

/** Room that shows that there is more beyond it. */
const EDGE_PX = 24

function bringCurrentIn(nav: HTMLElement): void {
  const tab = nav.querySelector('[aria-current]')?.getBoundingClientRect()
  if (!tab) return
  const row = nav.getBoundingClientRect()
  if (tab.right > row.right) nav.scrollLeft += tab.right - row.right + EDGE_PX
  else if (tab.left < row.left) nav.scrollLeft -= row.left - tab.left + EDGE_PX
}
