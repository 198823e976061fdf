/** What mapping contributes to the server. */
import { mappingEvents } from '#events/mapping.ts'
import { SECOND_MS } from '#kit/time.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { mappingPersonal, mappingRetention } from './actions/erasure.ts'
import { keepUnassigned } from './actions/unassigned-keeper.ts'
import { mappingCodes } from './contract/codes.ts'
import { mappingContract, READ_MAPPING, WRITE_MAPPING } from './contract/contract.ts'
import { mappingHandlers } from './http/handlers.ts'
import { mappingBookOf, unassignedTallyOf } from './public.ts'

const KEEP_EVERY_MS = 5 * SECOND_MS

export const mappingModule: ModuleFactory = (platform) => ({
  name: 'mapping',
  codes: [mappingCodes],
  events: mappingEvents,
  permissions: [
    { name: READ_MAPPING, allows: 'See the mapping rules of applications and clients, and what none of them assigned.' },
    { name: WRITE_MAPPING, allows: 'Change the rules that say to which environment telemetry belongs.' },
  ],
  contract: mappingContract,
  handlers: mappingHandlers({ platform, book: mappingBookOf(platform), tally: unassignedTallyOf(platform) }),
  personal: mappingPersonal,
  retention: mappingRetention,
  routines: [
    { name: 'mapping.keep', everyMs: KEEP_EVERY_MS, on: 'every_node', run: () => keepUnassigned(platform, unassignedTallyOf(platform)) },
  ],
})
