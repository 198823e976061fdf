/** What happens to duty and to pages. A page is what somebody on duty is asked to answer. Receipts of channels are no events. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const schedule = z.object({ name: z.string() })
const stretch = schedule.extend({ from: z.string(), to: z.string() })

export const dutyScheduleCreated = defineEvent('duty_schedule.created', {
  sentence: 'made the duty schedule {name}',
  particulars: schedule,
})
export const dutyScheduleChanged = defineEvent('duty_schedule.changed', {
  sentence: 'changed {fields} of the duty schedule {name}',
  particulars: schedule.extend({ fields: z.array(z.string()) }),
})
export const dutyScheduleDeleted = defineEvent('duty_schedule.deleted', {
  sentence: 'deleted the duty schedule {name}',
  particulars: schedule,
})
/** `personId`: who is on duty instead. */
export const dutyOverridden = defineEvent('duty_schedule.overridden', {
  sentence: 'put somebody else on duty in {name}',
  particulars: stretch.extend({ personId: z.uuid() }),
})
export const dutyOverrideRemoved = defineEvent('duty_schedule.override_removed', {
  sentence: 'took back an override in {name}',
  particulars: stretch.extend({ personId: z.uuid() }),
})
const swap = stretch.extend({ askerId: z.uuid(), askedId: z.uuid() })
export const dutySwapAsked = defineEvent('duty_schedule.swap_asked', { sentence: 'asked for a swap in {name}', particulars: swap })
export const dutySwapAccepted = defineEvent('duty_schedule.swap_accepted', { sentence: 'accepted a swap in {name}', particulars: swap })
export const dutySwapDeclined = defineEvent('duty_schedule.swap_declined', { sentence: 'declined a swap in {name}', particulars: swap })
export const dutySwapWithdrawn = defineEvent('duty_schedule.swap_withdrawn', { sentence: 'withdrew a swap in {name}', particulars: swap })
/** The text stays in its table. */
export const dutyNoteLeft = defineEvent('duty_schedule.note_left', { sentence: 'left a note in {name}', particulars: schedule })
/** The secret address itself stands nowhere; renewing it ends the one before. */
export const dutyFeedRenewed = defineEvent('duty_schedule.feed_renewed', {
  sentence: 'made a calendar address for {name}',
  particulars: schedule,
})

/** Channels on which the weekly test of a person failed or was not confirmed; the record is that person. */
export const dutyTestMissed = defineEvent('duty_test.missed', {
  sentence: 'heard nothing back from the weekly test page by {channels}',
  particulars: z.object({ channels: z.array(z.string()) }),
})

/** How an application escalates; it follows the plan when `followsPlan`. */
export const escalationPolicyChanged = defineEvent('escalation_policy.changed', {
  sentence: 'changed how {application} escalates',
  particulars: z.object({ application: z.string(), followsPlan: z.boolean() }),
})

/** `aboutKind`, `aboutId`: the alert or incident it is about, UUID. */
const page = z.object({ title: z.string(), aboutKind: z.enum(['alert', 'incident']), aboutId: z.uuid(), reason: z.string() })

export const pageOpened = defineEvent('page.opened', { sentence: 'paged about {title}', particulars: page })
export const pageAcknowledged = defineEvent('page.acknowledged', {
  sentence: 'acknowledged the page about {title}',
  particulars: page.extend({ personId: z.uuid(), channel: z.string(), seconds: z.number().int() }),
})
/** Nobody answered a step in time, or the one asked handed it on. */
export const pageEscalated = defineEvent('page.escalated', {
  sentence: 'escalated the page about {title} to step {step}',
  particulars: page.extend({ step: z.number().int() }),
})
/** Every step and repeat is used up and nobody answered. */
export const pageUnanswered = defineEvent('page.unanswered', {
  sentence: 'found nobody to answer the page about {title}',
  particulars: page,
})
/** What it was about is over. */
export const pageEnded = defineEvent('page.ended', { sentence: 'ended the page about {title}', particulars: page })

/** For `module.ts`: every kind of event that this part publishes. */
export const oncallEvents = [
  dutyScheduleCreated,
  dutyScheduleChanged,
  dutyScheduleDeleted,
  dutyOverridden,
  dutyOverrideRemoved,
  dutySwapAsked,
  dutySwapAccepted,
  dutySwapDeclined,
  dutySwapWithdrawn,
  dutyNoteLeft,
  dutyFeedRenewed,
  dutyTestMissed,
  escalationPolicyChanged,
  pageOpened,
  pageAcknowledged,
  pageEscalated,
  pageUnanswered,
  pageEnded,
] as const
