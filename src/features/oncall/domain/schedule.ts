/**
 * Who is on duty when. Pure: a schedule goes in, slots come out that do not overlap and leave out no instant.
 *
 * Layers lie on each other and the last one is on top: where it has nobody (before it starts, after its end, outside its hours) the
 * one below is looked through to. An override or an accepted swap wins over every layer, the latest over an earlier one. Where nobody
 * is left there is a gap, which is a slot too, so that it can be shown.
 *
 * Turns are counted on the clock on the wall of the schedule's zone: a hand-over at 09:00 stays at 09:00 when the clocks change, and
 * the turn over that night lasts an hour more or less.
 */
import type { BusinessCalendar, OpenHours, Weekday } from '#kit/calendar.ts'
import { openingsBetween } from '#kit/open-time.ts'
import type { Instant } from '#kit/time.ts'
import { endOf, handOversBetween, startOf, turnAt, type Turns } from './turns.ts'

export interface Layer extends Turns {
  readonly name: string
  /** UUIDs in the order of their turns; the same person may stand in it more than once. */
  readonly people: readonly string[]
  /** On duty only within these local hours; null: day and night. */
  readonly hours: Readonly<Record<Weekday, readonly OpenHours[]>> | null
}

export interface Override {
  /** UUID */
  readonly id: string
  readonly personId: string
  readonly from: Instant
  readonly to: Instant
  readonly isSwap: boolean
}

export interface Schedule {
  /** IANA name */
  readonly zone: string
  /** The last one is on top. */
  readonly layers: readonly Layer[]
  /** In the order in which they were made. */
  readonly overrides: readonly Override[]
}

/** Why somebody is on duty; `gap`: nobody is. */
export type DutyReason = 'layer' | 'override' | 'swap' | 'gap'

export interface Slot {
  readonly from: Instant
  /** Exclusive. */
  readonly to: Instant
  /** Null in a gap. */
  readonly personId: string | null
  readonly why: DutyReason
  /** Name of the layer, null where none decides. */
  readonly layer: string | null
  readonly overrideId: string | null
}

type Duty = Omit<Slot, 'from' | 'to'>

const NOBODY: Duty = { personId: null, why: 'gap', layer: null, overrideId: null }

/** The slots of [from, to), in order, without a hole between them. */
export function dutyBetween(schedule: Schedule, from: Instant, to: Instant): readonly Slot[] {
  const layers = schedule.layers.map((layer) => preparedLayer(layer, schedule.zone, from, to))
  const edges = new Set<Instant>([from])
  for (const { edges: own } of layers) for (const edge of own) edges.add(edge)
  for (const override of schedule.overrides) edges.add(override.from).add(override.to)
  const starts = [...edges].filter((at) => at >= from && at < to).toSorted((a, b) => a - b)
  const slots: Slot[] = []
  for (const [index, start] of starts.entries()) {
    const duty = overrideAt(schedule.overrides, start) ?? layerAt(layers, start) ?? NOBODY
    const end = starts[index + 1] ?? to
    const last = slots.at(-1)
    if (last && isSame(last, duty)) slots[slots.length - 1] = { ...last, to: end }
    else slots.push({ from: start, to: end, ...duty })
  }
  return slots
}

/** Who is on duty at an instant and until when at the latest of `horizonMs` ahead. */
export function dutyAt(schedule: Schedule, at: Instant, horizonMs: number): Slot | undefined {
  return dutyBetween(schedule, at, (at + horizonMs) as Instant)[0]
}

interface PreparedLayer {
  readonly edges: readonly Instant[]
  readonly personAt: (at: Instant) => string | undefined
  readonly name: string
}

function preparedLayer(layer: Layer, zone: string, from: Instant, to: Instant): PreparedLayer {
  const { name, people, hours } = layer
  const spans = hours && openingsBetween(calendarOf(zone, hours), from, to)
  const edges = [...handOversBetween(layer, zone, from, to), ...(spans ?? []).flatMap(({ start, end }) => [start, end] as Instant[])]
  const [begins, ends] = [startOf(layer, zone), endOf(layer, zone)]
  edges.push(begins, ...(ends === null ? [] : [ends]))
  return {
    name,
    edges,
    personAt: (at) => {
      if (at < begins || (ends !== null && at >= ends)) return undefined
      if (spans && !spans.some(({ start, end }) => start <= at && at < end)) return undefined
      return people[turnAt(layer, zone, at) % people.length]
    },
  }
}

function calendarOf(zone: string, hours: NonNullable<Layer['hours']>): BusinessCalendar {
  return { zone, hours, holidays: [] }
}

function overrideAt(overrides: readonly Override[], at: Instant): Duty | undefined {
  const found = overrides.findLast(({ from, to }) => from <= at && at < to)
  return found && { personId: found.personId, why: found.isSwap ? 'swap' : 'override', layer: null, overrideId: found.id }
}

function layerAt(layers: readonly PreparedLayer[], at: Instant): Duty | undefined {
  for (const { name, personAt } of layers.toReversed()) {
    const personId = personAt(at)
    if (personId !== undefined) return { personId, why: 'layer', layer: name, overrideId: null }
  }
  return undefined
}

function isSame(one: Duty, other: Duty): boolean {
  return one.personId === other.personId && one.why === other.why && one.layer === other.layer && one.overrideId === other.overrideId
}
