/** What other features may ask alerting. Ids are UUIDs. */
import { oncePer } from '#features/telemetry/public.ts'
import type { WatchedPlace } from './access/rule-book.ts'
import { openRunning } from './actions/running.ts'

export { patternsOf } from './access/patterns.ts'
export type { WatchedPlace } from './access/rule-book.ts'
export { endOutside, turnOutside, type OutsideAlert, type OutsideSource, type OutsideTurned } from './actions/external.ts'
export { addPlaceSilence, endPlaceSilence } from './actions/place-silences.ts'
export type { NewSilence } from './actions/silences.ts'
export { alertChart, alertInBrief, type AlertInBrief } from './queries/known.ts'
export { openAlertsIn, type OpenAlert, type OpenPlace } from './queries/open-alerts.ts'
export { silencesIn, type PlaceSilence } from './queries/place-silences.ts'

/** What evaluating needs of the platform. */
export type AlertingPlatform = Parameters<typeof openRunning>[0]

/** The evaluation of a node; one for each platform. */
export const runningOf = oncePer((platform: AlertingPlatform) => openRunning(platform))

/** Where alerts of an environment belong now; undefined when it or its application is archived. */
export function placeOf(platform: AlertingPlatform, environmentId: string, applicationId: string): Promise<WatchedPlace | undefined> {
  return runningOf(platform).book.placeIn(environmentId, applicationId)
}
