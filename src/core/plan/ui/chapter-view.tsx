/** One chapter of the plan: its sentence and its tables. */
import { i18n } from '@lingui/core'
import type { Block, Chapter, Facts, Table, TableRow } from './chapter-form.ts'
import { keysBelow, originOf, useReading, type Reading } from './reading.ts'
import { OriginLabel, PlanValue } from './value.tsx'
import { titleOf } from './value-words.ts'
import styles from './plan.module.css'

/** Escalation steps and the like have no title of their own. */
const spoken = (key: string): string => key.replaceAll('_', ' ')

export function ChapterView({ chapter }: { readonly chapter: Chapter }) {
  const reading = useReading()
  const blocks = chapter.blocks.filter((block) => !reading.onlyOwn || pathsOf(reading, block).some((path) => differs(reading, path)))
  if (blocks.length === 0) return null
  return (
    <div className={styles['chapter']}>
      <h2 id={`chapter-${chapter.key}`} className={styles['title']}>
        {chapter.title}
      </h2>
      <p className={styles['intro']}>{chapter.intro}</p>
      {blocks.map((block) =>
        block.kind === 'table' ? <TableView key={block.label} table={block} /> : <FactsView key={block.label} facts={block} />,
      )}
    </div>
  )
}

function TableView({ table }: { readonly table: Table }) {
  const reading = useReading()
  const rows = rowsOf(reading, table).filter(
    ({ path }) => !reading.onlyOwn || table.columns.some(({ field }) => differs(reading, `${path}.${field}`)),
  )
  if (rows.length === 0)
    return <p className={styles['hint']}>{i18n.t('{label}: none yet. A plan file can add them.', { label: table.label })}</p>
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
            <RowView key={row.path} row={row} table={table} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RowView({ row, table }: { readonly row: TableRow; readonly table: Table }) {
  const reading = useReading()
  const name = row.label ?? titleOf(reading, row.path) ?? spoken(row.path.slice(row.path.lastIndexOf('.') + 1))
  const common = commonOrigin(
    reading,
    table.columns.map(({ field }) => `${row.path}.${field}`),
  )
  return (
    <tr>
      <th scope="row">{name}</th>
      {table.columns.map(({ field, label }) => (
        <td key={field} data-label={label}>
          <PlanValue path={`${row.path}.${field}`} label={`${name}, ${label}`} rowOrigin={common} />
        </td>
      ))}
      <td data-label={i18n.t('Set by')}>{common === null ? null : <OriginLabel origin={originOf(reading, { origin: common })} />}</td>
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

function pathsOf(reading: Reading, block: Block): readonly string[] {
  if (block.kind === 'facts') return block.rows.map(({ path }) => path)
  return rowsOf(reading, block).flatMap(({ path }) => block.columns.map(({ field }) => `${path}.${field}`))
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
