/** Courses of a chart with what they were last, at least, at most and on average. */
import type { ReactNode } from 'react'
import { i18n } from '@lingui/core'
import { strokeOf } from '#design/time-chart/series.ts'
import { figure, type Unit } from '#design/time/format.ts'
import type { DrawnCourse } from './courses.ts'
import styles from './dashboards.module.css'

export interface LegendProps {
  readonly title: string
  readonly courses: readonly DrawnCourse[]
  readonly unit: Unit
  readonly actions?: ReactNode
  /** Without the strokes of a chart. */
  readonly bare?: boolean
}

const DASHES = { solid: undefined, dashed: '5 3', dotted: '1.5 2' } as const

export function Legend({ title, courses, unit, actions, bare }: LegendProps) {
  return (
    <div className={styles['legend']}>
      {actions ? <div className={styles['exports']}>{actions}</div> : null}
      <div className={styles['rows']} tabIndex={0} role="region" aria-label={i18n.t('Legend of {title}', { title })}>
        <table>
          <thead>
            <tr>
              <th scope="col">{i18n.t('Series')}</th>
              <th scope="col">{i18n.t('Last')}</th>
              <th scope="col">{i18n.t('Least')}</th>
              <th scope="col">{i18n.t('Most')}</th>
              <th scope="col">{i18n.t('Average')}</th>
            </tr>
          </thead>
          <tbody>
            {courses.map(({ name, last, min, max, avg }, index) => (
              <tr key={index}>
                <th scope="row">
                  {bare ? null : <Stroke index={index} />}
                  <span>{name}</span>
                </th>
                {[last, min, max, avg].map((value, at) => (
                  <td key={at}>{figure(value, unit)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Stroke({ index }: { readonly index: number }) {
  const { colour, stroke } = strokeOf(index)
  return (
    <svg width="16" height="4" aria-hidden className={styles['stroke']}>
      <line x1="0" y1="2" x2="16" y2="2" stroke={`var(--series-${colour})`} strokeWidth="3" strokeDasharray={DASHES[stroke]} />
    </svg>
  )
}
