/** Write-only keys of environments. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'

/** Lets its holder make and revoke write-only keys. */
export const WRITE_KEYS = 'telemetry.keys.write'
/** Lets its holder see what arrives, from where, and what was refused. */
export const READ_INTAKE = 'telemetry.intake.read'

const BASE = '/api/pitcrew/v1/ingest-keys'

export const ingestKey = z.object({
  id: idOf('ingest_key'),
  environmentId: idOf('environment'),
  name: z.string(),
  prefix: z.string().meta({ description: 'First characters of the key, to recognise it by' }),
  dsn: z.string().meta({ description: 'Address for Sentry’s clients; opens the intake of errors only, so that browsers may show it' }),
  createdAt: instantField,
  lastUsedAt: instantField.nullable().meta({ description: 'Exact to the minute; null: never' }),
})

export const keyRoutes = {
  createIngestKey: route({
    id: 'telemetry.createIngestKey',
    method: 'POST',
    path: BASE,
    summary: 'Make a write-only key of an environment; its secret is shown once.',
    access: { permission: WRITE_KEYS },
    fresh: true,
    body: z.object({
      environmentId: idOf('environment'),
      name: z.string().trim().min(1, 'say what it is for').max(100).meta({ description: 'What sends with it, such as a Prometheus' }),
    }),
    response: z.object({ ingestKey, secret: z.string().meta({ description: 'Shown only in this answer' }) }),
    status: 201,
  }),
  listIngestKeys: route({
    id: 'telemetry.listIngestKeys',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/ingest-keys',
    summary: 'List the write-only keys of an application, the latest first.',
    access: { permission: READ_INTAKE },
    params: z.object({ id: idOf('application') }),
    response: z.object({ items: z.array(ingestKey) }),
  }),
  revokeIngestKey: route({
    id: 'telemetry.revokeIngestKey',
    method: 'DELETE',
    path: `${BASE}/:id`,
    summary: 'Revoke a write-only key at once and for good.',
    access: { permission: WRITE_KEYS },
    fresh: true,
    params: z.object({ id: idOf('ingest_key') }),
  }),
} satisfies Contract
