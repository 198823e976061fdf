/** One application with its components against the columns. On a phone each row is a card that names its columns itself. */
import type { CSSProperties } from 'react'
import { i18n } from '@lingui/core'
import { componentKindWords } from '#core/catalog/ui/words.tsx'
import type { ComponentKind } from '#core/catalog/domain/words.ts'
import { Link } from '#design/link/link.tsx'
import { useWhyNot } from '#design/session/session.ts'
import { StateShape } from '#design/state-label/state-label.tsx'
import type { Cell, MapRow } from './client.ts'
import { FindingLabel, useCoverageWords } from './words.tsx'
import styles from './coverage.module.css'

export interface MapColumn {
  readonly key: string
  readonly label: string
  readonly missing: number
}

/** Columns that are mended by saying who looks after the thing, in place. */
const NAMED_HERE: ReadonlySet<string> = new Set(['catalog.owner', 'catalog.deputy'])

interface MapTableProps {
  readonly label: string
  readonly rows: readonly MapRow[]
  readonly columns: readonly MapColumn[]
  /** Says who looks after a thing, by its id. */
  readonly onName: (thing: string) => void
}

export function MapTable({ label, rows, columns, onName }: MapTableProps) {
  const words = useCoverageWords()
  const style = { '--columns': columns.length } as CSSProperties
  return (
    <div className={styles['scroll']} tabIndex={0} role="group" aria-label={label}>
      <div role="table" aria-label={label} className={styles['map']} style={style}>
        <div role="row" className={styles['head']}>
          <span role="columnheader">{i18n.t('Component')}</span>
          {columns.map((column) => (
            <span key={column.key} role="columnheader">
              {words.aspect(column)}
            </span>
          ))}
        </div>
        {rows.map((row) => (
          <div key={row.id} role="row" className={styles['row']}>
            <span role="rowheader" className={styles['thing']}>
              <span className={styles['name']}>{row.kind === 'application' ? i18n.t('As a whole') : row.name}</span>
              {row.kind === 'application' ? null : <span className={styles['kind']}>{componentKindWords(row.kind as ComponentKind)}</span>}
              <FindingLabel finding={row.finding} />
            </span>
            {columns.map((column) => (
              <span key={column.key} role="cell" className={styles['cell']}>
                <span className={styles['label']} aria-hidden>
                  {words.aspect(column)}
                </span>
                <CellContent thing={row} cell={row.cells.find(({ aspect }) => aspect === column.key)} onName={onName} />
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

function CellContent({
  thing,
  cell,
  onName,
}: {
  readonly thing: MapRow
  readonly cell: Cell | undefined
  readonly onName: (thing: string) => void
}) {
  const words = useCoverageWords()
  const why = useWhyNot()('catalog.applications.write')
  if (cell === undefined || cell.state === 'not_needed') {
    return <span className={styles['none']}>{cell ? i18n.t('not needed') : i18n.t('not yours to see')}</span>
  }
  const said = words.cell(cell)
  if (cell.state === 'covered') return <span className={styles['covered']}>{said}</span>
  const content = (
    <>
      <StateShape tone="major" />
      <span>{said}</span>
    </>
  )
  if (NAMED_HERE.has(cell.aspect) && !why) {
    return (
      <button type="button" className={styles['missing']} onClick={() => onName(thing.id)}>
        {content}
      </button>
    )
  }
  return (
    <Link bare to={cell.href} className={styles['missing']}>
      {content}
    </Link>
  )
}
