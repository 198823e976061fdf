/** How much applications are used, and what of them. */
import { z } from 'zod'
import { idOf, route, type Contract } from '#kit/contract.ts'
import { READ_ACTIVITY } from '../domain/permissions.ts'
import { COMPARISONS } from '../domain/words.ts'

const read = { permission: READ_ACTIVITY }
const count = z.number().int()
const moved = z
  .object({
    now: z.number().meta({ description: 'Of the week that ends now' }),
    before: z.number().meta({ description: 'Of the week before' }),
    change: z.number().nullable().meta({ description: 'Share by which it grew or shrank; null where that would say nothing' }),
    comparison: z
      .enum(COMPARISONS)
      .meta({ description: 'Why there is a change, or none; too_few: fewer than the plan lets figures speak of' }),
  })
  .meta({ description: 'A count against the week before' })
const seconds = z.number().nullable().meta({ description: 'Median of the time for which a session was looked at; null when nobody told' })

const params = z.object({ id: idOf('application') })
const query = z.object({
  environmentId: idOf('environment').optional().meta({ description: 'Only this one; all that you may see unless said' }),
})

export const activity = z.object({
  sessions: moved,
  views: moved,
  sessionSeconds: z.object({ now: seconds, before: seconds }),
  today: count.meta({ description: 'Sessions of today, UTC' }),
  month: count.meta({ description: 'Sessions of each of the last 30 days, added up' }),
  course: z.array(z.object({ day: z.string(), sessions: count })).meta({ description: 'The last 30 days by UTC, the oldest first' }),
  features: z.array(
    z.object({
      featureId: idOf('feature').nullable().meta({ description: 'null: pages count it by a name that is no feature’s' }),
      name: z.string(),
      importance: z.string().nullable(),
      uses: moved,
      releases: z.array(z.object({ release: z.string(), uses: count })).meta({ description: 'Of this week, the most used first' }),
    }),
  ),
})

export const activityContract = {
  readActivity: route({
    id: 'activity.readActivity',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/activity',
    summary: 'Read how much an application is used, and which of its features, against the week before.',
    access: read,
    params,
    query,
    response: activity,
  }),
  listActivity: route({
    id: 'activity.listActivity',
    method: 'GET',
    path: '/api/pitcrew/v1/activity',
    summary: 'List the applications that you may see by how much they were used this week, against the week before.',
    access: read,
    response: z.object({
      items: z.array(
        z.object({
          applicationId: idOf('application'),
          application: z.string().meta({ description: 'Its name' }),
          client: z.string().nullable().meta({ description: 'Its name; null for the organisation itself' }),
          sessions: moved,
          views: moved,
        }),
      ),
    }),
  }),
  exportFeatures: route({
    id: 'activity.exportFeatures',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/activity.csv',
    summary: 'Save which features of an application were used as CSV, a line for each feature and release.',
    access: read,
    params,
    query,
    stream: { mediaType: 'text/csv; charset=utf-8', fileName: 'pitcrew-activity.csv' },
    perMinute: 10,
  }),
} satisfies Contract

export type Activity = z.output<typeof activity>
