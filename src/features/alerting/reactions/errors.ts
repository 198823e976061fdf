/** Groups of errors that are new, come back, or are dealt with, are judged by the rules on them. */
import { errorGroupCameBack, errorGroupIgnored, errorGroupMerged, errorGroupResolved, errorGroupSeenFirst } from '#events/errors.ts'
import type { Reaction } from '#platform/module.ts'

export const errorReaction = (turnErrors: Reaction['react']): Reaction => ({
  name: 'alerting.errors',
  on: [errorGroupSeenFirst, errorGroupCameBack, errorGroupResolved, errorGroupIgnored, errorGroupMerged],
  react: turnErrors,
})
