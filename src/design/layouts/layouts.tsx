/** The three shapes of a page. Every list page and every detail page uses the same skeleton, so that eyes need not search. */
import type { ReactNode } from 'react'
import { i18n } from '@lingui/core'
import { cx } from '../class-names.ts'
import { PageHeader, type PageHeaderProps } from '../page-header/page-header.tsx'
import styles from './layouts.module.css'

/** A page of blocks below each other. `measure` keeps it to the width of a text, for forms. */
export function PageLayout({
  children,
  measure,
  ...header
}: PageHeaderProps & { readonly children: ReactNode; readonly measure?: boolean }) {
  return (
    <div className={cx(styles['page'], measure && styles['measure'])}>
      <PageHeader {...header} />
      <div className={styles['blocks']}>{children}</div>
    </div>
  )
}

/** A list: head, filters, rows to the edge. */
export function ListLayout({
  children,
  filters,
  ...header
}: PageHeaderProps & { readonly children: ReactNode; readonly filters?: ReactNode }) {
  return (
    <div className={styles['page']}>
      <PageHeader {...header} />
      {filters ? <div className={styles['filters']}>{filters}</div> : null}
      <div className={styles['sheet']}>{children}</div>
    </div>
  )
}

/** One thing: head, the work, and a right column with facts and links that moves below on narrow screens. */
export function DetailLayout({
  children,
  facts,
  tabs,
  ...header
}: PageHeaderProps & { readonly children: ReactNode; readonly facts: ReactNode; readonly tabs?: ReactNode }) {
  return (
    <div className={styles['page']}>
      <PageHeader {...header} />
      {tabs}
      <div className={styles['columns']}>
        <div className={styles['blocks']}>{children}</div>
        <aside className={styles['facts']} aria-label={i18n.t('Facts')}>
          {facts}
        </aside>
      </div>
    </div>
  )
}

/** Fields below each other, with their buttons. */
export function FormLayout({
  children,
  onSubmit,
  actions,
  label,
}: {
  readonly children: ReactNode
  readonly onSubmit: () => void
  readonly actions?: ReactNode
  readonly label: string
}) {
  return (
    <form
      className={styles['form']}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
      {actions ? <div className={styles['formActions']}>{actions}</div> : null}
    </form>
  )
}

/** Puts things beside each other as far as they fit. */
export function Row({ children, end }: { readonly children: ReactNode; readonly end?: boolean }) {
  return <div className={cx(styles['row'], end && styles['end'])}>{children}</div>
}
