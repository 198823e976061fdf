/** What resources contribute to the server. */
import { resourcesEvents } from '#events/resources.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { AUDIT_DUE, fallAudit } from './actions/audit.ts'
import { DEVIATIONS_DUE, fallDeviations } from './actions/deviations.ts'
import { fallLook, LOOK_DUE, lookJob } from './actions/rounds.ts'
import { resourcesCodes } from './contract/codes.ts'
import { resourcesContract } from './contract/contract.ts'
import { READ_RESOURCES, WRITE_RESOURCES } from './domain/permissions.ts'
import { resourcesHandlers } from './http/handlers.ts'
import { resourcesNotifies } from './notifies.ts'
import { applicationsReaction } from './reactions/applications.ts'
import { tasksReaction } from './reactions/tasks.ts'

export const resourcesModule: ModuleFactory = (platform) => {
  const job = lookJob(platform)
  return {
    name: 'resources',
    codes: [resourcesCodes],
    events: resourcesEvents,
    permissions: [
      { name: READ_RESOURCES, allows: 'See how much of hosts and databases is used, what is found about that, and audits of it.' },
      { name: WRITE_RESOURCES, allows: 'Make tasks of findings about resources, dismiss them, and have them looked for now.' },
    ],
    contract: resourcesContract,
    handlers: resourcesHandlers(platform),
    reactions: [applicationsReaction(platform), tasksReaction(platform)],
    jobs: [job],
    due: [
      { kind: LOOK_DUE, fall: (record, tx) => fallLook(platform, job, tx, record) },
      { kind: AUDIT_DUE, fall: (record, tx) => fallAudit(platform, tx, record) },
      { kind: DEVIATIONS_DUE, fall: (record, tx) => fallDeviations(platform, tx, record) },
    ],
    notifies: resourcesNotifies(platform),
  }
}
