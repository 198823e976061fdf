/** The metrics that arrive of an environment. */
import { useRead } from '#design/session/client.ts'
import { MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { useDashboards, type Place } from './client.ts'

/** Somebody who has just connected a sender waits for the first of them. */
const WAITING_MS = 5 * SECOND_MS

/** Nothing is read as long as it is not known where to look. */
export function useMetrics(place: Place | null) {
  const call = { params: { id: place?.applicationId ?? '' }, query: { environmentId: place?.environmentId ?? '' } }
  return useRead(useDashboards(), 'listMetrics', call, {
    enabled: place !== null,
    everyMs: (data) => (data?.items.length === 0 ? WAITING_MS : MINUTE_MS),
  })
}
