/** The standard dashboards of an environment, by the metrics that arrive of it. */
import { useMemo } from 'react'
import type { Panel } from '../domain/panel.ts'
import { standardDashboards, type StandardDashboard } from '../domain/standard.ts'
import type { Place } from './client.ts'
import { useMetrics } from './metrics.ts'
import { standardPanelWords } from './words.ts'

export function useStandard(place: Place | null) {
  const { data, error, refetch } = useMetrics(place)
  const boards = useMemo(() => (data ? standardDashboards(new Set(data.items.map(({ name }) => name))) : undefined), [data])
  return { boards, error, refetch: () => void refetch() }
}

/** As they are drawn, and kept by whoever clones them: in the reader's language. */
export function panelsOf({ panels }: StandardDashboard): readonly Panel[] {
  return panels.map(({ panel, unit, expressions }) => ({
    title: standardPanelWords(panel),
    kind: 'line',
    unit,
    width: 'half',
    expressions,
  }))
}
