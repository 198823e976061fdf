/** What attachments contribute to the server. */
import type { ModuleFactory } from '#platform/module.ts'
import { attachmentEvents } from '#events/attachments.ts'
import { HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { attachmentsPersonal, attachmentsRetention } from './actions/erasure.ts'
import { removeLeftovers } from './actions/leftovers.ts'
import { attachmentsCodes } from './contract/codes.ts'
import { attachmentsContract } from './contract/contract.ts'
import { MODERATE_ATTACHMENTS, READ_ATTACHMENTS, WRITE_ATTACHMENTS } from './domain/permissions.ts'
import { attachmentsHandlers } from './http/handlers.ts'
import { attachmentNotifies } from './notifies.ts'

/** Bytes of removed files take room, and nothing else waits for them to go. */
const LEFTOVERS_EVERY_MS = 10 * MINUTE_MS
const SWEEP_EVERY_MS = HOUR_MS

export const attachmentsModule: ModuleFactory = (platform) => ({
  name: 'attachments',
  codes: [attachmentsCodes],
  events: attachmentEvents,
  permissions: [
    { name: READ_ATTACHMENTS, allows: 'See and save files of records that one may see.' },
    { name: WRITE_ATTACHMENTS, allows: 'Add files to records that one may see, and delete one’s own.' },
    { name: MODERATE_ATTACHMENTS, allows: 'Delete files of others, and choose who sees them.' },
  ],
  contract: attachmentsContract,
  handlers: attachmentsHandlers(platform),
  notifies: attachmentNotifies,
  routines: [
    { name: 'attachments.removeLeftovers', everyMs: LEFTOVERS_EVERY_MS, on: 'worker_nodes', run: () => removeLeftovers(platform) },
    // What is being received lies on the disk of whoever receives it.
    { name: 'attachments.sweepUploads', everyMs: SWEEP_EVERY_MS, on: 'every_node', run: () => platform.files.sweep() },
  ],
  personal: attachmentsPersonal(platform),
  retention: attachmentsRetention,
})
