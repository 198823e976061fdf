/** What happens to backups. Nothing here is personal. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

export const backupRequested = defineEvent('backup.begun', {
  sentence: 'began a backup',
  particulars: z.object({ why: z.enum(['schedule', 'by_hand']) }),
})
export const backupMade = defineEvent('backup.made', {
  sentence: 'made a backup up to event {seq}',
  particulars: z.object({ bytes: z.number().int(), seq: z.number().int() }),
})
export const backupFailed = defineEvent('backup.failed', { sentence: 'could not make a backup', particulars: z.object({}) })
export const backupScheduleChanged = defineEvent('backup.schedule_changed', {
  sentence: 'set backups to every {everyHours} hours, keeping {keep}',
  particulars: z.object({ everyHours: z.number().int(), keep: z.number().int() }),
})
export const recoveryKeyMade = defineEvent('recovery_key.made', { sentence: 'made a recovery key for backups', particulars: z.object({}) })

export const exportMade = defineEvent('export.made', {
  sentence: 'took a full export up to event {seq}',
  particulars: z.object({ to: z.enum(['archive', 'folder']), seq: z.number().int() }),
})

/** For `module.ts`: every kind of event that this part publishes. */
export const backupEvents = [backupRequested, backupMade, backupFailed, backupScheduleChanged, recoveryKeyMade, exportMade] as const
