/** What happened while charts were drawn: releases, and what others tell of incidents and windows. */
import { useMemo, useState } from 'react'
import { i18n } from '@lingui/core'
import { Slot } from '#design/navigation/slots.tsx'
import { useRead } from '#design/session/client.ts'
import type { Marker } from '#design/time-chart/series.ts'
import { useDashboards, type Place } from './client.ts'
import type { Range } from './range.ts'

const NONE: readonly Marker[] = []

/** The marks, and what has to stand on the page so that others tell theirs. */
export function useMarkers(place: Place, range: Range) {
  const { applicationId, environmentId } = place
  const [windows, setWindows] = useState(NONE)
  const [incidents, setIncidents] = useState(NONE)
  const call = { params: { id: applicationId }, query: { environmentId, ...range } }
  const releases = useRead(useDashboards(), 'listReleases', call, { keep: true }).data?.items
  const markers = useMemo(() => {
    const seen = (releases ?? []).map(({ release, at }): Marker => {
      return { kind: 'release', words: i18n.t('Release {release}', { release }), at: Date.parse(at) }
    })
    return [...windows, ...incidents, ...seen]
  }, [windows, incidents, releases])
  const askers = (
    <>
      <Slot floats name="marks.windows" given={{ ...place, ...range, onMarks: setWindows }} />
      <Slot floats name="marks.incidents" given={{ ...place, ...range, onMarks: setIncidents }} />
    </>
  )
  return { markers, askers }
}
