/** Pages: what somebody on duty is asked to answer, and how an application escalates. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { ASKED_PER_STEP_MAX, REPEATS_MAX, STEPS_MAX } from '../domain/limits.ts'
import { PAGE_ANSWERS, PAGE_SEVERITIES, PAGE_STATES } from '../domain/page.ts'
import { ANSWER_PAGES, READ_PAGES, WRITE_POLICIES } from '../domain/permissions.ts'

const person = idOf('person')
const people = z.array(z.object({ id: person, name: z.string() })).meta({ description: 'Whoever is named in this answer' })

const listed = z.object({
  id: idOf('page'),
  applicationId: idOf('application').nullable(),
  application: z.string().nullable(),
  environmentId: idOf('environment').nullable(),
  environment: z.string().nullable(),
  title: z.string(),
  severity: z.enum(PAGE_SEVERITIES),
  state: z.enum(PAGE_STATES),
  reason: z.string().meta({ description: 'Named: why it stands as it does' }),
  turn: z.number().int().meta({ description: 'Turns taken, from 0' }),
  nextAt: instantField.nullable().meta({ description: 'When the next turn comes, or the end of waiting' }),
  openedAt: instantField,
  answeredBy: person.nullable(),
  answeredAt: instantField.nullable(),
  answeredVia: z.string().nullable().meta({ description: 'console, or the channel' }),
  endedAt: instantField.nullable(),
})

const detail = z.record(z.string(), z.union([z.string(), z.number()]))

const read = listed.extend({
  subjects: z.array(
    z.object({
      kind: z.enum(['alert', 'incident']),
      id: z.uuid(),
      title: z.string(),
      ruleKey: z.string().nullable(),
      joinedAt: instantField,
      overAt: instantField.nullable(),
    }),
  ),
  messages: z.array(
    z.object({
      id: z.uuid().meta({ description: 'Also the idempotency key with which the channel gets it' }),
      turn: z.number().int(),
      personId: person,
      channel: z.string(),
      state: z.enum(['queued', 'handed_over', 'delivered', 'failed', 'answered', 'called_off']),
      whyPerson: z.string(),
      whyChannel: z.string(),
      outcome: z.string().nullable().meta({ description: 'Named: what went wrong last' }),
      attempts: z.number().int(),
      repeats: z.number().int().meta({ description: 'Handed over again because nobody noted what became of it' }),
      queuedAt: instantField,
      handedOverAt: instantField.nullable(),
    }),
  ),
  decisions: z
    .array(z.object({ at: instantField, kind: z.string(), reason: z.string(), personId: person.nullable(), detail }))
    .meta({ description: 'Every decision with its named reason, oldest first' }),
  people,
})

const asked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('schedule'), id: idOf('duty_schedule') }),
  z.object({ kind: z.literal('person'), id: person }),
  z.object({ kind: z.literal('role'), role: z.string().max(60).meta({ description: 'Key of a role of the plan' }) }),
])
const step = z.object({
  who: z.array(asked).min(1).max(ASKED_PER_STEP_MAX),
  waitMinutes: z.number().int().min(1).max(10_080).meta({ description: 'Before the next step' }),
  isBusinessTime: z.boolean().default(false).meta({ description: 'The wait counts only while the plan’s calendar is open' }),
})
const policy = z.object({
  followsPlan: z.boolean().meta({ description: 'Nobody set one for this application' }),
  steps: z.array(step),
  repeats: z.number().int(),
  managedBy: z.string().nullable().meta({ description: 'Path of the configuration file that manages it; null: people do, or the plan' }),
  version: z.number().int(),
  roles: z.array(z.object({ key: z.string(), title: z.string() })).meta({ description: 'Roles of the plan that a step may name' }),
})
const steps = z.array(step).min(1).max(STEPS_MAX)
const params = z.object({ id: idOf('page') })
const ofApplication = z.object({ application: idOf('application') })

export const pageRoutes = {
  listPages: route({
    id: 'oncall.listPages',
    method: 'GET',
    path: '/api/pitcrew/v1/pages',
    summary: 'List the pages of the last 90 days that you may see, the newest first; at most 100.',
    access: { permission: READ_PAGES },
    query: z.object({ state: z.enum(['open', 'over']).optional().meta({ description: 'All unless said' }) }),
    response: z.object({ items: z.array(listed), people }),
  }),
  readPage: route({
    id: 'oncall.readPage',
    method: 'GET',
    path: '/api/pitcrew/v1/pages/:id',
    summary: 'Read a page: what it is about, whom it asked by what, and why.',
    access: { permission: READ_PAGES },
    params,
    response: read,
  }),
  answerPage: route({
    id: 'oncall.answerPage',
    method: 'POST',
    path: '/api/pitcrew/v1/pages/:id/answers',
    summary: 'Acknowledge a page, hand it on to the next step, or resolve it. What is so already changes nothing.',
    access: { permission: ANSWER_PAGES },
    params,
    body: z.object({ answer: z.enum(PAGE_ANSWERS) }),
  }),
  readPolicy: route({
    id: 'oncall.readPolicy',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:application/escalation',
    summary: 'Read how the critical problems of an application escalate.',
    access: { permission: READ_PAGES },
    params: ofApplication,
    response: policy,
    versioned: 'read',
  }),
  changePolicy: route({
    id: 'oncall.changePolicy',
    method: 'PUT',
    path: '/api/pitcrew/v1/applications/:application/escalation',
    summary: 'Say how an application escalates, instead of by the plan.',
    access: { permission: WRITE_POLICIES },
    params: ofApplication,
    body: z.object({ steps, repeats: z.number().int().min(0).max(REPEATS_MAX) }),
    response: policy,
    versioned: 'write',
  }),
  previewPolicy: route({
    id: 'oncall.previewPolicy',
    method: 'POST',
    path: '/api/pitcrew/v1/applications/:application/escalation/preview',
    summary: 'Say whom these steps would ask now, by which channels, and why them. Nothing is changed.',
    access: { permission: READ_PAGES },
    params: ofApplication,
    body: z.object({ steps }),
    status: 200,
    response: z.object({
      steps: z.array(
        z.array(
          z.object({
            personId: person,
            name: z.string(),
            why: z.string().meta({ description: 'Named' }),
            by: z.string().meta({ description: 'The schedule or role that it follows from; empty for none' }),
            channels: z.array(z.string()).meta({ description: 'In the order in which they are tried; empty: nothing reaches this person' }),
          }),
        ),
      ),
    }),
  }),
  followPlan: route({
    id: 'oncall.followPlan',
    method: 'DELETE',
    path: '/api/pitcrew/v1/applications/:application/escalation',
    summary: 'Let an application escalate by the plan again.',
    access: { permission: WRITE_POLICIES },
    params: ofApplication,
  }),
} as const satisfies Contract
