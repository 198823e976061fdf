/** What this part contributes to the server. Made last: it looks at all other modules. */
import { eventWordsOf } from '#core/records/public.ts'
import { operationEvents } from '#events/operation.ts'
import { HOUR_MS } from '#kit/time.ts'
import type { Module, Permission } from '#platform/module.ts'
import type { Needs } from './needs.ts'
import { verifyBySchedule, verifyJob } from './actions/verification.ts'
import { operationCodes } from './contract/codes.ts'
import { operationContract } from './contract/contract.ts'
import { READ_AUDIT, READ_HEALTH, READ_JOBS, READ_SETTINGS, WRITE_JOBS, WRITE_SETTINGS } from './domain/permissions.ts'
import type { OperationFacts } from './facts.ts'
import { operationHandlers } from './http/handlers.ts'
import { ownNow } from './queries/own-now.ts'

const permissions: readonly Permission[] = [
  { name: READ_AUDIT, allows: 'Read, verify and export the audit trail.' },
  { name: READ_JOBS, allows: 'See background jobs, parked reactions and late deadlines.' },
  { name: WRITE_JOBS, allows: 'Run failed jobs and parked reactions again, and discard dead jobs.' },
  { name: READ_SETTINGS, allows: 'See the settings of the installation.' },
  { name: WRITE_SETTINGS, allows: 'Change the settings of the installation.' },
  { name: READ_HEALTH, allows: 'See how the installation itself is: stores, clocks, disk, log.' },
]

/** The schedule is asked this often; what it says is a setting in hours. */
const SCHEDULE_EVERY_MS = HOUR_MS

export function operationModule(platform: Needs, facts: OperationFacts): Module {
  const module: Module = {
    name: 'operation',
    codes: [operationCodes],
    events: operationEvents,
    permissions,
    contract: operationContract,
    handlers: operationHandlers(platform, facts, () => [...facts.modules, module]),
    jobs: [verifyJob(platform)],
    routines: [
      { name: 'operation.verify_schedule', everyMs: SCHEDULE_EVERY_MS, on: 'worker_nodes', run: () => verifyBySchedule(platform) },
    ],
    now: (caller) => ownNow(platform, caller),
  }
  eventWordsOf(platform).declare([...facts.modules.flatMap(({ events }) => events ?? []), ...operationEvents])
  return module
}
