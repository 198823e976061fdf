/** Write-only keys of environments, and of applications and clients whose mapping rules say the environment. */
import { z } from 'zod'
import { idOf, insteadIdOf, instantField, route, type Contract } from '#kit/contract.ts'

/** Lets its holder make and revoke write-only keys. */
export const WRITE_KEYS = 'telemetry.keys.write'
/** Lets its holder see what arrives, from where, and what was refused. */
export const READ_INTAKE = 'telemetry.intake.read'

const BASE = '/api/pitcrew/v1/ingest-keys'

export const ingestKey = z.object({
  id: idOf('ingest_key'),
  environmentId: idOf('environment').nullable().meta({ description: 'That it writes to; null: mapping rules say it' }),
  applicationId: idOf('application').nullable().meta({ description: 'Whose rules say the environment; null: no application’s' }),
  clientId: idOf('client').nullable().meta({ description: 'Whose rules say the environment; null: no client’s' }),
  name: z.string(),
  prefix: z.string().meta({ description: 'First characters of the key, to recognise it by' }),
  dsn: z.string().nullable().meta({
    description: 'Address for Sentry’s clients; opens the intake of errors only, so that browsers may show it; null without an environment',
  }),
  createdAt: instantField,
  lastUsedAt: instantField.nullable().meta({ description: 'Exact to the minute; null: never' }),
})

export const keyRoutes = {
  createIngestKey: route({
    id: 'telemetry.createIngestKey',
    method: 'POST',
    path: BASE,
    summary: 'Make a write-only key of an environment, an application or a client; its secret is shown once.',
    access: { permission: WRITE_KEYS },
    fresh: true,
    body: z
      .object({
        environmentId: idOf('environment').optional(),
        applicationId: insteadIdOf('application').optional(),
        clientId: insteadIdOf('client').optional(),
        name: z.string().trim().min(1, 'say what it is for').max(100).meta({ description: 'What sends with it, such as a Prometheus' }),
      })
      .refine(
        ({ environmentId, applicationId, clientId }) =>
          [environmentId, applicationId, clientId].filter((id) => id !== undefined).length === 1,
        { path: ['environmentId'], error: 'give one of environmentId, applicationId and clientId' },
      ),
    response: z.object({ ingestKey, secret: z.string().meta({ description: 'Shown only in this answer' }) }),
    status: 201,
  }),
  listIngestKeys: route({
    id: 'telemetry.listIngestKeys',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/ingest-keys',
    summary: 'List the write-only keys that can write to an application: of its environments, its own and its client’s; the latest first.',
    access: { permission: READ_INTAKE },
    params: z.object({ id: idOf('application') }),
    response: z.object({ items: z.array(ingestKey) }),
  }),
  listClientKeys: route({
    id: 'telemetry.listClientKeys',
    method: 'GET',
    path: '/api/pitcrew/v1/clients/:id/ingest-keys',
    summary: 'List the write-only keys of a client itself, the latest first.',
    access: { permission: READ_INTAKE },
    params: z.object({ id: idOf('client') }),
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
