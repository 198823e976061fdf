/** The moment at which something about an incident is due and not done. */
import { incidentFellDue } from '#events/incidents.ts'
import type { Tx } from '#platform/work.ts'
import { findIncident } from '../store/incidents.ts'
import { claimFor, ownAct, tell, type Needs } from './act.ts'
import { NOTICE_DUE, POST_DUE, RESOLUTION_DUE, RESPONSE_DUE } from './save.ts'

const kinds = {
  [RESPONSE_DUE]: { what: 'response', field: 'responseDueAt' },
  [RESOLUTION_DUE]: { what: 'resolution', field: 'resolutionDueAt' },
  [POST_DUE]: { what: 'post', field: 'postDueAt' },
  [NOTICE_DUE]: { what: 'notice', field: 'noticeDueAt' },
} as const

/** Tells the log; whoever notifies people follows it. What was done meanwhile is told to nobody. */
export async function fallDue(platform: Needs, tx: Tx, kind: keyof typeof kinds, id: string): Promise<void> {
  const known = await findIncident(tx, id)
  const { what, field } = kinds[kind]
  const dueAt = known?.[field] ?? null
  if (dueAt === null || dueAt > platform.clock.now()) return
  await tell(await claimFor(ownAct(platform, kind), tx, { id }), incidentFellDue, { what })
}
