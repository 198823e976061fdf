/** What is done to the installation itself. Nothing here is personal. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

export const settingChanged = defineEvent('setting.changed', {
  sentence: 'set {key} to {after}',
  particulars: z.object({ key: z.string(), before: z.json(), after: z.json() }),
})
export const settingReset = defineEvent('setting.reset', {
  sentence: 'brought the default of {key} back',
  particulars: z.object({ key: z.string(), before: z.json(), after: z.json() }),
})

export const auditVerified = defineEvent('audit.verified', {
  sentence: 'verified the log from {fromSeq} to {toSeq}: the chain holds',
  particulars: z.object({ verificationId: z.uuid(), fromSeq: z.number().int(), toSeq: z.number().int(), head: z.string() }),
})
export const auditBroken = defineEvent('audit.broken', {
  sentence: 'found the log broken at {seq}: {what}',
  particulars: z.object({ verificationId: z.uuid(), seq: z.number().int(), what: z.string() }),
})
export const auditExported = defineEvent('audit.exported', {
  sentence: 'exported {what} of the audit trail as {format}',
  particulars: z.object({
    what: z.enum(['events', 'checkpoints']),
    format: z.enum(['jsonl', 'csv']),
    filteredBy: z.array(z.string()),
  }),
})

export const jobRetried = defineEvent('job.retried', {
  sentence: 'ran the dead job {job} again',
  particulars: z.object({ job: z.string() }),
})
export const jobDiscarded = defineEvent('job.discarded', {
  sentence: 'discarded the dead job {job}',
  particulars: z.object({ job: z.string() }),
})
export const jobsRetried = defineEvent('jobs.retried', {
  sentence: 'ran {count} dead jobs of {task} again',
  particulars: z.object({ task: z.string(), count: z.number().int() }),
})
export const jobsDiscarded = defineEvent('jobs.discarded', {
  sentence: 'discarded {count} dead jobs of {task}',
  particulars: z.object({ task: z.string(), count: z.number().int() }),
})
export const reactionRetried = defineEvent('reaction.retried', {
  sentence: 'asked for another try of a parked reaction',
  particulars: z.object({ parkedId: z.uuid() }),
})

/** In the order of this file. */
export const operationEvents = [
  settingChanged,
  settingReset,
  auditVerified,
  auditBroken,
  auditExported,
  jobRetried,
  jobDiscarded,
  jobsRetried,
  jobsDiscarded,
  reactionRetried,
] as const
