/** Alert sources: tools of others that send their alerts here. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { NAME_LENGTH_MAX, SEVERITY_WORDS_MAX } from '../domain/limits.ts'
import { READ_SOURCES, WRITE_SOURCES } from '../domain/permissions.ts'
import { KINDS, OUTCOMES, REFUSALS, SEVERITIES, SEVERITY_REASONS } from '../domain/words.ts'

const BASE = '/api/pitcrew/v1/alert-sources'
const params = z.object({ id: idOf('alert_source') })

const severity = z.enum(SEVERITIES)
const path = z.string().trim().max(200)
const words = z.array(z.string().trim().toLowerCase().min(1).max(100)).max(20)

const mapping = z
  .object({
    alerts: path.meta({ description: 'Path of a list of alerts; empty: the request is one alert' }),
    title: path.min(1),
    key: path.meta({ description: 'What stays the same while an alert lasts; empty: the title' }),
    state: path,
    resolvedWords: words,
    acknowledgedWords: words,
    severity: path,
    component: path,
    description: path,
    link: path,
    labels: path,
  })
  .meta({ description: 'Where to find what: paths such as alert.labels.0, or JSON pointers such as /alert/labels/0' })

const severities = z.object({
  words: z
    .record(z.string().trim().toLowerCase().min(1).max(100), severity)
    .refine((of) => Object.keys(of).length <= SEVERITY_WORDS_MAX, `must be at most ${SEVERITY_WORDS_MAX} words`)
    .meta({ description: 'Words of the tool; usual ones are known' }),
  otherwise: severity.meta({ description: 'Of an unknown word, and of none' }),
})

const settings = z.object({
  severities,
  componentLabel: z.string().trim().max(200).meta({ description: 'Label whose value is the name of a component; empty: the usual ones' }),
  mapping: mapping.nullable().meta({ description: 'Of kind webhook; null for others' }),
})

const name = z.string().trim().min(1, 'must say what sends').max(NAME_LENGTH_MAX)

const source = z.object({
  id: idOf('alert_source'),
  environmentId: idOf('environment'),
  environment: z.string().meta({ description: 'Its name' }),
  kind: z.enum(KINDS),
  name,
  prefix: z.string().meta({ description: 'First characters of the secret, to recognise it by' }),
  componentId: idOf('component').nullable(),
  settings,
  isSigned: z.boolean().meta({ description: 'Only what the tool has signed is taken' }),
  createdAt: instantField,
  lastReceivedAt: instantField.nullable(),
  openAlerts: z.number().int(),
  taken: z.array(z.object({ outcome: z.enum(OUTCOMES), alerts: z.number().int() })).meta({ description: 'In the last 24 hours' }),
  refused: z
    .array(z.object({ reason: z.enum(REFUSALS), alerts: z.number().int(), lastAt: instantField }))
    .meta({ description: 'In the last 24 hours' }),
  version: z.number().int(),
})

const secret = z.string().meta({ description: 'Shown only in this answer' })
const read = { permission: READ_SOURCES }
const write = { permission: WRITE_SOURCES }

export const sourceRoutes = {
  listSources: route({
    id: 'intakes.listSources',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/alert-sources',
    summary: 'List the alert sources of an application with what came of them in the last 24 hours, by name.',
    access: read,
    params: z.object({ id: idOf('application') }),
    response: z.object({ items: z.array(source) }),
  }),
  createSource: route({
    id: 'intakes.createSource',
    method: 'POST',
    path: BASE,
    summary: 'Add an alert source to an environment; its secret is shown once.',
    access: write,
    fresh: true,
    body: z.object({
      environmentId: idOf('environment'),
      kind: z.enum(KINDS),
      name,
      componentId: idOf('component').nullable().default(null),
    }),
    response: z.object({ source, secret }),
    status: 201,
  }),
  changeSource: route({
    id: 'intakes.changeSource',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change an alert source: its name, and how what it says is understood.',
    access: write,
    versioned: 'write',
    params,
    body: z.object({
      name: name.optional(),
      componentId: idOf('component').nullable().optional(),
      settings: settings.optional(),
      signingSecret: z
        .string()
        .min(8)
        .max(500)
        .nullable()
        .optional()
        .meta({ description: 'Client secret with which Sentry signs; never told again. Null: signatures are not looked at' }),
    }),
    response: source,
  }),
  renewSource: route({
    id: 'intakes.renewSource',
    method: 'POST',
    path: `${BASE}/:id/secret`,
    summary: 'Give an alert source another secret; the one before works no longer.',
    access: write,
    fresh: true,
    params,
    response: z.object({ source, secret }),
  }),
  removeSource: route({
    id: 'intakes.removeSource',
    method: 'DELETE',
    path: `${BASE}/:id`,
    summary: 'Remove an alert source; its open alerts end.',
    access: write,
    fresh: true,
    params,
  }),
  testSource: route({
    id: 'intakes.testSource',
    method: 'POST',
    path: `${BASE}/:id/test`,
    summary: 'Let an alert source send a test: an alert that wakes nobody and is over by itself after five minutes.',
    access: write,
    params,
    response: source,
  }),
  readOrigin: route({
    id: 'intakes.readOrigin',
    method: 'GET',
    path: '/api/pitcrew/v1/alerts/:id/origin',
    summary: 'Read what the alert source said of an alert last; nothing for alerts of own rules.',
    access: read,
    params: z.object({ id: idOf('alert') }),
    response: z.object({
      items: z
        .array(
          z.object({
            source: z.string().meta({ description: 'Its name' }),
            kind: z.enum(KINDS),
            description: z.string(),
            annotations: z.record(z.string(), z.string()),
            link: z.string().nullable(),
            severitySaid: z.string().nullable(),
            severityReason: z.enum(SEVERITY_REASONS),
            startsAt: instantField.nullable(),
            endsAt: instantField.nullable(),
            updatedAt: instantField,
          }),
        )
        .max(1),
    }),
  }),
} satisfies Contract
