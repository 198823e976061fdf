/** The audit trail: all events, exported and verified. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { timelineEntry } from '#core/records/contract/contract.ts'
import { thingField } from '#core/records/contract/thing.ts'
import { EXPORT_EVENTS_MAX } from '../domain/bounds.ts'
import { VERIFICATION_STATES } from '../domain/verification.ts'

const BASE = '/api/pitcrew/v1/audit'
const read = { permission: 'operation.audit.read' }

export const auditEvent = timelineEntry.extend({
  record: z.object({ kind: z.string(), id: z.string().meta({ description: 'Prefixed id' }) }),
  clientId: idOf('client').nullable(),
  applicationId: idOf('application').nullable(),
  audience: z.enum(['restricted', 'internal', 'client', 'public']),
})
export type AuditEvent = z.output<typeof auditEvent>

const filter = {
  kind: z.string().max(100).optional().meta({ description: 'Kind of event, such as application.created' }),
  actor: z.string().max(100).optional().meta({ description: 'Prefixed id of a person or key, or the name of a job or reaction' }),
  record: thingField.optional(),
  clientId: idOf('client').optional(),
  applicationId: idOf('application').optional(),
  from: instantField.optional(),
  to: instantField.optional().meta({ description: 'Exclusive' }),
}
export type AuditFilter = z.output<z.ZodObject<typeof filter>>

const exported = z.object({
  ...filter,
  beforeSeq: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .meta({ description: 'Only events before this one: where the export before this ended' }),
})

export const verification = z.object({
  id: idOf('verification'),
  state: z.enum(VERIFICATION_STATES),
  startedAt: instantField,
  startedBy: z.string().meta({ description: 'Name of the person, or what started it by itself' }),
  finishedAt: instantField.nullable(),
  checkedSeq: z.number().int().meta({ description: 'How far the walk has come' }),
  fromSeq: z.number().int().nullable(),
  toSeq: z.number().int().nullable(),
  head: z.string().nullable().meta({ description: 'Hash of the last event; compare it with what was exported off the machine' }),
  fault: z.object({ seq: z.number().int(), what: z.string() }).nullable().meta({ description: 'The first event that does not fit' }),
})
export type VerificationRun = z.output<typeof verification>

export const auditRoutes = {
  listEvents: route({
    id: 'operation.listEvents',
    method: 'GET',
    path: `${BASE}/events`,
    summary: 'List all events, newest first.',
    access: read,
    query: z.object({ ...pageQuery, ...filter }),
    response: pageOf(auditEvent),
  }),
  exportEventLines: route({
    id: 'operation.exportEventLines',
    method: 'GET',
    path: `${BASE}/events.jsonl`,
    summary: `Save events as JSON lines, newest first, at most ${EXPORT_EVENTS_MAX} at once; a last line says when there are more.`,
    access: read,
    query: exported,
    stream: { mediaType: 'application/jsonl', fileName: 'pitcrew-audit.jsonl' },
    perMinute: 10,
  }),
  exportEventTable: route({
    id: 'operation.exportEventTable',
    method: 'GET',
    path: `${BASE}/events.csv`,
    summary: `Save events as CSV, newest first, at most ${EXPORT_EVENTS_MAX} at once; a last row says when there are more.`,
    access: read,
    query: exported,
    stream: { mediaType: 'text/csv; charset=utf-8', fileName: 'pitcrew-audit.csv' },
    perMinute: 10,
  }),
  startVerification: route({
    id: 'operation.startVerification',
    method: 'POST',
    path: `${BASE}/verifications`,
    summary: 'Start walking the whole chain of events; answers the walk that is under way when there is one.',
    access: read,
    response: verification,
    status: 202,
    perMinute: 10,
  }),
  listVerifications: route({
    id: 'operation.listVerifications',
    method: 'GET',
    path: `${BASE}/verifications`,
    summary: 'List verifications with their progress and result, newest first.',
    access: read,
    query: z.object(pageQuery),
    response: pageOf(verification),
  }),
  readVerification: route({
    id: 'operation.readVerification',
    method: 'GET',
    path: `${BASE}/verifications/:id`,
    summary: 'Read the progress and result of a verification.',
    access: read,
    params: z.object({ id: idOf('verification') }),
    response: verification,
  }),
  exportCheckpoints: route({
    id: 'operation.exportCheckpoints',
    method: 'GET',
    path: `${BASE}/checkpoints.jsonl`,
    summary: 'Save all signed checkpoints as JSON lines, oldest first, to keep them away from this machine.',
    access: read,
    stream: { mediaType: 'application/jsonl', fileName: 'pitcrew-checkpoints.jsonl' },
    perMinute: 10,
  }),
} satisfies Contract
