/** One chapter of the plan: its sentence and its tables. */
import { lazy, Suspense, useState } from 'react'
import { Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import type { Block, Chapter, Facts, Table, TableRow } from './chapter-form.ts'
import { addedBy } from './entries.ts'
import { EntryMenu } from './entry-menu.tsx'
import { keysBelow, originOf, useReading, type Reading } from './reading.ts'
import { TakenEntries, takenBelow } from './taken-entries.tsx'
import { OriginLabel, PlanValue } from './value.tsx'
import { titleOf } from './value-words.ts'
import styles from './plan.module.css'

const AddEntryDialog = lazy(() => import('./add-entry-dialog.tsx').then((module) => ({ default: module.AddEntryDialog })))

/** Escalation steps and the like have no title of their own. */
const spoken = (key: string): string => key.replaceAll('_', ' ')

export function ChapterView({ chapter }: { readonly chapter: Chapter }) {
  const reading = useReading()
  const blocks = chapter.blocks.filter((block) => !reading.onlyOwn || blockDiffers(reading, block))
  if (blocks.length === 0) return null
  return (
    <div className={styles['chapter']}>
      <h2 id={`chapter-${chapter.key}`} className={styles['title']}>
        {chapter.title}
      </h2>
      <p className={styles['intro']}>{chapter.intro}</p>
      {blocks.map((block) =>
        block.kind === 'table' ? (
          <TableView key={block.label} table={block} isWhole={isFirstOf(chapter, block)} />
        ) : (
          <FactsView key={block.label} facts={block} />
        ),
      )}
    </div>
  )
}

/** One list may be told in several tables; it is added to, and taken from, in the first. */
function isFirstOf({ blocks }: Chapter, block: Table): boolean {
  return typeof block.rows === 'string' && blocks.find((one) => one.kind === 'table' && one.rows === block.rows) === block
}

interface TableProps {
  readonly table: Table
  /** Whether the entries as such are changed here, not only their values. */
  readonly isWhole: boolean
}

function TableView({ table, isWhole }: TableProps) {
  const reading = useReading()
  const rows = rowsOf(reading, table).filter(
    ({ path }) =>
      !reading.onlyOwn || [...table.columns.map(({ field }) => field), 'title'].some((field) => differs(reading, `${path}.${field}`)),
  )
  return (
    <div className={styles['block']}>
      {rows.length === 0 ? (
        <p className={styles['hint']}>{i18n.t('{label}: none yet.', { label: table.label })}</p>
      ) : (
        <TableRows table={table} rows={rows} isWhole={isWhole} />
      )}
      {isWhole && typeof table.rows === 'string' ? <ListFoot table={{ ...table, rows: table.rows }} /> : null}
    </div>
  )
}

/** Below a list whose entries a plan may add and take away. */
function ListFoot({ table }: { readonly table: Table & { readonly rows: string } }) {
  const { plan } = useReading()
  const [adding, setAdding] = useState(false)
  return (
    <>
      <TakenEntries list={table.rows} />
      {plan.mayChange ? (
        <div>
          <Button
            size="small"
            kind="quiet"
            icon={<Plus aria-hidden />}
            aria-label={i18n.t('Add to {list}', { list: table.label })}
            onClick={() => setAdding(true)}
          >
            {i18n.t('Add')}
          </Button>
        </div>
      ) : null}
      <Suspense fallback={null}>{adding ? <AddEntryDialog table={table} onClose={() => setAdding(false)} /> : null}</Suspense>
    </>
  )
}

function TableRows({ table, rows, isWhole }: TableProps & { readonly rows: readonly TableRow[] }) {
  return (
    <div className={styles['scroll']} role="region" aria-label={table.label} tabIndex={0}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{table.label}</th>
            {table.columns.map(({ field, label }) => (
              <th key={field} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">{i18n.t('Set by')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RowView key={row.path} row={row} table={table} isWhole={isWhole} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RowView({ row, table, isWhole }: TableProps & { readonly row: TableRow }) {
  const reading = useReading()
  const name = row.label ?? titleOf(reading, row.path) ?? spoken(row.path.slice(row.path.lastIndexOf('.') + 1))
  const fields = table.columns.length > 0 ? table.columns.map(({ field }) => field) : ['title']
  const added = row.label === null ? addedBy(reading, row.path) : null
  const common =
    added ??
    commonOrigin(
      reading,
      fields.map((field) => `${row.path}.${field}`),
    )
  return (
    <tr>
      <th scope="row">{name}</th>
      {table.columns.map(({ field, label }) => (
        <td key={field} data-label={label}>
          <PlanValue path={`${row.path}.${field}`} label={`${name}, ${label}`} rowOrigin={common} isAdded={added !== null} />
        </td>
      ))}
      <td data-label={i18n.t('Set by')}>
        <span className={styles['rowEnd']}>
          {common === null ? null : <OriginLabel origin={originOf(reading, { origin: common })} />}
          {reading.plan.mayChange && isWhole ? <EntryMenu path={row.path} name={name} /> : null}
        </span>
      </td>
    </tr>
  )
}

function FactsView({ facts }: { readonly facts: Facts }) {
  const reading = useReading()
  const rows = facts.rows.filter(({ path }) => !reading.onlyOwn || differs(reading, path))
  return (
    <dl className={styles['facts']}>
      {rows.map(({ path, label }) => (
        <div key={path} className={styles['fact']}>
          <dt>{label}</dt>
          <dd>
            <PlanValue path={path} label={label} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function rowsOf(reading: Reading, { rows }: Table): readonly TableRow[] {
  return typeof rows === 'string' ? keysBelow(reading, rows).map((key) => ({ path: `${rows}.${key}`, label: null })) : rows
}

function blockDiffers(reading: Reading, block: Block): boolean {
  if (pathsOf(reading, block).some((path) => differs(reading, path))) return true
  return block.kind === 'table' && typeof block.rows === 'string' && takenBelow(reading, block.rows).length > 0
}

function pathsOf(reading: Reading, block: Block): readonly string[] {
  if (block.kind === 'facts') return block.rows.map(({ path }) => path)
  const fields = [...block.columns.map(({ field }) => field), 'title']
  return rowsOf(reading, block).flatMap(({ path }) => fields.map((field) => `${path}.${field}`))
}

/** Whether something else than the standard counts. */
export function differs(reading: Reading, path: string): boolean {
  const sourced = reading.at.get(path)
  return sourced !== undefined && originOf(reading, sourced).layer !== 'standard'
}

/** The origin that most values of a row share; it is said once, at the row's end. */
function commonOrigin(reading: Reading, paths: readonly string[]): number | null {
  const counts = new Map<number, number>()
  for (const path of paths) {
    const origin = reading.at.get(path)?.origin
    if (origin !== undefined) counts.set(origin, (counts.get(origin) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null
}
