/** The coverage map, and handing over what somebody holds. */
import { z } from 'zod'
import { idOf, pageOf, route, type Contract } from '#kit/contract.ts'
import { GIVEN_MAX, PAGE_APPLICATIONS_DEFAULT, PAGE_APPLICATIONS_MAX } from '../domain/bounds.ts'
import { CELL_STATES, FINDINGS } from '../domain/judge.ts'

const BASE = '/api/pitcrew/v1/coverage'
const read = { permission: 'coverage.map.read' }
const write = { permission: 'coverage.hand_overs.write' }

const reason = z.string().meta({ description: 'Named and stable', examples: ['no_deputy'] })
const aspect = z.object({ key: z.string().meta({ examples: ['catalog.owner'] }), label: z.string() })

export const cell = z.object({
  aspect: z.string().meta({ description: 'Key of the column' }),
  state: z.enum(CELL_STATES),
  reason,
  words: z.string().meta({ description: 'Who or what covers it, or what to do' }),
  named: z.record(z.string(), z.string()).meta({ description: 'What the words name' }),
  href: z.string().meta({ description: 'Path in the console of where it is seen, or mended' }),
})

export const mapRow = z.object({
  id: z.string().meta({ description: 'Id of the component, or of the application as a whole' }),
  name: z.string(),
  kind: z.string().meta({ description: '`application`, or the kind of the component' }),
  finding: z.enum(FINDINGS).nullable(),
  cells: z.array(cell).meta({ description: 'One for each column that the caller may see here' }),
})

export const mapApplication = z.object({
  id: idOf('application'),
  name: z.string(),
  client: z
    .object({ id: idOf('client'), name: z.string() })
    .nullable()
    .meta({ description: 'null: the organisation’s own' }),
  rows: z.array(mapRow).meta({ description: 'The application as a whole, then its components' }),
})

const where = { clientId: idOf('client').optional(), applicationId: idOf('application').optional() }
const only = z.enum(['gaps']).optional().meta({ description: 'Leaves out whatever is whole' })

const personParams = z.object({ id: idOf('person') })
const kind = z
  .string()
  .max(60)
  .meta({ description: 'Kind of things that people hold', examples: ['catalog.ownership'] })
const heldId = z.string().max(300).meta({ description: 'As the list names it' })
const batch = <T extends z.ZodType>(item: T) =>
  z.object({ toId: idOf('person').meta({ description: 'Who takes them' }), items: z.array(item).min(1).max(GIVEN_MAX) })
const refused = z.object({ outcome: z.literal('refused'), kind, id: heldId, code: z.string(), message: z.string() })

export const heldKind = z.object({
  key: kind,
  title: z.string(),
  canGive: z.boolean().meta({ description: 'false: it ends with the account, or must be made anew' }),
  items: z.array(z.object({ id: heldId, title: z.string(), reason, words: z.string(), href: z.string() })),
  more: z.boolean().meta({ description: 'There are more than are listed' }),
})

export const coverageContract = {
  readMap: route({
    id: 'coverage.readMap',
    method: 'GET',
    path: `${BASE}/map`,
    summary: 'Read the coverage map: applications by name, with their components, and what of each is covered.',
    access: read,
    query: z.object({
      ...where,
      only,
      limit: z.coerce.number().int().min(1).max(PAGE_APPLICATIONS_MAX).default(PAGE_APPLICATIONS_DEFAULT),
      cursor: z.string().max(500).optional().meta({ description: 'nextCursor of the previous page' }),
    }),
    response: pageOf(mapApplication).extend({ aspects: z.array(aspect).meta({ description: 'The columns, in order' }) }),
    perMinute: 120,
  }),
  countMap: route({
    id: 'coverage.countMap',
    method: 'GET',
    path: `${BASE}/count`,
    summary: 'Count the gaps of the coverage map.',
    access: read,
    query: z.object(where),
    response: z.object({
      applications: z.number().int(),
      things: z.number().int().meta({ description: 'Applications and components' }),
      expected: z.number().int().meta({ description: 'Cells that something should stand in' }),
      missing: z.number().int().meta({ description: 'Of these, the empty ones' }),
      nobodyKnows: z.number().int().meta({ description: 'Things that nobody knows' }),
      onePersonKnows: z.number().int().meta({ description: 'Things that only one person knows' }),
      aspects: z.array(aspect.extend({ missing: z.number().int() })),
      more: z.boolean().meta({ description: 'There are more applications than were counted' }),
    }),
    perMinute: 120,
  }),
  exportMap: route({
    id: 'coverage.exportMap',
    method: 'GET',
    path: `${BASE}/map.csv`,
    summary: 'Save the coverage map as CSV, a line for each application and component.',
    access: read,
    query: z.object({ ...where, only }),
    stream: { mediaType: 'text/csv; charset=utf-8', fileName: 'pitcrew-coverage.csv' },
    perMinute: 10,
  }),
  readHandOvers: route({
    id: 'coverage.readHandOvers',
    method: 'GET',
    path: '/api/pitcrew/v1/people/:id/hand-overs',
    summary: 'List everything that a person holds and somebody else must take when they leave, as far as you may see it.',
    access: read,
    params: personParams,
    response: z.object({
      person: z.object({ id: idOf('person'), name: z.string(), state: z.string() }),
      count: z.number().int().meta({ description: 'All things that are listed' }),
      kinds: z.array(heldKind).meta({ description: 'Only kinds of which they hold something' }),
    }),
  }),
  handOver: route({
    id: 'coverage.handOver',
    method: 'POST',
    path: '/api/pitcrew/v1/people/:id/hand-overs',
    summary: 'Give what a person holds to somebody else, each for itself; giving roles needs a fresh proof of who you are.',
    access: write,
    params: personParams,
    body: batch(z.object({ kind, id: heldId })),
    response: z.object({
      results: z.array(
        z.discriminatedUnion('outcome', [
          z.object({ outcome: z.literal('given'), kind, id: heldId, before: z.string().meta({ description: 'Takes it back' }) }),
          refused,
        ]),
      ),
    }),
    status: 200,
    perMinute: 60,
  }),
  takeBack: route({
    id: 'coverage.takeBack',
    method: 'POST',
    path: '/api/pitcrew/v1/people/:id/hand-over-returns',
    summary: 'Give back what was handed over, unless it was changed since.',
    access: write,
    params: personParams,
    body: batch(z.object({ kind, id: heldId, before: z.string().max(10_000) })),
    response: z.object({
      results: z.array(z.discriminatedUnion('outcome', [z.object({ outcome: z.literal('returned'), kind, id: heldId }), refused])),
    }),
    status: 200,
    bodyBytesMax: 2 * 1024 * 1024,
    perMinute: 60,
  }),
} satisfies Contract
