/**
 * What happens to decisions. Question, context, options, views and reasons are free text and stay in their
 * tables, where what names a person can be taken out. People are named by id.
 */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

/** The side as people call it: `project management`. */
const view = z.object({ viewId: z.uuid(), side: z.string(), personId: z.uuid().nullable() })

export const decisionCreated = defineEvent('decision.created', {
  sentence: 'asked the question',
  particulars: z.object({ options: z.number().int() }),
})
export const decisionChanged = defineEvent('decision.changed', {
  sentence: 'changed {fields}',
  particulars: z.object({ fields: z.array(z.string()) }),
})
export const decisionViewAsked = defineEvent('decision.view_asked', {
  sentence: 'asked for the view of {side}',
  particulars: view.extend({ dueAt: z.iso.datetime().nullable() }),
})
export const decisionViewGiven = defineEvent('decision.view_given', { sentence: 'gave the view of {side}', particulars: view })
export const decisionViewWithdrawn = defineEvent('decision.view_withdrawn', {
  sentence: 'no longer asks for the view of {side}',
  particulars: view,
})
export const decisionDecided = defineEvent('decision.decided', {
  sentence: 'decided',
  particulars: z.object({ option: z.number().int().nullable() }),
})
export const decisionReopened = defineEvent('decision.reopened', { sentence: 'reopened the question', particulars: z.object({}) })
export const decisionSuperseded = defineEvent('decision.superseded', {
  sentence: 'superseded it by {label}',
  particulars: z.object({ byId: z.uuid(), label: z.string() }),
})
export const decisionDeleted = defineEvent('decision.deleted', { sentence: 'deleted the decision', particulars: z.object({}) })
export const decisionRestored = defineEvent('decision.restored', { sentence: 'brought the decision back', particulars: z.object({}) })

/** In the order of this file. */
export const decisionEvents = [
  decisionCreated,
  decisionChanged,
  decisionViewAsked,
  decisionViewGiven,
  decisionViewWithdrawn,
  decisionDecided,
  decisionReopened,
  decisionSuperseded,
  decisionDeleted,
  decisionRestored,
] as const
