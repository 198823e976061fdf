/**
 * Courses over time with axes: uPlot, loaded when first shown. Charts with the same `sync` share their crosshair. Gaps stay
 * gaps, a threshold is a line with its value, the unit is said, and `T` (or the button) shows the same data as a table.
 */
import { lazy, Suspense, useState } from 'react'
import { ChartLine, Table } from 'lucide-react'
import { i18n } from '@lingui/core'
import { absoluteTime, figure } from '../time/format.ts'
import { IconButton } from '../button/button.tsx'
import { Skeleton } from '../skeleton/skeleton.tsx'
import { strokeOf, type TimeChartProps } from './series.ts'
import styles from './time-chart.module.css'

const Plot = lazy(() => import('./plot.tsx').then((module) => ({ default: module.Plot })))

/** Rows of the table: more would not be read, the chart is for that. */
const TABLE_ROWS_MAX = 60

export function TimeChart(props: TimeChartProps) {
  const { title, unit, aggregation, series, threshold, bare } = props
  const [tabular, setTabular] = useState(false)
  const latest = series.map((one) => one.values.findLast((value) => value !== null) ?? null)
  return (
    <figure
      className={styles['chart']}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 't' && !event.metaKey && !event.ctrlKey) setTabular(!tabular)
      }}
    >
      <figcaption className={styles['caption']}>
        {bare ? null : <span className={styles['title']}>{title}</span>}
        <span className={styles['latest']}>{series.length === 1 && !bare ? figure(latest[0] ?? null, unit) : null}</span>
        <span className={styles['note']}>
          {aggregation}
          {threshold ? ` · ${threshold.words}` : ''}
        </span>
        <IconButton
          size="small"
          label={tabular ? i18n.t('Show as chart') : i18n.t('Show as table')}
          shortcut="T"
          icon={tabular ? <ChartLine aria-hidden /> : <Table aria-hidden />}
          onClick={() => setTabular(!tabular)}
        />
      </figcaption>
      {series.length > 1 && !bare ? (
        <ul className={styles['legend']}>
          {series.map((one, index) => (
            <li key={one.name} className={styles['key']} data-series={strokeOf(index).colour - 1}>
              {one.name} <span className={styles['keyValue']}>{figure(latest[index] ?? null, unit)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {tabular ? (
        <FigureTable {...props} />
      ) : (
        <Suspense fallback={<Skeleton height={168} />}>
          <Plot {...props} />
        </Suspense>
      )}
    </figure>
  )
}

function FigureTable({ title, times, series, unit }: TimeChartProps) {
  const from = Math.max(0, times.length - TABLE_ROWS_MAX)
  const rows = times.slice(from).map((at, index) => ({ at, index: index + from }))
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={title}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{i18n.t('Time')}</th>
            {series.map((one) => (
              <th key={one.name} scope="col">
                {one.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map((row) => (
            <tr key={row.at}>
              <th scope="row">{absoluteTime(row.at)}</th>
              {series.map((one) => (
                <td key={one.name}>{figure(one.values[row.index] ?? null, unit)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
