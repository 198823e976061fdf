/** What happens to findings about resources. Hosts, mount points and databases have names; nothing here is personal. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const KINDS = ['used', 'fills', 'peak', 'idle_host', 'idle_disk', 'database', 'deviates'] as const
const OUTCOMES = ['won', 'no_change', 'gone'] as const
const found = z.object({ findingId: z.uuid(), resource_finding: z.enum(KINDS), subject: z.string() })

export const resourceFindingOpened = defineEvent('resource_finding.opened', {
  sentence: 'found {subject} {resource_finding}',
  particulars: found.extend({ concern: z.string() }),
})
export const resourceFindingTasked = defineEvent('resource_finding.tasked', {
  sentence: 'made a task of {subject}, {resource_finding}',
  particulars: found.extend({ taskId: z.uuid() }),
})
export const resourceFindingDismissed = defineEvent('resource_finding.dismissed', {
  sentence: 'dismissed that {subject} is {resource_finding}',
  particulars: found.extend({ reason: z.string() }),
})
/** Again, after it was dismissed, or because its task was deleted. */
export const resourceFindingReopened = defineEvent('resource_finding.reopened', {
  sentence: 'opened again that {subject} is {resource_finding}',
  particulars: found,
})
/** It was measured again, or is not found any more. */
export const resourceFindingSettled = defineEvent('resource_finding.settled', {
  sentence: 'measured {subject}, {resource_finding}, again: {resource_outcome}',
  particulars: found.extend({ resource_outcome: z.enum(OUTCOMES), before: z.number(), after: z.number().nullable() }),
})

/** How resources stood in a week was written down. */
export const resourceAuditMade = defineEvent('resource_audit.made', {
  sentence: 'wrote down how resources stand: {current} findings, {won} won',
  particulars: z.object({
    auditId: z.uuid(),
    /** Its Monday. */
    week: z.iso.date(),
    /** The support plan wants one now. */
    isDue: z.boolean(),
    current: z.number().int(),
    won: z.number().int(),
  }),
})

/** Every event of resources. */
export const resourcesEvents = [
  resourceFindingOpened,
  resourceFindingTasked,
  resourceFindingDismissed,
  resourceFindingReopened,
  resourceFindingSettled,
  resourceAuditMade,
]
