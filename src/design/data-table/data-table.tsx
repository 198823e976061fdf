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
import choice from '../choice/choice.module.css'
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
  /** Rows can be chosen, for commands on many. */
  readonly selection?: Selection<T>
}

export interface Selection<T> {
  /** Keys of the chosen rows. */
  readonly chosen: ReadonlySet<string>
  readonly onChange: (chosen: ReadonlySet<string>) => void
  /** What the row is called, for who does not see it. */
  readonly nameOf: (row: T) => string
}

export function DataTable<T>(props: DataTableProps<T>) {
  const { rows, problem, retry, empty } = props
  if (problem && !rows) return <ErrorState problem={problem} {...(retry ? { retry } : {})} />
  if (!rows) return <SkeletonRows />
  if (rows.length === 0) return <>{empty}</>
  return <Filled {...props} rows={rows} />
}

function Filled<T>({ label, columns, rows, rowKey, to, actions, more, selection }: DataTableProps<T> & { readonly rows: readonly T[] }) {
  const list = useRef<HTMLDivElement>(null)
  useListKeys(list)
  const tracks = (from: readonly Column<T>[]) =>
    [...(selection ? ['auto'] : []), ...from.map((column) => column.width ?? 'minmax(0, 1fr)'), ...(actions ? ['auto'] : [])].join(' ')
  const keys = rows.map(rowKey)
  const style = { '--tracks': tracks(columns), '--tracks-medium': tracks(columns.filter((column) => column.rank !== 3)) } as CSSProperties
  return (
    <>
      <div ref={list} role="table" aria-label={label} aria-rowcount={more ? -1 : rows.length + 1} className={styles['table']} style={style}>
        <div role="row" className={cx(styles['row'], styles['head'])}>
          {selection ? <ChooseAll keys={keys} {...selection} /> : null}
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
          <div
            key={rowKey(row)}
            role="row"
            data-row={rowKey(row)}
            aria-selected={selection ? selection.chosen.has(rowKey(row)) : undefined}
            className={cx(styles['row'], to && styles['linked'], selection?.chosen.has(rowKey(row)) && styles['chosen'])}
          >
            {selection ? <Choose row={row} keys={keys} own={rowKey(row)} {...selection} /> : null}
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

/** With Shift everything between this row and the one that was chosen before it follows. */
function Choose<T>({
  row,
  own,
  keys,
  chosen,
  onChange,
  nameOf,
}: Selection<T> & { readonly row: T; readonly own: string; readonly keys: readonly string[] }) {
  const choose = (on: boolean, range: boolean) => {
    const last = [...chosen].at(-1)
    const [from, to] = [keys.indexOf(range && last ? last : own), keys.indexOf(own)].toSorted((a, b) => a - b)
    const next = new Set(chosen)
    for (const key of keys.slice(from, (to ?? 0) + 1)) {
      if (on) next.add(key)
      else next.delete(key)
    }
    onChange(next)
  }
  return (
    <span role="cell" className={cx(styles['cell'], styles['choose'])}>
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={i18n.t('Choose {name}', { name: nameOf(row) })}
        className={choice['checkbox']}
        checked={chosen.has(own)}
        onClick={(event) => choose(event.currentTarget.checked, event.shiftKey)}
        onChange={() => undefined}
      />
    </span>
  )
}

function ChooseAll<T>({ keys, chosen, onChange }: Selection<T> & { readonly keys: readonly string[] }) {
  const all = keys.every((key) => chosen.has(key))
  return (
    <span role="columnheader" className={cx(styles['cell'], styles['choose'])}>
      <input
        type="checkbox"
        aria-label={i18n.t('Choose all that are shown')}
        className={choice['checkbox']}
        checked={all}
        onChange={() => onChange(new Set(all ? [] : keys))}
      />
    </span>
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
