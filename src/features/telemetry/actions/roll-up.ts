/**
 * Rolls samples up, by schedule and on one node at a time: each hour once it has ended, and again when samples came late. Whatever
 * was broken off is done again and replaces itself, since an hour is noted as made after its rows are there.
 */
import { z } from 'zod'
import { MINUTE_MS, type Instant } from '#kit/time.ts'
import type { Job } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { findDroppedDays } from '#features/storage/public.ts'
import { dayOf, rollUpUntil } from '../domain/resolution.ts'
import { listHoursToMake, noteMade, rollUpHour, type HourToMake } from '../store/rollups.ts'

/** An hour to which samples come late all the time is made again this often. */
export const ROLL_UP_EVERY_MS = 5 * MINUTE_MS
/** Hours of environments in one go; the next goes on. */
const HOURS_MAX = 10_000
/** Names of environments in one statement. */
const ENVIRONMENTS_MAX = 100
const NAME = 'telemetry.roll_up'

type RollUpNeeds = Pick<Platform, 'clickhouse' | 'clock'>

const nothing = z.object({})

/** Rolls up what is to be; idempotent. */
export const rollUpJob = (platform: RollUpNeeds & Pick<Platform, 'work'>): Job<typeof nothing> => ({
  name: NAME,
  payload: nothing,
  attemptsMax: 3,
  run: async () => rollUp(platform, new Set(await platform.work.read((tx) => findDroppedDays(tx, 'sample')))),
})

/** On every worker node; together they ask once, and one of them does it. */
export async function askForRollUp({ work, jobs }: Pick<Platform, 'work' | 'jobs'>, job: ReturnType<typeof rollUpJob>): Promise<void> {
  await work.run((tx) => jobs.enqueue(tx, job, {}, { key: NAME, queue: NAME }))
}

/**
 * Every hour that has ended and has samples that no roll-up knows, the earliest first. `droppedDays`: starts of the days whose
 * samples had to go; of these only what came late is left, and the roll-up of all of them stays.
 */
export async function rollUp({ clickhouse, clock }: RollUpNeeds, droppedDays: ReadonlySet<Instant>): Promise<void> {
  for (const hours of together(await listHoursToMake(clickhouse, { until: rollUpUntil(clock.now()), limit: HOURS_MAX }))) {
    if (!hours.some(({ hour }) => droppedDays.has(dayOf(hour)))) await rollUpHour(clickhouse, hours)
    await noteMade(clickhouse, hours)
  }
}

/** Environments of the same hour, in handfuls. */
function together(hours: readonly HourToMake[]): readonly HourToMake[][] {
  const groups: HourToMake[][] = []
  for (const each of hours) {
    const group = groups.at(-1)
    if (group && group.length < ENVIRONMENTS_MAX && group[0]?.hour === each.hour) group.push(each)
    else groups.push([each])
  }
  return groups
}
