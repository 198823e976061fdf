/** Checks from outside: what is looked at, what came of it, and the addresses to which heartbeats are reported. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { INTERVAL_SECONDS_MAX, INTERVAL_SECONDS_MIN, RETRIES_MAX, TIME_LIMIT_MS_MAX, TIME_LIMIT_MS_MIN } from '../domain/limits.ts'
import { APPROVE_TARGETS, READ_CHECKS, WRITE_CHECKS } from '../domain/permissions.ts'
import { OUTCOMES, REASONS } from '../domain/words.ts'
import { settingsAnswer, settingsField } from './settings.ts'

const BASE = '/api/pitcrew/v1/checks'
const HEARTBEATS = '/heartbeat/:secret'
/** A job calls a few times an hour; thousands of them behind one address still fit. */
const HEARTBEATS_PER_MINUTE = 6_000
/** Bars of a list: half an hour each over a day. */
export const BARS = 48
const POINTS_MAX = 500

const ms = z.number().nullable()
const split = z
  .object({ dns: ms, connect: ms, tls: ms, wait: ms, receive: ms })
  .meta({ description: 'Milliseconds of each step; null where there was none' })

const said = {
  outcome: z.enum(OUTCOMES),
  reason: z.enum(REASONS),
  detail: z.string().meta({ description: 'The one datum that the reason speaks of, such as a status' }),
}
const measured = { ms: z.number(), split, certificateDays: z.number().int().nullable() }

const fields = {
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta({ examples: ['Shop answers'] }),
  settings: settingsField,
  intervalSeconds: z.number().int().min(INTERVAL_SECONDS_MIN).max(INTERVAL_SECONDS_MAX),
  timeLimitMs: z.number().int().min(TIME_LIMIT_MS_MIN).max(TIME_LIMIT_MS_MAX),
  retries: z.number().int().min(0).max(RETRIES_MAX).meta({ description: 'Further attempts, two seconds apart, before it is down' }),
  isPaused: z.boolean(),
  isPrivateAllowed: z.boolean().meta({ description: 'The target may lie in a private network; only an owner can approve that' }),
}
const secret = z
  .string()
  .min(1)
  .max(5_000)
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'one line')
  .nullable()
  .meta({ description: 'Password of SQL, or value of the Authorization header of HTTP; never told again. Null: none' })

export const check = z.object({
  id: idOf('check'),
  applicationId: idOf('application'),
  environmentId: idOf('environment'),
  ...fields,
  settings: settingsAnswer,
  hasSecret: z.boolean(),
  followsAddress: z.boolean().meta({ description: 'Made for the address of its environment, and follows it' }),
  managedBy: z.string().nullable().meta({ description: 'Path of the configuration file that manages it; null: people do' }),
  isResting: z.boolean().meta({ description: 'Its environment or application is archived' }),
  state: z.object({ ...said, since: instantField }),
  createdAt: instantField,
  updatedAt: instantField,
  version: z.number().int().meta({ description: 'Rises with each change; the ETag' }),
})

const latest = z.object({ at: instantField, ...said, ...measured, attempts: z.number().int() })
const share = z
  .object({ up: z.number(), down: z.number(), unknown: z.number() })
  .meta({ description: 'Milliseconds of each state; together the length of the bar' })
const listed = z.object({
  check,
  latest: latest.nullable(),
  bars: z.array(share),
  availability: z
    .number()
    .nullable()
    .meta({ description: 'Share of the time in which it was up, of the time in which somebody could say' }),
})

const params = z.object({ id: idOf('check') })
const read = { permission: READ_CHECKS }
const write = { permission: WRITE_CHECKS, also: [{ permission: APPROVE_TARGETS, act: 'Letting a check ask a private network' }] }
const draft = {
  settings: fields.settings,
  secret: secret.optional(),
  timeLimitMs: fields.timeLimitMs.default(10_000),
  isPrivateAllowed: fields.isPrivateAllowed.default(false),
}
const heartbeatSecret = z
  .string()
  .nullable()
  .meta({ description: 'Last part of the address to which a heartbeat is reported; shown only in this answer' })

/** What jobs send along without being asked to, such as curl's own type for `--data`; it is not looked at. */
const REPORT_TYPES = ['application/x-www-form-urlencoded', 'text/plain', 'application/json', 'application/octet-stream']
/** The end of a job's own log still passes. */
const REPORT_BYTES_MAX = 1024 * 1024

const signal = (id: string, ending: string, summary: string) =>
  route({
    id,
    method: 'GET',
    path: `${HEARTBEATS}${ending}`,
    summary,
    access: 'public',
    params: z.object({ secret: z.string().max(100) }),
    perMinute: HEARTBEATS_PER_MINUTE,
  })

const posted = (id: string, ending: string) =>
  route({
    ...signal(id, ending, 'The same; the body is not looked at.'),
    method: 'POST',
    takes: REPORT_TYPES,
    bodyBytesMax: REPORT_BYTES_MAX,
  })

export const checksContract = {
  listChecks: route({
    id: 'checks.listChecks',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/checks',
    summary: 'List the checks of an application with what they found in the last 24 hours, by name.',
    access: read,
    params: z.object({ id: idOf('application') }),
    response: z.object({
      items: z.array(listed),
      from: instantField.meta({ description: 'Start of the first bar; all have the same length and the last ends now' }),
      isLookedAt: z.boolean().meta({ description: 'False: no node with the role probe runs' }),
      complete: z.boolean().meta({ description: 'False when there are more checks than an answer holds' }),
    }),
  }),
  createCheck: route({
    id: 'checks.createCheck',
    method: 'POST',
    path: BASE,
    summary: 'Add a check to an environment.',
    access: write,
    body: z.object({
      environmentId: idOf('environment'),
      name: fields.name,
      ...draft,
      intervalSeconds: fields.intervalSeconds.default(60),
      retries: fields.retries.default(2),
      isPaused: fields.isPaused.default(false),
    }),
    response: z.object({ check, heartbeatSecret }),
    status: 201,
  }),
  readCheck: route({
    id: 'checks.readCheck',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a check.',
    access: read,
    params,
    response: check,
    versioned: 'read',
  }),
  changeCheck: route({
    id: 'checks.changeCheck',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change, pause or resume a check; what is left out stays.',
    access: write,
    params,
    body: z.object({ ...fields, secret }).partial(),
    response: check,
    versioned: 'write',
  }),
  deleteCheck: route({
    id: 'checks.deleteCheck',
    method: 'DELETE',
    path: `${BASE}/:id`,
    summary: 'Delete a check; what it found is not shown any more.',
    access: { permission: WRITE_CHECKS },
    params,
  }),
  renewHeartbeat: route({
    id: 'checks.renewHeartbeat',
    method: 'POST',
    path: `${BASE}/:id/heartbeat-secret`,
    summary: 'Make a new address for a heartbeat; the one before stops working at once.',
    access: { permission: WRITE_CHECKS },
    params,
    response: z.object({ heartbeatSecret: z.string() }),
    status: 201,
  }),
  tryCheck: route({
    id: 'checks.tryCheck',
    method: 'POST',
    path: '/api/pitcrew/v1/check-trials',
    summary: 'Look once as a check would, without keeping anything.',
    access: write,
    body: z.object({
      environmentId: idOf('environment'),
      checkId: idOf('check').optional().meta({ description: 'Whose secret is taken when none is sent' }),
      ...draft,
    }),
    response: z.object({ ...said, ...measured, redirects: z.array(z.string()) }),
    perMinute: 60,
  }),
  readCourse: route({
    id: 'checks.readCourse',
    method: 'GET',
    path: `${BASE}/:id/course`,
    summary: 'Read the states of a check over time, and how long its answers took.',
    access: read,
    params,
    query: z.object({
      from: instantField.optional().meta({ description: '24 hours before `to` unless said' }),
      to: instantField.optional().meta({ description: 'Exclusive; now unless said' }),
      points: z.coerce.number().int().min(1).max(POINTS_MAX).default(120),
    }),
    response: z.object({
      from: instantField,
      to: instantField,
      availability: z.number().nullable(),
      states: z.array(z.object({ from: instantField, to: instantField, outcome: z.enum(OUTCOMES), reason: z.enum(REASONS) })),
      complete: z.boolean().meta({ description: 'False when there were more changes than an answer holds; the earliest are then unknown' }),
      stepSeconds: z.number().int(),
      avgMs: z.array(ms).meta({ description: 'Of each step; null where nothing answered' }),
      maxMs: z.array(ms),
    }),
  }),
  hearSuccess: signal('checks.hearSuccess', '', 'Report that what is watched is well, or that its run ended well.'),
  hearSuccessPosted: posted('checks.hearSuccessPosted', ''),
  hearStart: signal('checks.hearStart', '/start', 'Report that a run begins.'),
  hearStartPosted: posted('checks.hearStartPosted', '/start'),
  hearFailure: signal('checks.hearFailure', '/fail', 'Report that a run failed.'),
  hearFailurePosted: posted('checks.hearFailurePosted', '/fail'),
} satisfies Contract
