/** Watched databases: what they are, how they stand, what their statements do, and what there is to do. */
import { z } from 'zod'
import { limitField, standingField } from '#core/plan/contract/fields.ts'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { FINDING_KINDS } from '../domain/findings.ts'
import { UNITS } from '../domain/metrics.ts'
import { APPROVE_PRIVATE, READ_DATABASES, WRITE_DATABASES } from '../domain/permissions.ts'
import { LACKS, INTERVAL_SECONDS, KINDS, REASONS, STATES, TLS_MODES } from '../domain/words.ts'

const BASE = '/api/pitcrew/v1/databases'
const PEM_LENGTH_MAX = 20_000

const place = {
  kind: z.enum(KINDS),
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[^\s/@]+$/, 'a name or an address, without a port')
    .meta({ description: 'Name or address', examples: ['db.shop.example'] }),
  port: z.number().int().min(1).max(65_535),
  databaseName: z.string().max(128).meta({ description: 'The database inside the server' }),
  username: z.string().max(128).meta({ description: 'A user that only reads' }),
  tls: z
    .enum(TLS_MODES)
    .meta({ description: 'verified: encrypted, and the certificate must fit; required: encrypted, whoever answers; off: in clear' }),
  tlsAuthority: z
    .string()
    .trim()
    .max(PEM_LENGTH_MAX)
    .regex(/^-----BEGIN CERTIFICATE-----/, 'a certificate in PEM form')
    .nullable()
    .meta({ description: 'Who signs the server’s certificate, as PEM; null: the authorities that everybody trusts', examples: [null] }),
  privateAllowed: z.boolean().meta({ description: 'The address may lie in a network of one’s own; owners answer for that' }),
}
const password = z.string().max(1_000)
const name = z.string().trim().min(1).max(100)
const intervalSeconds = z
  .number()
  .int()
  .min(INTERVAL_SECONDS.min)
  .max(INTERVAL_SECONDS.max)
  .meta({ description: 'Time between two readings' })

const connections = z.object({
  used: z.number(),
  idle: z.number().nullable().meta({ description: 'null: the user may not see it' }),
  idleInTransaction: z.number().nullable(),
  waiting: z.number().nullable().meta({ description: 'For a lock' }),
  max: z.number(),
})

const database = z.object({
  id: idOf('database'),
  environmentId: idOf('environment'),
  name,
  ...place,
  intervalSeconds,
  state: z.enum(STATES).meta({ description: 'unknown: not read yet' }),
  reason: z.enum(REASONS).nullable().meta({ description: 'Why it cannot be reached' }),
  detail: z.string().meta({ description: 'What the server or the network said' }),
  stateSince: instantField,
  readAt: instantField.nullable().meta({ description: 'The last reading that brought something' }),
  serverVersion: z.string().nullable(),
  connections: connections.nullable(),
  findings: z.number().meta({ description: 'How many things there are to do' }),
  version: z.number().int().meta({ description: 'Rises with each change; the ETag' }),
})
export type Database = z.input<typeof database>

const lack = z.object({
  kind: z.enum(LACKS),
  detail: z.string(),
  fix: z.string().nullable().meta({ description: 'Statements that mend it, for an administrator' }),
})

const whole = database.extend({
  applicationId: idOf('application'),
  slowMs: z.number().meta({ description: 'A statement that runs longer is named; from the support plan' }),
  running: z.array(
    z.object({
      pid: z.string(),
      user: z.string(),
      program: z.string(),
      runningMs: z.number(),
      waitsFor: z.string().nullable(),
      text: z.string().meta({ description: 'Without values' }),
    }),
  ),
  waits: z.array(
    z.object({
      pid: z.string(),
      waitedMs: z.number(),
      text: z.string(),
      blockedBy: z.string(),
      blockerState: z.string(),
      blockerText: z.string(),
      relation: z.string().nullable(),
    }),
  ),
  tables: z.array(
    z.object({
      name: z.string(),
      bytes: z.number(),
      rows: z.number(),
      deadRows: z.number().nullable(),
      vacuumedAt: instantField.nullable(),
    }),
  ),
  bytes: z.number().nullable(),
  lacks: z.array(lack).meta({ description: 'What the user may not see, and how to mend it' }),
  todo: z.array(
    z.object({
      kind: z.enum(FINDING_KINDS),
      subject: z.string(),
      fix: z.string().nullable(),
      winsBytes: z.number().nullable().meta({ description: 'Bytes that would become free' }),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
      since: instantField,
    }),
  ),
  metrics: z
    .array(z.object({ metric: z.string(), title: z.string(), unit: z.enum(UNITS) }))
    .meta({ description: 'What its kind is measured by' }),
})

const params = z.object({ id: idOf('database') })
const range = {
  from: instantField.optional().meta({ description: 'One hour before `to` unless said' }),
  to: instantField.optional().meta({ description: 'Exclusive; now unless said' }),
}
const bucket = z.array(z.number().nullable())
const write = { permission: WRITE_DATABASES, also: [{ permission: APPROVE_PRIVATE, act: 'Letting the address lie in a private network' }] }

export const databasesContract = {
  listDatabases: route({
    id: 'databases.listDatabases',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/databases',
    summary: 'List the watched databases of an application with how they stand.',
    access: { permission: READ_DATABASES },
    params: z.object({ id: idOf('application') }),
    response: z.object({ items: z.array(database) }),
  }),
  createDatabase: route({
    id: 'databases.createDatabase',
    method: 'POST',
    path: BASE,
    summary: 'Let a database of an environment be watched.',
    access: write,
    body: z.object({
      environmentId: idOf('environment'),
      name,
      ...place,
      password,
      intervalSeconds: intervalSeconds.default(INTERVAL_SECONDS.usual),
    }),
    response: whole,
    status: 201,
  }),
  readDatabase: route({
    id: 'databases.readDatabase',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a watched database: how it stands, who waits for whom, what there is to do.',
    access: { permission: READ_DATABASES },
    params,
    response: whole,
    versioned: 'read',
  }),
  changeDatabase: route({
    id: 'databases.changeDatabase',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change how a database is watched; what is left out stays.',
    access: write,
    params,
    body: z
      .object({ name, ...place, password, intervalSeconds })
      .omit({ kind: true })
      .partial(),
    response: whole,
    versioned: 'write',
  }),
  deleteDatabase: route({
    id: 'databases.deleteDatabase',
    method: 'DELETE',
    path: `${BASE}/:id`,
    summary: 'No longer watch a database; what was measured of it stays as long as other measurements.',
    access: { permission: WRITE_DATABASES },
    params,
    fresh: true,
  }),
  tryDatabase: route({
    id: 'databases.tryDatabase',
    method: 'POST',
    path: '/api/pitcrew/v1/database-trials',
    summary: 'Try whether a database can be read, and say what its user may not see; keeps nothing.',
    access: write,
    perMinute: 20,
    body: z.object({
      environmentId: idOf('environment'),
      ...place,
      password: password.nullable().meta({ description: 'null: the one of `databaseId`' }),
      databaseId: idOf('database').nullable().default(null),
    }),
    response: z.object({
      reached: z.boolean(),
      reason: z.enum(REASONS).nullable(),
      detail: z.string(),
      serverVersion: z.string().nullable(),
      lacks: z.array(lack),
    }),
  }),
  listStatements: route({
    id: 'databases.listStatements',
    method: 'GET',
    path: `${BASE}/:id/statements`,
    summary: 'List the statements that took most of the time in a range, as the server counts them.',
    access: { permission: READ_DATABASES },
    params,
    query: z.object(range),
    response: z.object({
      items: z.array(
        z.object({
          fingerprint: z.string(),
          text: z.string().meta({ description: 'Without values; empty when the server has forgotten it' }),
          calls: z.number(),
          totalMs: z.number(),
          meanMs: z.number(),
          rows: z.number(),
          share: z.number().meta({ description: 'Of the time of all statements that were kept of the range, 0 to 1' }),
        }),
      ),
    }),
  }),
  listSlowStatements: route({
    id: 'databases.listSlowStatements',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/slow-statements',
    summary: 'List the statements of an environment that took longest on average within a day, over all its watched databases.',
    access: { permission: READ_DATABASES },
    params: z.object({ id: idOf('application') }),
    query: z.object({ environmentId: idOf('environment') }),
    response: z.object({
      databases: z.number().int().meta({ description: 'How many are watched there' }),
      limit: limitField,
      items: z.array(
        z.object({
          databaseId: idOf('database'),
          database: z.string().meta({ description: 'Its name' }),
          fingerprint: z.string(),
          text: z.string().meta({ description: 'Without values; empty when the server has forgotten it' }),
          calls: z.number(),
          meanMs: z.number(),
          standing: standingField,
        }),
      ),
    }),
  }),
  readCourse: route({
    id: 'databases.readCourse',
    method: 'GET',
    path: `${BASE}/:id/figures/:metric`,
    summary: 'Read how a figure of a database went over time, in equal steps.',
    access: { permission: READ_DATABASES },
    params: params.extend({ metric: z.string().max(200) }),
    query: z.object({
      ...range,
      points: z.coerce.number().int().min(1).max(1_000).default(240).meta({ description: 'Most steps in the answer' }),
    }),
    response: z.object({
      from: instantField.meta({ description: 'Start of the first step' }),
      stepSeconds: z.number().int(),
      series: z.array(
        z.object({
          name: z.string().meta({ description: 'What tells it from the others of its metric; empty when there is one' }),
          avg: bucket.meta({ description: 'Mean of each step; null where nothing was measured' }),
          max: bucket.meta({ description: 'Largest value' }),
        }),
      ),
    }),
  }),
} satisfies Contract
