/** How much of hosts and databases is used, what is found about that, and what it won to do something about it. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { READ_RESOURCES, WRITE_RESOURCES } from '../domain/permissions.ts'
import {
  CONCERNS,
  DESCRIPTION_LENGTH_MAX,
  DISMISSALS,
  FINDING_KINDS,
  GAUGE_KINDS,
  REFUSALS,
  STATES,
  TITLE_LENGTH_MAX,
  UNITS,
} from '../domain/words.ts'

const READ = { permission: READ_RESOURCES } as const
const WRITE = { permission: WRITE_RESOURCES } as const
const APPLICATION = '/api/pitcrew/v1/applications/:id/resources'
const FINDING = '/api/pitcrew/v1/resource-findings/:id'

const about = {
  host: z.string().meta({ description: 'Name of the host, of the database, or of the environment whose signal deviates' }),
  part: z
    .string()
    .meta({ description: 'Mount point, direction, database, what was found there, or the signal; empty for the host as a whole' }),
  databaseId: z
    .string()
    .nullable()
    .meta({ description: 'A watched database; null for hosts', examples: [null] }),
}
const days = z.number().nullable()

const forecast = z
  .object({
    days: days.meta({ description: 'Until it is full; null where that cannot be said' }),
    soonestDays: days,
    latestDays: days,
    refusedAs: z.enum(REFUSALS).nullable().meta({ description: 'Why there are no days' }),
    perDay: z.number().nullable().meta({ description: 'Growth, in the unit of the gauge' }),
    perDayLow: z.number().nullable().meta({ description: 'Ends of the interval of 95 %' }),
    perDayHigh: z.number().nullable(),
  })
  .meta({ description: 'By the median of the slopes between all days (Theil and Sen), without single steps' })

const gauge = z.object({
  environmentId: idOf('environment'),
  kind: z.enum(GAUGE_KINDS),
  ...about,
  unit: z.enum(UNITS),
  limit: z.number().nullable().meta({ description: 'Of the support plan; null where there is none' }),
  now: z.number(),
  at: instantField,
  p95: z.number().meta({ description: '95 of 100 hours were no higher' }),
  highest: z.number().meta({ description: 'Of an hour' }),
  days: z.number().int().meta({ description: 'Of which something is known' }),
  peak: z
    .object({
      hour: z.number().int().meta({ description: 'Of the week, 0 for Monday from 00:00 in the zone' }),
      usual: z.number(),
      highest: z.number(),
    })
    .nullable()
    .meta({ description: 'The hour of the week that is usually the highest; null before two weeks show one' }),
  forecast: forecast.nullable().meta({ description: 'null for what comes and goes' }),
})

const finding = z.object({
  id: idOf('resource_finding'),
  environmentId: idOf('environment'),
  concern: z.enum(CONCERNS),
  kind: z.enum(FINDING_KINDS),
  ...about,
  figure: z.number().meta({ description: 'Before anything was done about it' }),
  after: z.number().nullable().meta({ description: 'After its task was done; null also when nothing is left to measure' }),
  unit: z.enum(UNITS),
  wins: z.number().nullable().meta({ description: 'What it would win to do it' }),
  winsUnit: z.enum(UNITS),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).meta({ description: 'Numbers and names that its sentence names' }),
  state: z.enum(STATES),
  dismissedAs: z.enum(DISMISSALS).nullable(),
  taskId: idOf('task').nullable(),
  openedAt: instantField,
  seenAt: instantField,
  doneAt: instantField.nullable(),
  settledAt: instantField.nullable(),
  measuredFrom: instantField.nullable().meta({ description: 'While it is measured again: from when on that says something' }),
})

const auditHead = {
  id: idOf('resource_audit'),
  week: z.iso.date().meta({ description: 'Its Monday on the clock of the zone' }),
  zone: z.string(),
  madeAt: instantField,
  isDue: z.boolean().meta({ description: 'The support plan wanted one' }),
}
const count = z.number().int()
const auditRow = z.object({ ...auditHead, current: count, won: count, noChange: count, gone: count })
const audit = z.object({
  ...auditHead,
  applicationId: idOf('application'),
  current: z.array(finding).meta({ description: 'What was found and not settled then' }),
  settled: z.array(finding).meta({ description: 'What was settled since the audit before, with the figure before and after' }),
})

const application = z.object({ id: idOf('application') })
const params = z.object({ id: idOf('resource_finding') })

export const resourcesContract = {
  readCapacity: route({
    id: 'resources.readCapacity',
    method: 'GET',
    path: `${APPLICATION}/capacity`,
    summary: 'Read how much of its hosts and databases an application uses, at which peaks, and for how long they last.',
    access: READ,
    params: application,
    query: z.object({ environmentId: idOf('environment').optional().meta({ description: 'Only this one; all unless said' }) }),
    response: z.object({
      zone: z.string().meta({ description: 'On whose clock weeks are counted' }),
      complete: z.boolean().meta({ description: 'false: there is more than is looked at' }),
      items: z.array(gauge),
    }),
  }),
  listFindings: route({
    id: 'resources.listFindings',
    method: 'GET',
    path: `${APPLICATION}/findings`,
    summary: 'List what is found about the resources of an application, and what was settled in the last 90 days.',
    access: READ,
    params: application,
    response: z.object({
      lookedAt: instantField.nullable().meta({ description: 'null: nobody has looked yet' }),
      items: z.array(finding),
    }),
  }),
  lookNow: route({
    id: 'resources.lookNow',
    method: 'POST',
    path: `${APPLICATION}/looks`,
    summary: 'Look at the resources of an application now, and measure again what was done.',
    access: WRITE,
    params: application,
    perMinute: 10,
  }),
  makeTask: route({
    id: 'resources.makeTask',
    method: 'POST',
    path: `${FINDING}/task`,
    summary: 'Make a task of a finding; it is measured again when that is done.',
    access: { ...WRITE, also: [{ permission: 'tasks.write', act: 'Making a task' }] },
    params,
    body: z.object({
      title: z.string().trim().min(1).max(TITLE_LENGTH_MAX),
      description: z.string().max(DESCRIPTION_LENGTH_MAX).default('').meta({ description: 'Markdown' }),
    }),
    status: 201,
    response: finding,
  }),
  dismissFinding: route({
    id: 'resources.dismissFinding',
    method: 'PUT',
    path: `${FINDING}/dismissal`,
    summary: 'Dismiss a finding, for as long as it is not opened again.',
    access: WRITE,
    params,
    body: z.object({ reason: z.enum(DISMISSALS) }),
    response: finding,
  }),
  reopenFinding: route({
    id: 'resources.reopenFinding',
    method: 'DELETE',
    path: `${FINDING}/dismissal`,
    summary: 'Open a dismissed finding again.',
    access: WRITE,
    params,
  }),
  listAudits: route({
    id: 'resources.listAudits',
    method: 'GET',
    path: `${APPLICATION}/audits`,
    summary: 'List the weekly audits of the resources of an application, the latest first; two years of them.',
    access: READ,
    params: application,
    response: z.object({ items: z.array(auditRow) }),
  }),
  makeAudit: route({
    id: 'resources.makeAudit',
    method: 'POST',
    path: `${APPLICATION}/audits`,
    summary: 'Write the audit of this week now, in place of what was written of it before.',
    access: WRITE,
    params: application,
    perMinute: 10,
    status: 201,
    response: audit,
  }),
  readAudit: route({
    id: 'resources.readAudit',
    method: 'GET',
    path: '/api/pitcrew/v1/resource-audits/:id',
    summary: 'Read an audit: what was near its limit, wasted or to be tuned, and what was won.',
    access: READ,
    params: z.object({ id: idOf('resource_audit') }),
    response: audit,
  }),
  exportAudit: route({
    id: 'resources.exportAudit',
    method: 'GET',
    path: '/api/pitcrew/v1/resource-audits/:id/findings.csv',
    summary: 'Save an audit as CSV, a line for each finding.',
    access: READ,
    params: z.object({ id: idOf('resource_audit') }),
    stream: { mediaType: 'text/csv; charset=utf-8', fileName: 'pitcrew-resources.csv' },
    perMinute: 10,
  }),
} satisfies Contract

export type GaugeAnswer = z.output<typeof gauge>
export type FindingAnswer = z.output<typeof finding>
export type AuditAnswer = z.output<typeof audit>
