/** People's data: what is held, exporting and erasing it, how long it is kept, what was consented to. */
import { z } from 'zod'
import { idOf, instantField, pageOf, pageQuery, route, type Contract } from '#kit/contract.ts'
import { CONSENT_WAYS } from '../domain/consent.ts'
import { DAYS_MAX } from '../domain/retention.ts'

const BASE = '/api/pitcrew/v1/privacy'
const email = z.email().max(254)

/** How a request names somebody. */
export const handle = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), id: idOf('person') }),
  z.object({ kind: z.literal('contact'), id: idOf('contact') }),
  z.object({ kind: z.literal('email'), email }),
])
export type Handle = z.output<typeof handle>

const counts = z.record(z.string(), z.record(z.string(), z.number().int())).meta({ description: 'Rows by part and kind' })

export const holding = z.object({
  confirmation: z.string().meta({ description: 'What has to be typed before this person is erased' }),
  emails: z.array(z.string()),
  names: z.array(z.string()),
  counts,
})

export const erasure = z.object({
  id: idOf('erasure'),
  requestedAt: instantField,
  reason: z.string(),
  finishedAt: instantField.nullable().meta({ description: 'null: rows of the measured store and files are still being removed' }),
  counts,
  remains: z
    .record(z.string(), z.number().int())
    .nullable()
    .meta({ description: 'Texts that others wrote and that still name the person: rows by table and column' }),
})

export const retentionKind = z.object({
  kind: z.string(),
  title: z.string(),
  sentence: z.string(),
  days: z.number().int().nullable().meta({ description: 'null: for ever' }),
  standardDays: z.number().int().nullable(),
  daysMin: z.number().int(),
  changedAt: instantField.nullable(),
  version: z.number().int().meta({ description: '0: the standard counts' }),
})

const way = z.enum(CONSENT_WAYS)
export const consent = z.object({
  id: idOf('consent'),
  email: z.string(),
  purpose: z.string(),
  textVersion: z.string().meta({ description: 'Which text they agreed to' }),
  how: way,
  note: z.string(),
  givenAt: instantField,
  withdrawnAt: instantField.nullable(),
  withdrawnHow: way.nullable(),
})

export const privacyContract = {
  findHolding: route({
    id: 'privacy.findHolding',
    method: 'POST',
    path: `${BASE}/holdings`,
    summary: 'Say what is held about a person, by part and kind. A POST, so that no address stands in a URL.',
    access: { permission: 'privacy.people.export' },
    body: z.object({ who: handle }),
    response: holding,
    perMinute: 30,
  }),
  exportPerson: route({
    id: 'privacy.exportPerson',
    method: 'POST',
    path: `${BASE}/person-exports`,
    summary: 'Save everything that is held about a person as a .tar.gz of JSON files and their files.',
    access: { permission: 'privacy.people.export' },
    fresh: true,
    body: z.object({ who: handle }),
    stream: { mediaType: 'application/gzip', fileName: 'pitcrew-person.tar.gz' },
    perMinute: 10,
  }),
  erasePerson: route({
    id: 'privacy.erasePerson',
    method: 'POST',
    path: `${BASE}/erasures`,
    summary: 'Erase a person for ever: in both stores, files, the log and every backup that is restored later.',
    access: { permission: 'privacy.people.erase' },
    fresh: true,
    body: z.object({ who: handle, confirm: z.string().max(254), reason: z.string().max(500).default('') }),
    response: erasure,
    status: 202,
    perMinute: 10,
  }),
  listErasures: route({
    id: 'privacy.listErasures',
    method: 'GET',
    path: `${BASE}/erasures`,
    summary: 'List erasures with what was done, newest first. Nobody is named.',
    access: { permission: 'privacy.settings.read' },
    query: z.object(pageQuery),
    response: pageOf(erasure),
  }),
  listRetention: route({
    id: 'privacy.listRetention',
    method: 'GET',
    path: `${BASE}/retention`,
    summary: 'List what is not kept for ever, and for how long.',
    access: { permission: 'privacy.settings.read' },
    response: z.object({ items: z.array(retentionKind) }),
  }),
  readRetention: route({
    id: 'privacy.readRetention',
    method: 'GET',
    path: `${BASE}/retention/:kind`,
    summary: 'Read how long a kind of data is kept.',
    access: { permission: 'privacy.settings.read' },
    params: z.object({ kind: z.string().max(100) }),
    response: retentionKind,
    versioned: 'read',
  }),
  changeRetention: route({
    id: 'privacy.changeRetention',
    method: 'PATCH',
    path: `${BASE}/retention/:kind`,
    summary: 'Change how long a kind of data is kept; null keeps it for ever.',
    access: { permission: 'privacy.retention.write' },
    params: z.object({ kind: z.string().max(100) }),
    body: z.object({ days: z.number().int().min(1).max(DAYS_MAX).nullable() }),
    response: retentionKind,
    versioned: 'write',
  }),
  listConsents: route({
    id: 'privacy.listConsents',
    method: 'GET',
    path: `${BASE}/consents`,
    summary: 'List consents, newest first.',
    access: { permission: 'privacy.consents.read' },
    query: z.object({ ...pageQuery, email: email.optional() }),
    response: pageOf(consent),
  }),
  recordConsent: route({
    id: 'privacy.recordConsent',
    method: 'POST',
    path: `${BASE}/consents`,
    summary: 'Record a consent that somebody gave.',
    access: { permission: 'privacy.consents.write' },
    body: z.object({
      email,
      purpose: z.string().trim().min(1).max(200),
      textVersion: z.string().trim().min(1).max(100),
      how: way,
      note: z.string().max(1_000).default(''),
      givenAt: instantField.nullable().default(null).meta({ description: 'Now unless said' }),
    }),
    response: consent,
    status: 201,
  }),
  withdrawConsent: route({
    id: 'privacy.withdrawConsent',
    method: 'POST',
    path: `${BASE}/consents/:id/withdrawal`,
    summary: 'Record that a consent was withdrawn.',
    access: { permission: 'privacy.consents.write' },
    params: z.object({ id: idOf('consent') }),
    body: z.object({ how: way }),
    response: consent,
  }),
} satisfies Contract
