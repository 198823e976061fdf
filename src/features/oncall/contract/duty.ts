/** Duty schedules: who is on duty when, who takes over, and the calendars that tell it elsewhere. */
import { z } from 'zod'
import { isZone } from '#kit/zone.ts'
import { WEEKDAYS } from '#kit/calendar.ts'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { LAYERS_MAX, PEOPLE_PER_LAYER_MAX, TURN_DAYS_MAX } from '../domain/limits.ts'
import { READ_DUTY, WRITE_DUTY } from '../domain/permissions.ts'
import { RULE_REASONS } from '../domain/load.ts'
import { REACH_FINDINGS } from '../domain/reachability.ts'
import { TEST_STATES } from '../domain/weekly-test.ts'

const BASE = '/api/pitcrew/v1/duty-schedules'

const person = idOf('person')
const people = z.array(z.object({ id: person, name: z.string() })).meta({ description: 'Whoever is named in this answer' })
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:00')
  .meta({ examples: ['09:00'] })
const endOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as 17:00, or 24:00')
const span = z
  .object({ from: timeOfDay, to: endOfDay })
  .refine(({ from, to }) => from < to, 'must end after it begins; split a night at 24:00')
const day = z.array(span).max(4)
const week = z.object(Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, day])) as Record<(typeof WEEKDAYS)[number], typeof day>)

const layer = z.object({
  name: z.string().trim().min(1).max(80),
  people: z.array(person).min(1).max(PEOPLE_PER_LAYER_MAX).meta({ description: 'In the order of their turns' }),
  turnDays: z.number().int().min(1).max(TURN_DAYS_MAX).meta({ description: '1: daily, 7: weekly' }),
  startsOn: z.iso.date().meta({ description: 'Of the first hand-over; its weekday is that of weekly ones' }),
  handOverAt: timeOfDay,
  endsOn: z.iso.date().nullable().default(null),
  hours: week.nullable().default(null).meta({ description: 'On duty only within these local hours; null: day and night' }),
})

const fields = {
  name: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .meta({ examples: ['Platform, first'] }),
  zone: z
    .string()
    .max(60)
    .refine(isZone, 'must be a time zone such as Europe/Berlin')
    .meta({ examples: ['Europe/Berlin'] }),
  layers: z.array(layer).max(LAYERS_MAX).meta({ description: 'The last one is on top' }),
}

const managedBy = z.string().nullable().meta({ description: 'Path of the configuration file that manages it; null: people do' })
const schedule = z.object({ id: idOf('duty_schedule'), ...fields, managedBy, version: z.number().int() })
const stretch = { from: instantField, to: instantField.meta({ description: 'Exclusive' }) }
const slot = z.object({
  ...stretch,
  personId: person.nullable().meta({ description: 'Null: a gap' }),
  why: z.enum(['layer', 'override', 'swap', 'gap']),
  layer: z.string().nullable(),
  overrideId: idOf('duty_override').nullable(),
})
const swap = z.object({
  id: idOf('duty_swap'),
  scheduleId: idOf('duty_schedule'),
  askerId: person,
  askedId: person,
  ...stretch,
  inReturn: z.object(stretch).nullable(),
  state: z.enum(['asked', 'accepted', 'declined', 'withdrawn']),
})
const weeklyTest = z.object({
  personId: person,
  channel: z.string(),
  sentAt: instantField,
  state: z.enum(TEST_STATES).meta({ description: 'not_confirmed: nothing came back within a day' }),
  reason: z.string().nullable().meta({ description: 'Named: why the channel did not take it' }),
})
const note = z.object({ id: idOf('duty_note'), personId: person, text: z.string(), createdAt: instantField })
const params = z.object({ id: idOf('duty_schedule') })
const read = { permission: READ_DUTY }
const write = { permission: WRITE_DUTY }
export const dutyRoutes = {
  listSchedules: route({
    id: 'oncall.listSchedules',
    method: 'GET',
    path: BASE,
    summary: 'List the duty schedules with who is on duty now and who is next, by name.',
    access: read,
    response: z.object({
      items: z.array(z.object({ schedule, now: slot, next: slot.nullable() })),
      people,
    }),
  }),
  createSchedule: route({
    id: 'oncall.createSchedule',
    method: 'POST',
    path: BASE,
    summary: 'Make a duty schedule.',
    access: write,
    body: z.object(fields),
    response: schedule,
    status: 201,
  }),
  readSchedule: route({
    id: 'oncall.readSchedule',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a duty schedule.',
    access: read,
    params,
    response: schedule,
    versioned: 'read',
  }),
  changeSchedule: route({
    id: 'oncall.changeSchedule',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change a duty schedule; what is left out stays.',
    access: write,
    params,
    body: z.object(fields).partial(),
    response: schedule,
    versioned: 'write',
  }),
  deleteSchedule: route({
    id: 'oncall.deleteSchedule',
    method: 'DELETE',
    path: `${BASE}/:id`,
    summary: 'Delete a duty schedule that no application escalates to.',
    access: write,
    params,
  }),
  readDuty: route({
    id: 'oncall.readDuty',
    method: 'GET',
    path: `${BASE}/:id/duty`,
    summary: 'Read who is on duty between two instants, gaps included, with swaps and hand-over notes.',
    access: read,
    params,
    query: z.object({ from: instantField, to: instantField }),
    response: z.object({ slots: z.array(slot), swaps: z.array(swap), notes: z.array(note), people }),
  }),
  addOverride: route({
    id: 'oncall.addOverride',
    method: 'POST',
    path: `${BASE}/:id/overrides`,
    summary: 'Put somebody on duty for a time, whatever the rotation says. Everybody may take a time over themselves.',
    access: { ...read, also: [{ permission: WRITE_DUTY, act: 'Putting somebody else on duty' }] },
    params,
    body: z.object({ personId: person, ...stretch }),
    response: z.object({ id: idOf('duty_override') }),
    status: 201,
  }),
  removeOverride: route({
    id: 'oncall.removeOverride',
    method: 'DELETE',
    path: '/api/pitcrew/v1/duty-overrides/:id',
    summary: 'Take back an override; the rotation counts again. Whoever stands in it may do so too.',
    access: { ...read, also: [{ permission: WRITE_DUTY, act: 'Taking back an override of somebody else' }] },
    params: z.object({ id: idOf('duty_override') }),
  }),
  askSwap: route({
    id: 'oncall.askSwap',
    method: 'POST',
    path: `${BASE}/:id/swaps`,
    summary: 'Ask somebody to take over a time of your own, and offer to take one of theirs.',
    access: read,
    params,
    body: z.object({
      askedId: person,
      ...stretch,
      inReturn: z.object(stretch).nullable(),
    }),
    response: swap,
    status: 201,
  }),
  settleSwap: route({
    id: 'oncall.settleSwap',
    method: 'PATCH',
    path: '/api/pitcrew/v1/duty-swaps/:id',
    summary: 'Accept or decline a swap that you were asked for, or withdraw one that you asked for.',
    access: read,
    params: z.object({ id: idOf('duty_swap') }),
    body: z.object({ state: z.enum(['accepted', 'declined', 'withdrawn']) }),
    response: swap,
  }),
  leaveNote: route({
    id: 'oncall.leaveNote',
    method: 'POST',
    path: `${BASE}/:id/notes`,
    summary: 'Leave a note for whoever is on duty next.',
    access: read,
    params,
    body: z.object({ text: z.string().trim().min(1).max(4_000) }),
    response: note,
    status: 201,
  }),
  readMyDuty: route({
    id: 'oncall.readMyDuty',
    method: 'GET',
    path: '/api/pitcrew/v1/my-duty',
    summary: 'Read your own shifts of the next 60 days, the swaps that wait for an answer, and the weekly tests of your channels.',
    access: read,
    response: z.object({
      shifts: z.array(z.object({ scheduleId: idOf('duty_schedule'), schedule: z.string(), zone: z.string(), ...stretch })),
      swaps: z.array(swap.extend({ schedule: z.string() })),
      tests: z.array(weeklyTest).meta({ description: 'The newest weekly test of each of your channels' }),
      people,
    }),
  }),
  readReachability: route({
    id: 'oncall.readReachability',
    method: 'GET',
    path: '/api/pitcrew/v1/duty-reachability',
    summary: 'List the duty slots of the next 14 days in which nobody could be reached, each with why, the soonest first.',
    access: read,
    response: z.object({
      items: z.array(
        z.object({
          scheduleId: idOf('duty_schedule'),
          schedule: z.string(),
          ...stretch,
          personId: person.nullable(),
          finding: z.enum(REACH_FINDINGS),
        }),
      ),
      tests: z
        .array(weeklyTest)
        .meta({ description: 'Weekly tests of whoever is on duty within a week that failed or were not confirmed' }),
      people,
    }),
  }),
  readLoad: route({
    id: 'oncall.readLoad',
    method: 'GET',
    path: '/api/pitcrew/v1/duty-load',
    summary: 'Read how much you were paged in the last eight weeks, by day and by night; whoever plans duty reads it of everybody.',
    access: { ...read, also: [{ permission: WRITE_DUTY, act: 'Reading how much others were paged' }] },
    response: z.object({
      nightPagesPerWeekMax: z.number().int().meta({ description: 'More propose changes of rules, as the plan says' }),
      items: z
        .array(
          z.object({
            personId: person,
            name: z.string(),
            weeks: z
              .array(z.object({ week: z.iso.date(), day: z.number().int(), night: z.number().int() }))
              .meta({ description: 'By the Monday, the newest first; weeks without a page are left out' }),
            proposals: z
              .array(
                z.object({
                  ruleKey: z.string(),
                  alertId: idOf('alert').meta({ description: 'The newest alert of the rule' }),
                  title: z.string(),
                  pages: z.number().int(),
                  reason: z.enum(RULE_REASONS),
                }),
              )
              .meta({ description: 'Rules that woke this person in weeks with too many night pages, the one that woke most first' }),
          }),
        )
        .meta({ description: 'By name; people who were not paged are left out' }),
    }),
  }),
  renewFeed: route({
    id: 'oncall.renewFeed',
    method: 'POST',
    path: '/api/pitcrew/v1/duty-feeds',
    summary: 'Make a secret calendar address of a schedule or of your own shifts; the one before stops working at once.',
    access: read,
    body: z.object({ scheduleId: idOf('duty_schedule').nullable().meta({ description: 'Null: your own shifts' }) }),
    response: z.object({ path: z.string().meta({ description: 'Shown only in this answer' }) }),
    status: 201,
  }),
  readFeed: route({
    id: 'oncall.readFeed',
    method: 'GET',
    path: '/duty-calendar/:secret',
    summary: 'Shifts as a calendar (RFC 5545), for calendar programs. The address is the secret.',
    access: 'public',
    params: z.object({ secret: z.string().max(100) }),
    stream: { mediaType: 'text/calendar; charset=utf-8', fileName: 'duty.ics' },
    perMinute: 60,
  }),
} as const satisfies Contract
