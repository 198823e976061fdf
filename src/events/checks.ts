/**
 * What happens to checks. Single results are no events; changes of state are, each with its named reason. Nothing here is personal,
 * and no address, secret or content of an answer stands in an event.
 */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const named = z.object({ name: z.string(), environmentId: z.uuid(), check: z.string() })
const state = named.extend({ reason: z.string(), beforeSeconds: z.number().int() })

export const checkCreated = defineEvent('check.created', { sentence: 'added the check {name}', particulars: named })
export const checkChanged = defineEvent('check.changed', {
  sentence: 'changed {fields} of the check {name}',
  particulars: named.extend({ fields: z.array(z.string()) }),
})
export const checkPaused = defineEvent('check.paused', { sentence: 'paused the check {name}', particulars: named })
export const checkResumed = defineEvent('check.resumed', { sentence: 'resumed the check {name}', particulars: named })
/** Its environment or application was archived. */
export const checkRested = defineEvent('check.rested', { sentence: 'let the check {name} rest', particulars: named })
export const checkWoken = defineEvent('check.woken', { sentence: 'woke the check {name}', particulars: named })
export const checkDeleted = defineEvent('check.deleted', { sentence: 'deleted the check {name}', particulars: named })
export const checkTargetApproved = defineEvent('check.target_approved', {
  sentence: 'approved that {name} asks a private network',
  particulars: named,
})
export const checkSecretRenewed = defineEvent('check.secret_renewed', { sentence: 'renewed the address of {name}', particulars: named })
/** `beforeSeconds`: for how long it was what it was before. */
export const checkWentDown = defineEvent('check.went_down', { sentence: 'found {name} down', particulars: state })
export const checkCameUp = defineEvent('check.came_up', { sentence: 'found {name} up', particulars: state })
export const checkBecameUnknown = defineEvent('check.became_unknown', { sentence: 'could not look at {name}', particulars: state })

/** In the order of this file; after each of them a prober reads the check anew. */
export const checkEvents = [
  checkCreated,
  checkChanged,
  checkPaused,
  checkResumed,
  checkRested,
  checkWoken,
  checkDeleted,
  checkTargetApproved,
  checkSecretRenewed,
  checkWentDown,
  checkCameUp,
  checkBecameUnknown,
] as const
