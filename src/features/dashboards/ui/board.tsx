/** The panels of a dashboard beside each other, with one crosshair, one zoom and the same marks on all of them. */
import type { ReactNode } from 'react'
import { LayoutDashboard } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { EmptyState } from '#design/states/states.tsx'
import type { Panel } from '../domain/panel.ts'
import type { Place } from './client.ts'
import { ExpressionChart } from './expression-chart.tsx'
import { useMarkers } from './markers.tsx'
import { drawn, useRange, type Range } from './range.ts'
import type { Looked } from './screens.ts'
import styles from './dashboards.module.css'

interface BoardProps {
  readonly panels: readonly Panel[]
  readonly place: Place
  readonly search: Looked
  readonly onZoom: (range: Range) => void
  /** Commands of a panel, by its place. */
  readonly actions: (index: number) => ReactNode
  /** The first step of a dashboard without a panel. */
  readonly first?: ReactNode
}

export function Board({ panels, place, search, onZoom, actions, first }: BoardProps) {
  const range = useRange(search)
  const { markers, askers } = useMarkers(place, range)
  if (panels.length === 0) {
    return (
      <EmptyState icon={<LayoutDashboard aria-hidden />} title={i18n.t('No panel yet.')} action={first}>
        {i18n.t('A panel draws one or more expressions: as lines, areas, figures or a table.')}
      </EmptyState>
    )
  }
  return (
    <div className={styles['board']}>
      {askers}
      {panels.map((panel, index) => (
        <div key={`${index}-${panel.title}`} className={styles[panel.width]}>
          <Card title={panel.title} actions={actions(index)}>
            <ExpressionChart
              title={panel.title}
              kind={panel.kind}
              unit={panel.unit}
              expressions={panel.expressions}
              place={place}
              range={range}
              markers={markers}
              sync="board"
              onZoom={(from, to) => onZoom(drawn(from, to))}
            />
          </Card>
        </div>
      ))}
    </div>
  )
}
