/** The head of every page: where one is, its title and state, what can be done. Sets the document's title. */
import { Fragment, type ReactNode, useEffect } from 'react'
import { ChevronRight } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Link } from '../link/link.tsx'
import styles from './page-header.module.css'

export interface Crumb {
  readonly label: string
  readonly to: string
}

/** The way here, without the page itself. */
export function Breadcrumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label={i18n.t('Where you are')} className={styles['crumbs']}>
      {crumbs.map((crumb, index) => (
        <Fragment key={crumb.to}>
          {index > 0 ? <ChevronRight aria-hidden /> : null}
          <Link to={crumb.to} bare className={styles['crumb']}>
            {crumb.label}
          </Link>
        </Fragment>
      ))}
    </nav>
  )
}

export interface PageHeaderProps {
  readonly title: string
  /** What the browser's tab says when the title alone does not tell the page. */
  readonly documentTitle?: string
  readonly crumbs?: readonly Crumb[]
  /** State, severity, kind: what stands beside the title. */
  readonly marks?: ReactNode
  /** One line under the title. */
  readonly summary?: ReactNode
  readonly actions?: ReactNode
}

export function PageHeader({ title, documentTitle, crumbs, marks, summary, actions }: PageHeaderProps) {
  useTitle(documentTitle ?? title)
  return (
    <header className={styles['header']}>
      {crumbs ? <Breadcrumbs crumbs={crumbs} /> : null}
      <div className={styles['row']}>
        <h1 className={styles['title']}>{title}</h1>
        {marks ? <div className={styles['marks']}>{marks}</div> : null}
        {actions ? <div className={styles['actions']}>{actions}</div> : null}
      </div>
      {summary ? <div className={styles['summary']}>{summary}</div> : null}
    </header>
  )
}

/** Names the browser's tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Pitcrew` : 'Pitcrew'
  }, [title])
}
