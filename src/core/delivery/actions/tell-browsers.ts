/** Tells a person's browsers to look at their notifications again. */
import { organisationScope } from '#core/identity/public.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../needs.ts'

export const LIVE_TOPIC = 'delivery.notifications'

/** After the commit. Says only that something changed, and only to this person. */
export function tellBrowsers({ work, live }: Needs, tx: Tx, personId: string): void {
  work.afterCommit(tx, () =>
    live.tell({ topic: LIVE_TOPIC, personId, scope: organisationScope, permission: 'records.timeline.read', data: {} }),
  )
}
