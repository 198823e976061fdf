/** Decisions: a question, its options, the views of those whom it concerns, and what came of it. */
import { z } from 'zod'
import { idOf, instantField, pageOf, route, type Contract } from '#kit/contract.ts'
import { countAnswer, countQuery, listQuery } from '#core/records/contract/list.ts'
import { DECISION_STATES, OPTION_TITLE_LENGTH_MAX, OPTIONS_MAX, SIDES, QUESTION_LENGTH_MAX, TEXT_LENGTH_MAX } from '../domain/words.ts'

const BASE = '/api/pitcrew/v1/decisions'
const read = { permission: 'decisions.decisions.read' }
const write = { permission: 'decisions.decisions.write' }
/** Twelve options and a context of the largest size each, in JSON. */
const BODY_BYTES_MAX = 1024 * 1024

const person = z.object({ id: idOf('person'), name: z.string() })
const question = z.string().trim().min(1).max(QUESTION_LENGTH_MAX)
const text = z.string().max(TEXT_LENGTH_MAX).meta({ description: 'Markdown' })
const option = z.object({ title: z.string().trim().min(1).max(OPTION_TITLE_LENGTH_MAX), text: text.default('') })
const place = z.number().int().min(0).max(OPTIONS_MAX).nullable()
const side = z.enum(SIDES)

const view = z.object({
  id: idOf('decision_view'),
  side,
  person: person.nullable().meta({ description: 'Who was asked; null: whoever of that side comes first' }),
  dueAt: instantField.nullable(),
  askedAt: instantField,
  text: z.string().nullable().meta({ description: 'Markdown; null until it is given' }),
  favours: place.meta({ description: 'Place of the option that is preferred, from 0; null: undecided' }),
  givenBy: person.nullable(),
  givenAt: instantField.nullable(),
  mayGive: z.boolean(),
})

const row = z.object({
  id: idOf('decision'),
  label: z.string().meta({ examples: ['DEC-7'] }),
  question: z.string(),
  state: z.enum(DECISION_STATES),
  clientId: idOf('client').nullable(),
  applicationId: idOf('application').nullable(),
  owner: person.nullable().meta({ description: 'Who sees to it that it is decided' }),
  dueAt: instantField.nullable(),
  createdAt: instantField,
  updatedAt: instantField,
  version: z.number().int(),
})

export const decision = row.extend({
  context: z.string(),
  options: z.array(z.object({ title: z.string(), text: z.string() })),
  chosen: place,
  outcome: z.string(),
  reason: z.string(),
  decidedBy: person.nullable(),
  decidedAt: instantField.nullable(),
  views: z.array(view),
})
export type Decision = z.output<typeof decision>
export type DecisionListRow = z.output<typeof row>

const params = z.object({ id: idOf('decision') })
const viewParams = z.object({ id: idOf('decision'), view: idOf('decision_view') })
const fields = {
  question,
  context: text,
  options: z.array(option).max(OPTIONS_MAX),
  ownerId: idOf('person').nullable(),
  dueAt: instantField.nullable(),
}
const about = { access: write, response: decision, bodyBytesMax: BODY_BYTES_MAX } as const

export const decisionsContract = {
  listDecisions: route({
    id: 'decisions.listDecisions',
    method: 'GET',
    path: BASE,
    summary: 'List decisions.',
    access: read,
    query: listQuery,
    response: pageOf(row.extend({ views: z.object({ asked: z.number().int(), given: z.number().int() }) })),
  }),
  countDecisions: route({
    id: 'decisions.countDecisions',
    method: 'GET',
    path: '/api/pitcrew/v1/decision-count',
    summary: 'Count decisions.',
    access: read,
    query: countQuery,
    response: countAnswer,
  }),
  createDecision: route({
    ...about,
    id: 'decisions.createDecision',
    method: 'POST',
    path: BASE,
    summary: 'Ask a question that is to be decided.',
    body: z.object({
      clientId: idOf('client').nullable().default(null),
      applicationId: idOf('application').nullable().default(null).meta({ description: 'Its client counts, whatever clientId says' }),
      ...fields,
      context: text.default(''),
      options: fields.options.default([]),
      ownerId: fields.ownerId.optional().meta({ description: 'You, unless said' }),
      dueAt: fields.dueAt.default(null),
    }),
    status: 201,
  }),
  readDecision: route({
    id: 'decisions.readDecision',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a decision with its views.',
    access: read,
    params,
    response: decision,
    versioned: 'read',
  }),
  changeDecision: route({
    ...about,
    id: 'decisions.changeDecision',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change an open decision; what is left out stays, the options are replaced.',
    params,
    body: z.object(fields).partial(),
    versioned: 'write',
  }),
  askView: route({
    ...about,
    id: 'decisions.askView',
    method: 'POST',
    path: `${BASE}/:id/views`,
    summary: 'Ask one side for its view, a person of it or whoever comes first.',
    params,
    body: z.object({ side, personId: idOf('person').nullable().default(null), dueAt: instantField.nullable().default(null) }),
    status: 201,
  }),
  giveView: route({
    ...about,
    id: 'decisions.giveView',
    method: 'PUT',
    path: `${BASE}/:id/views/:view`,
    summary: 'Say what that side thinks; only who was asked, or anybody where nobody was named.',
    params: viewParams,
    body: z.object({ text: text.min(1), favours: place.default(null) }),
  }),
  withdrawView: route({
    ...about,
    id: 'decisions.withdrawView',
    method: 'DELETE',
    path: `${BASE}/:id/views/:view`,
    summary: 'Take a request back that was not answered.',
    params: viewParams,
    status: 200,
  }),
  decide: route({
    ...about,
    id: 'decisions.decide',
    method: 'PUT',
    path: `${BASE}/:id/outcome`,
    summary: 'Decide: one of the options or none of them, and why.',
    params,
    body: z.object({ chosen: place, outcome: text, reason: text.min(1) }),
    versioned: 'write',
  }),
  reopen: route({
    ...about,
    id: 'decisions.reopen',
    method: 'DELETE',
    path: `${BASE}/:id/outcome`,
    summary: 'Ask the question anew; the options and views stay, the outcome is taken back.',
    params,
    versioned: 'write',
    status: 200,
  }),
  supersede: route({
    ...about,
    id: 'decisions.supersede',
    method: 'PUT',
    path: `${BASE}/:id/successor`,
    summary: 'Say which decision took the place of this one, and link the two.',
    params,
    body: z.object({ by: idOf('decision') }),
    versioned: 'write',
  }),
  setDecisionDeleted: route({
    id: 'decisions.setDecisionDeleted',
    method: 'PUT',
    path: `${BASE}/:id/deleted`,
    summary: 'Delete a decision, or bring it back.',
    access: write,
    params,
    body: z.object({ deleted: z.boolean() }),
    response: z.object({ version: z.number().int() }),
    versioned: 'write',
  }),
} satisfies Contract
