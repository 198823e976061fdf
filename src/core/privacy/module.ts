/** What this part contributes to the server. It asks all others, so `parts` is filled once they are made. */
import { privacyEvents } from '#events/privacy.ts'
import { HOUR_MS } from '#kit/time.ts'
import type { Module } from '#platform/module.ts'
import { privacyPersonal } from './actions/consents.ts'
import { finishJob } from './actions/erase.ts'
import { applyRetention } from './actions/retention.ts'
import { privacyCodes } from './contract/codes.ts'
import { privacyContract } from './contract/contract.ts'
import { ERASE_PEOPLE, EXPORT_PEOPLE, READ_CONSENTS, READ_PRIVACY, WRITE_CONSENTS, WRITE_RETENTION } from './domain/permissions.ts'
import { privacyHandlers } from './http/handlers.ts'
import type { Needs } from './needs.ts'
import type { Parts } from './parts.ts'

/** Times are in days; an hour late is nothing. */
const RETENTION_EVERY_MS = HOUR_MS

export function privacyModule(platform: Needs, parts: Parts): Module {
  return {
    name: 'privacy',
    codes: [privacyCodes],
    events: privacyEvents,
    permissions: [
      { name: READ_PRIVACY, allows: 'See how long data is kept and which erasures were done.' },
      { name: WRITE_RETENTION, allows: 'Change how long data is kept.' },
      { name: EXPORT_PEOPLE, allows: 'See and save everything that is held about a person.' },
      { name: ERASE_PEOPLE, allows: 'Erase a person for ever.' },
      { name: READ_CONSENTS, allows: 'See consents.' },
      { name: WRITE_CONSENTS, allows: 'Record consents and that they were withdrawn.' },
    ],
    contract: privacyContract,
    handlers: privacyHandlers(platform, parts),
    jobs: [finishJob(platform, parts)],
    routines: [{ name: 'privacy.retention', everyMs: RETENTION_EVERY_MS, on: 'worker_nodes', run: () => applyRetention(platform, parts) }],
    personal: privacyPersonal,
  }
}
