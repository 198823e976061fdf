/** Mapping rules of applications and clients, and what none of them assigned. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { LABEL_LENGTH_MAX, MATCHERS_MAX, RULES_MAX, VALUE_LENGTH_MAX } from '../domain/limits.ts'
import { MATCHES, UNASSIGNED_REASONS } from '../domain/rules.ts'
import { MAPPED_PROTOCOLS } from '../domain/unassigned.ts'

/** Lets its holder see mapping rules and what none of them assigned. */
export const READ_MAPPING = 'mapping.rules.read'
/** Lets its holder change mapping rules. */
export const WRITE_MAPPING = 'mapping.rules.write'

const BASE = '/api/pitcrew/v1'

const matcher = z.object({
  label: z.string().trim().min(1, 'name the label').max(LABEL_LENGTH_MAX).meta({ description: 'Of a series or a resource' }),
  match: z.enum(MATCHES).meta({ description: '`is`: the whole value; `begins_with`: its beginning' }),
  value: z.string().min(1, 'say the value').max(VALUE_LENGTH_MAX),
})

const rule = z.object({
  matchers: z.array(matcher).min(1, 'a rule needs a label').max(MATCHERS_MAX).meta({ description: 'All of them must hold' }),
  environmentId: idOf('environment'),
})

const rules = z.array(rule).max(RULES_MAX).meta({ description: 'The first that matches counts' })

const mapping = z.object({
  rules,
  version: z.number().int().meta({ description: 'Rises with each change; the ETag; 0 before the first' }),
  environments: z
    .array(z.object({ environmentId: idOf('environment'), name: z.string(), applicationName: z.string() }))
    .meta({ description: 'To which rules can assign' }),
  unassigned: z
    .array(
      z.object({
        labels: z.array(z.object({ label: z.string(), value: z.string() })).meta({ description: 'Scrubbed and cut' }),
        protocol: z.enum(MAPPED_PROTOCOLS),
        reason: z.enum(UNASSIGNED_REASONS),
        items: z.number().meta({ description: 'Samples, lines or spans, as the protocol says' }),
        firstAt: instantField,
        lastAt: instantField,
      }),
    )
    .meta({ description: 'What came since the rules were changed and no rule assigned; the latest first' }),
})

const read = { method: 'GET', access: { permission: READ_MAPPING }, response: mapping, versioned: 'read' } as const
const write = {
  method: 'PUT',
  access: { permission: WRITE_MAPPING },
  body: z.object({ rules }),
  response: mapping,
  versioned: 'write',
} as const
const ofApplication = { path: `${BASE}/applications/:id/mapping`, params: z.object({ id: idOf('application') }) } as const
const ofClient = { path: `${BASE}/clients/:id/mapping`, params: z.object({ id: idOf('client') }) } as const

export const mappingContract = {
  readApplicationMapping: route({
    ...read,
    ...ofApplication,
    id: 'mapping.readApplicationMapping',
    summary: 'Read the mapping rules of an application, and what none of them assigned.',
  }),
  writeApplicationMapping: route({
    ...write,
    ...ofApplication,
    id: 'mapping.writeApplicationMapping',
    summary: 'Replace the mapping rules of an application; what was unassigned is forgotten and noted anew.',
  }),
  readClientMapping: route({
    ...read,
    ...ofClient,
    id: 'mapping.readClientMapping',
    summary: 'Read the mapping rules of a client, and what none of them assigned.',
  }),
  writeClientMapping: route({
    ...write,
    ...ofClient,
    id: 'mapping.writeClientMapping',
    summary: 'Replace the mapping rules of a client; what was unassigned is forgotten and noted anew.',
  }),
} satisfies Contract
