/** What this part contributes to the server. */
import { backupEvents } from '#events/backup.ts'
import { MINUTE_MS } from '#kit/time.ts'
import type { Module } from '#platform/module.ts'
import { backupBySchedule, checkJob, makeJob } from './actions/backups.ts'
import { backupCodes } from './contract/codes.ts'
import { backupContract } from './contract/contract.ts'
import { READ_BACKUPS, TAKE_EXPORTS, WRITE_BACKUPS } from './domain/permissions.ts'
import { backupHandlers } from './http/handlers.ts'
import type { BackupMeans } from './means.ts'
import type { Needs } from './needs.ts'
import { backupNow } from './queries/backups.ts'

/** The schedule is in hours; asking it costs two statements. */
const SCHEDULE_EVERY_MS = 10 * MINUTE_MS

export function backupModule(platform: Needs, means: BackupMeans): Module {
  return {
    name: 'backup',
    codes: [backupCodes],
    events: backupEvents,
    permissions: [
      { name: READ_BACKUPS, allows: 'See which backups there are and when they are made.' },
      { name: TAKE_EXPORTS, allows: 'Take a full export of the installation, readable by anybody.' },
      { name: WRITE_BACKUPS, allows: 'Make, check and save backups, and make the recovery key that opens them.' },
    ],
    contract: backupContract,
    handlers: backupHandlers(platform, means),
    jobs: [makeJob(platform, means), checkJob(platform)],
    routines: [{ name: 'backup.schedule', everyMs: SCHEDULE_EVERY_MS, on: 'worker_nodes', run: () => backupBySchedule(platform, means) }],
    now: (caller) => backupNow(platform, caller),
  }
}
