/** Reads of duty: who is on duty when, one's own shifts, and the same as a calendar. */
import { calendarText } from '#kit/icalendar.ts'
import { WEEKDAYS, type OpenHours, type Weekday } from '#kit/calendar.ts'
import type { HandledOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, later, type Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { hashToken, peopleByIds, type PersonCaller, recipients } from '#core/identity/public.ts'
import { isSeenBy, seenSchedule } from '../access/seen.ts'
import type { dutyRoutes } from '../contract/duty.ts'
import { DUTY_SPAN_MS_MAX, NOTES_SHOWN_MAX, OVERRIDES_MAX, SCHEDULES_MAX, SHIFTS_AHEAD_MS } from '../domain/limits.ts'
import { READ_DUTY } from '../domain/permissions.ts'
import { dutyBetween, type Layer, type Slot } from '../domain/schedule.ts'
import { findFeed, listNotes } from '../store/notes.ts'
import { listOverrides } from '../store/overrides.ts'
import { listSchedules, type ScheduleRow } from '../store/schedules.ts'
import { listOpenSwaps, type SwapRow } from '../store/swaps.ts'
import { testsOf } from './tests.ts'

export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock'>
  readonly caller: Caller
}

type Span = { readonly from: Instant; readonly to: Instant }

/** Slots of each schedule by its id, of the same time. */
export async function slotsOf(
  tx: Tx,
  schedules: readonly ScheduleRow[],
  { from, to }: Span,
): Promise<ReadonlyMap<string, readonly Slot[]>> {
  const scheduleIds = schedules.map(({ id }) => id)
  const rows = await listOverrides(tx, { scheduleIds, from, to, limit: OVERRIDES_MAX * Math.max(1, scheduleIds.length) })
  return new Map(
    schedules.map(({ id, zone, layers }) => {
      const overrides = rows.filter(({ scheduleId }) => scheduleId === id)
      return [id, dutyBetween({ zone, layers, overrides }, from, to)]
    }),
  )
}

export function listAllSchedules({ platform, caller }: Ask) {
  const now = platform.clock.now()
  return platform.work.read(async (tx) => {
    const schedules = (await listSchedules(tx, { ids: null, limit: SCHEDULES_MAX })).filter((row) => isSeenBy(caller, row))
    const slots = await slotsOf(tx, schedules, { from: now, to: later(now, SHIFTS_AHEAD_MS) })
    const items = schedules.map((schedule) => {
      const [current, next = null] = slots.get(schedule.id) ?? []
      return { schedule: scheduleAnswer(schedule), now: current ?? gap(now), next }
    })
    return { items, people: await named(tx, [...idsIn(items.flatMap(({ now: one, next }) => (next ? [one, next] : [one])))]) }
  })
}

const gap = (at: Instant): Slot => ({
  from: at,
  to: later(at, SHIFTS_AHEAD_MS),
  personId: null,
  why: 'gap',
  layer: null,
  overrideId: null,
})

export async function readSchedule({ platform, caller }: Ask, id: string) {
  return scheduleAnswer(await platform.work.read((tx) => seenSchedule(tx, caller, id)))
}

function scheduleAnswer({ layers, ...row }: ScheduleRow) {
  const copied = layers.map(({ people, hours, ...layer }) => ({ ...layer, people: [...people], hours: hours && weekAnswer(hours) }))
  return { ...row, layers: copied }
}

const weekAnswer = (hours: NonNullable<Layer['hours']>) =>
  Object.fromEntries(WEEKDAYS.map((day) => [day, [...hours[day]]])) as Record<Weekday, OpenHours[]>

export function readDuty({ platform, caller }: Ask, id: string, { from, to }: HandledOf<typeof dutyRoutes.readDuty>['query']) {
  if (to <= from || to - from > DUTY_SPAN_MS_MAX) {
    const message = `lies after "from", at most ${DUTY_SPAN_MS_MAX / DAY_MS} days`
    throw new Fault(common.invalid_request, { fields: [{ field: 'query.to', message }] })
  }
  return platform.work.read(async (tx) => {
    const schedule = await seenSchedule(tx, caller, id)
    const slots = [...((await slotsOf(tx, [schedule], { from, to })).get(id) ?? [])]
    const at = platform.clock.now()
    const swaps = (await listOpenSwaps(tx, { scheduleId: id, personId: null, at, limit: OVERRIDES_MAX })).map(swapAnswer)
    const notes = await listNotes(tx, { scheduleId: id, limit: NOTES_SHOWN_MAX })
    const inLayers = schedule.layers.flatMap(({ people }) => people)
    const ids = [...idsIn([...slots, ...notes]), ...inLayers, ...swaps.flatMap(({ askerId, askedId }) => [askerId, askedId])]
    return { slots, swaps, notes, people: await named(tx, ids) }
  })
}

/** As the contract tells it. */
export function swapAnswer({ returnFrom, returnTo, ...row }: SwapRow) {
  return { ...row, inReturn: returnFrom !== null && returnTo !== null ? { from: returnFrom, to: returnTo } : null }
}

export function readMyDuty({ platform, caller }: Ask & { readonly caller: PersonCaller }) {
  const at = platform.clock.now()
  return platform.work.read(async (tx) => {
    const schedules = await listSchedules(tx, { ids: null, limit: SCHEDULES_MAX })
    const names = new Map(schedules.map(({ id, name }) => [id, name]))
    const own = await listOpenSwaps(tx, { scheduleId: null, personId: caller.personId, at, limit: OVERRIDES_MAX })
    const swaps = own.map((row) => ({ ...swapAnswer(row), schedule: names.get(row.scheduleId) ?? '' }))
    const shifts = await shiftsOf(tx, schedules, caller.personId, at)
    const people = await named(
      tx,
      swaps.flatMap(({ askerId, askedId }) => [askerId, askedId]),
    )
    return { shifts, swaps, tests: await testsOf({ platform }, tx, [caller.personId]), people }
  })
}

async function shiftsOf(tx: Tx, schedules: readonly ScheduleRow[], personId: string, from: Instant) {
  const slots = await slotsOf(tx, schedules, { from, to: later(from, SHIFTS_AHEAD_MS) })
  const own = schedules.flatMap(({ id, name, zone }) =>
    (slots.get(id) ?? [])
      .filter((slot) => slot.personId === personId)
      .map((slot) => ({ scheduleId: id, schedule: name, zone, from: slot.from, to: slot.to })),
  )
  return own.toSorted((a, b) => a.from - b.from)
}

/** Whoever has the address reads it for as long as its maker is active and may see duty. */
export async function readFeed({ platform }: Pick<Ask, 'platform'>, secret: string): Promise<AsyncIterable<string>> {
  const at = platform.clock.now()
  const text = await platform.work.read(async (tx) => {
    const feed = await findFeed(tx, hashToken(secret))
    const [maker] = feed ? await recipients(tx, [feed.personId]) : []
    if (!feed || !maker?.caller.holds(READ_DUTY)) throw new Fault(common.not_found)
    const ids = feed.scheduleId === null ? null : [feed.scheduleId]
    const schedules = await listSchedules(tx, { ids, limit: SCHEDULES_MAX })
    const [only] = schedules
    if (feed.scheduleId !== null && only === undefined) throw new Fault(common.not_found)
    const name = feed.scheduleId === null ? `On duty: ${maker.name}` : `On duty: ${only?.name ?? ''}`
    return calendarText(name, await feedShifts(tx, schedules, feed.scheduleId === null ? feed.personId : null, at), at)
  })
  return (async function* () {
    yield text
  })()
}

async function feedShifts(tx: Tx, schedules: readonly ScheduleRow[], personId: string | null, at: Instant) {
  // A week back, so that a calendar does not lose the shift that one stands in.
  const slots = await slotsOf(tx, schedules, { from: later(at, -7 * DAY_MS), to: later(at, SHIFTS_AHEAD_MS) })
  const all = schedules.flatMap(({ id, name }) => (slots.get(id) ?? []).map((slot) => ({ ...slot, scheduleId: id, name })))
  const names = new Map((await named(tx, [...idsIn(all)])).map((person) => [person.id, person.name]))
  return all
    .filter((slot) => (personId === null ? slot.personId !== null : slot.personId === personId))
    .map(({ scheduleId, name, personId: who, from, to }) => ({
      uid: `${scheduleId}-${from}@duty`,
      from,
      to,
      title: personId === null ? `${names.get(who ?? '') ?? ''} (${name})` : name,
    }))
}

const idsIn = (slots: readonly { readonly personId: string | null }[]): ReadonlySet<string> =>
  new Set(slots.flatMap(({ personId }) => personId ?? []))

async function named(tx: Tx, ids: readonly string[]) {
  return [...(await peopleByIds(tx, ids)).values()].map(({ id, name }) => ({ id, name }))
}
