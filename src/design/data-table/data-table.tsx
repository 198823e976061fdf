/**
 * Rows and columns: every list in the console. The first column holds the row's link, which covers the row; J and K move.
 * Columns leave by `rank` as the page narrows, and on a phone each row becomes two lines. Roles are written out because
 * `display` takes a table's own away from screen readers.
 */
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react'
import { i18n } from '@lingui/core'
import { cx } from '../class-names.ts'
import { Button } from '../button/button.tsx'
import { Link } from '../link/link.tsx'
import { SkeletonRows } from '../skeleton/skeleton.tsx'
import { ErrorState } from '../states/states.tsx'
import type { Problem } from '../session/client.ts'
import { useListKeys } from './list-keys.ts'
import styles from './data-table.module.css'

export interface Column<T> {
  readonly id: string
  readonly title: string
  readonly cell: (row: T) => ReactNode
  /** CSS grid track; the first column should be elastic. */
  readonly width?: string
  readonly end?: boolean
  /** 1 stays to the end on narrow screens, 2 leaves on a phone, 3 leaves on a tablet. */
  readonly rank?: 1 | 2 | 3
  /** On a phone it takes a line of its own. */
  readonly ownLine?: boolean
}

export interface DataTableProps<T> {
  readonly label: string
  readonly columns: readonly Column<T>[]
  /** Undefined while the first answer is on its way. */
  readonly rows: readonly T[] | undefined
  readonly rowKey: (row: T) => string
  /** Where the row leads; rows without one are facts only. */
  readonly to?: (row: T) => string
  /** Commands at the row's end. */
  readonly actions?: (row: T) => ReactNode
  readonly problem?: Problem | null
  readonly retry?: () => void
  /** What stands there when there are no rows. */
  readonly empty: ReactNode
  readonly more?: { readonly load: () => void; readonly loading: boolean } | undefined
}

export function DataTable<T>(props: DataTableProps<T>) {
  const { rows, problem, retry, empty } = props
  if (problem && !rows) return <ErrorState problem={problem} {...(retry ? { retry } : {})} />
  if (!rows) return <SkeletonRows />
  if (rows.length === 0) return <>{empty}</>
  return <Filled {...props} rows={rows} />
}

function Filled<T>({ label, columns, rows, rowKey, to, actions, more }: DataTableProps<T> & { readonly rows: readonly T[] }) {
  const list = useRef<HTMLDivElement>(null)
  useListKeys(list)
  const tracks = (from: readonly Column<T>[]) =>
    [...from.map((column) => column.width ?? 'minmax(0, 1fr)'), ...(actions ? ['auto'] : [])].join(' ')
  const style = { '--tracks': tracks(columns), '--tracks-medium': tracks(columns.filter((column) => column.rank !== 3)) } as CSSProperties
  return (
    <>
      <div ref={list} role="table" aria-label={label} aria-rowcount={more ? -1 : rows.length + 1} className={styles['table']} style={style}>
        <div role="row" className={cx(styles['row'], styles['head'])}>
          {columns.map((column) => (
            <span key={column.id} role="columnheader" className={cx(styles['cell'], rankClass(column), column.end && styles['end'])}>
              {column.title}
            </span>
          ))}
          {actions ? (
            <span role="columnheader" className={styles['cell']}>
              <span className={styles['unseen']}>{i18n.t('Actions')}</span>
            </span>
          ) : null}
        </div>
        {rows.map((row) => (
          <div key={rowKey(row)} role="row" data-row className={cx(styles['row'], to && styles['linked'])}>
            {columns.map((column, index) => (
              <span
                key={column.id}
                role="cell"
                className={cx(
                  styles['cell'],
                  index === 0 && styles['first'],
                  column.ownLine && styles['line'],
                  rankClass(column),
                  column.end && styles['end'],
                )}
              >
                {index === 0 && to ? (
                  <Link to={to(row)} bare className={styles['cover']}>
                    {column.cell(row)}
                  </Link>
                ) : (
                  column.cell(row)
                )}
              </span>
            ))}
            {actions ? (
              <span role="cell" className={cx(styles['cell'], styles['actions'])}>
                {actions(row)}
              </span>
            ) : null}
          </div>
        ))}
      </div>
      {more ? <More {...more} /> : null}
    </>
  )
}

function rankClass<T>(column: Column<T>): string | undefined {
  return column.rank === 2 ? styles['rank2'] : column.rank === 3 ? styles['rank3'] : undefined
}

/** Fetches the next page as soon as the end of the list comes near; the button is for keyboards and slow networks. */
function More({ load, loading }: { readonly load: () => void; readonly loading: boolean }) {
  const mark = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!mark.current) return
    const watch = new IntersectionObserver((seen) => (seen.some((entry) => entry.isIntersecting) ? load() : undefined), {
      rootMargin: '400px',
    })
    watch.observe(mark.current)
    return () => watch.disconnect()
  }, [load])
  return (
    <div ref={mark} className={styles['more']}>
      <Button kind="quiet" pending={loading} onClick={load}>
        {loading ? i18n.t('Loading…') : i18n.t('Show more')}
      </Button>
    </div>
  )
}
