/** What incidents contribute to the server. */
import { recordKindsOf } from '#core/records/public.ts'
import { incidentEvents } from '#events/incidents.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { fallQuiet, QUIET_DUE } from './actions/alerts.ts'
import { incidentsPersonal } from './actions/erasure.ts'
import { fallDue } from './actions/fall-due.ts'
import { NOTICE_DUE, POST_DUE, RESOLUTION_DUE, RESPONSE_DUE } from './actions/save.ts'
import { incidentsCodes } from './contract/codes.ts'
import { incidentsContract } from './contract/contract.ts'
import { incidentKind } from './contract/kind.ts'
import { CLEARANCE, READ_INCIDENTS, WRITE_INCIDENTS, WRITE_PLAYBOOKS } from './domain/permissions.ts'
import { incidentsHandlers } from './http/handlers.ts'
import { incidentNotifies } from './notifies.ts'
import { incidentsNow } from './queries/now.ts'
import { alertsReaction } from './reactions/alerts.ts'
import { postsReaction } from './reactions/posts.ts'
import { summariesOf } from './store/incidents.ts'

export const incidentsModule: ModuleFactory = (platform) => {
  recordKindsOf(platform).declare({ ...incidentKind, textsOf: summariesOf })
  return {
    name: 'incidents',
    codes: [incidentsCodes],
    events: incidentEvents,
    permissions: [
      { name: READ_INCIDENTS, allows: 'See incidents.' },
      { name: CLEARANCE, allows: 'See incidents of security before they are released, with all that belongs to them, and release them.' },
      { name: WRITE_INCIDENTS, allows: 'Declare incidents, work on them, weigh them and end them.' },
      { name: WRITE_PLAYBOOKS, allows: 'Write the playbooks of incidents.' },
    ],
    contract: incidentsContract,
    handlers: incidentsHandlers(platform),
    reactions: [alertsReaction(platform), postsReaction(platform)],
    due: [
      ...([RESPONSE_DUE, RESOLUTION_DUE, POST_DUE, NOTICE_DUE] as const).map((kind) => ({
        kind,
        fall: (record: string, tx: Parameters<typeof fallDue>[1]) => fallDue(platform, tx, kind, record),
      })),
      { kind: QUIET_DUE, fall: (record, tx) => fallQuiet(platform, tx, record) },
    ],
    notifies: incidentNotifies,
    personal: incidentsPersonal,
    now: (caller) => incidentsNow({ platform, caller }),
  }
}
