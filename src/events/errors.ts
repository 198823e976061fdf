/**
 * What happens to groups of errors. What an error says is free text and stays in its table: events name a group by its label. Releases
 * are names that people give to what they ship.
 */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const labelled = z.object({ label: z.string() })

/** Errors of a kind that was never seen before in this environment. */
export const errorGroupSeenFirst = defineEvent('error_group.seen_first', {
  sentence: 'saw {label} for the first time',
  particulars: labelled.extend({ environmentId: z.uuid(), level: z.string(), release: z.string() }),
})
/** It was resolved or ignored and is open again; the reason says why. */
export const errorGroupCameBack = defineEvent('error_group.came_back', {
  sentence: 'saw {label} come back',
  particulars: labelled.extend({ environmentId: z.uuid(), reason: z.string(), release: z.string() }),
})
export const errorGroupResolved = defineEvent('error_group.resolved', {
  sentence: 'resolved {label}',
  particulars: labelled.extend({ inNextRelease: z.boolean() }),
})
/** All of them null: for ever. */
export const errorGroupIgnored = defineEvent('error_group.ignored', {
  sentence: 'ignored {label}',
  particulars: labelled.extend({ untilAt: z.string().nullable(), untilEvents: z.number().int().nullable(), untilNextRelease: z.boolean() }),
})
export const errorGroupReopened = defineEvent('error_group.reopened', { sentence: 'reopened {label}', particulars: labelled })
export const errorGroupAssigned = defineEvent('error_group.assigned', {
  sentence: 'assigned {label}',
  particulars: labelled.extend({ assigneeId: z.uuid(), beforeId: z.uuid().nullable() }),
})
export const errorGroupUnassigned = defineEvent('error_group.unassigned', {
  sentence: 'took {label} from its assignee',
  particulars: labelled.extend({ beforeId: z.uuid().nullable() }),
})
/** Its errors count for another group from now on; told of both. */
export const errorGroupMerged = defineEvent('error_group.merged', {
  sentence: 'merged {label} into {intoLabel}',
  particulars: labelled.extend({ groupId: z.uuid(), intoId: z.uuid(), intoLabel: z.string() }),
})
/** Its errors count for itself again; told of both. */
export const errorGroupSplit = defineEvent('error_group.split', {
  sentence: 'split {label} off {fromLabel}',
  particulars: labelled.extend({ groupId: z.uuid(), fromId: z.uuid(), fromLabel: z.string() }),
})
/** Of an environment. */
export const errorOriginsChanged = defineEvent('error_origins.changed', {
  sentence: 'said from which pages errors are taken',
  particulars: z.object({ origins: z.array(z.string()) }),
})

/** Of an environment: a release has source maps from now on. */
export const sourceMapsUploaded = defineEvent('source_maps.uploaded', {
  sentence: 'uploaded source maps of {release}',
  particulars: z.object({ release: z.string() }),
})
/** Of an environment: all those of a release. */
export const sourceMapsRemoved = defineEvent('source_maps.removed', {
  sentence: 'removed the source maps of {release}',
  particulars: z.object({ release: z.string() }),
})

/** In the order of this file. */
export const errorsEvents = [
  errorGroupSeenFirst,
  errorGroupCameBack,
  errorGroupResolved,
  errorGroupIgnored,
  errorGroupReopened,
  errorGroupAssigned,
  errorGroupUnassigned,
  errorGroupMerged,
  errorGroupSplit,
  errorOriginsChanged,
  sourceMapsUploaded,
  sourceMapsRemoved,
]
