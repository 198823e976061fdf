/** What browsers send of pages, and what is read of it. */
import { z } from 'zod'
import { limitField, standingField } from '#core/plan/contract/fields.ts'
import { idOf, route, type Contract } from '#kit/contract.ts'
import { READ_PAGES } from '../domain/permissions.ts'
import { BODY_BYTES_MAX } from '../domain/words.ts'

/** A hundred people behind one address, each with some pages a minute; what they may send together the quota says. */
const PER_MINUTE = 60_000
/** As long as items are kept. */
const HOURS_MAX = 30 * 24

const milliseconds = z.number().nullable().meta({ description: 'Milliseconds at the 75th percentile; null when nobody told' })
const count = z.number().int()

export const pages = z.object({
  hours: count,
  sessions: count,
  views: count,
  activeNow: count.meta({ description: 'Sessions that told something within five minutes' }),
  sessionSeconds: z.number().nullable().meta({ description: 'Median of the time for which a session was looked at' }),
  course: z.array(z.object({ at: z.string(), sessions: count, views: count, loadMs: milliseconds })),
  routes: z.array(
    z.object({
      route: z.string(),
      views: count,
      sessions: count,
      loadMs: milliseconds,
      ttfbMs: milliseconds,
      fcpMs: milliseconds,
      lcpMs: milliseconds,
      inpMs: milliseconds,
      cls: z.number().nullable(),
    }),
  ),
  features: z.array(z.object({ name: z.string(), uses: count, sessions: count })),
  requests: z.array(z.object({ name: z.string(), requests: count, failed: count, ms: milliseconds })),
  script: z.object({
    url: z.url().meta({ description: 'Its path names what it holds, so that it can be kept for ever' }),
    integrity: z.string().meta({ description: 'Digest for the attribute integrity' }),
  }),
})

const atAGlance = z.object({
  value: z.number().nullable().meta({ description: 'Of the last half hour' }),
  volume: count.meta({ description: 'What the plan counts before it believes the value: loads, failures' }),
  standing: standingField,
  limit: limitField,
  course: z.array(z.number().nullable()).meta({ description: 'Of each half hour of a day' }),
  yesterday: z.number().nullable(),
})

export const glance = z.object({
  loadMs: atAGlance,
  errorRate: atAGlance.meta({ description: 'Share of the requests of pages that failed because of a server or the network' }),
  sessions: count.meta({ description: 'Of a day, as are the vitals' }),
  views: count,
  lcpMs: milliseconds,
  inpMs: milliseconds,
  cls: z.number().nullable(),
})

export const browserContract = {
  takePage: route({
    id: 'browser.takePage',
    method: 'POST',
    path: '/api/pitcrew/v1/browser/:project',
    summary: 'Take what pitcrew.js tells of a page; acknowledged when it is on the disk.',
    access: 'environment_key',
    fromSites: true,
    // Browsers send text, so that they need not ask before.
    takes: ['text/plain', 'application/json'],
    params: z.object({ project: z.string().regex(/^\d{1,20}$/, 'must be the number at the end of the DSN') }),
    query: z.object({ key: z.string().max(100).optional().meta({ description: 'Key of the DSN' }) }),
    bodyBytesMax: BODY_BYTES_MAX,
    perMinute: PER_MINUTE,
  }),
  readPages: route({
    id: 'browser.readPages',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/pages',
    summary: 'Read how the pages of an application load in real browsers, what is used, and for how long.',
    access: { permission: READ_PAGES },
    params: z.object({ id: idOf('application') }),
    query: z.object({
      environmentId: idOf('environment').optional(),
      hours: z.coerce.number().int().min(1).max(HOURS_MAX).default(24),
    }),
    response: pages,
  }),
  readGlance: route({
    id: 'browser.readGlance',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/pages/glance',
    summary: 'Read how the pages of an environment load and how often what they ask for fails, against the support plan.',
    access: { permission: READ_PAGES },
    params: z.object({ id: idOf('application') }),
    query: z.object({ environmentId: idOf('environment') }),
    response: glance,
  }),
} satisfies Contract

export type Pages = z.output<typeof pages>
export type Glance = z.output<typeof glance>
