/**
 * Learns what is usual of each environment, and judges the hours that have ended against it. Each hour is read once, and kept; what is
 * usual is learned anew each night, so that the band stays as it is for a day, and no deviation is learned while it is judged.
 */
import { z } from 'zod'
import { runningEnvironments, type RunningEnvironment } from '#core/catalog/public.ts'
import { calendarOf, planOf } from '#core/plan/public.ts'
import { readSessionHours } from '#features/browser/public.ts'
import { DAY_MS, HOUR_MS, later, MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'
import { toLocal } from '#kit/zone.ts'
import type { Job } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { readTold } from '../access/told.ts'
import { learn, WEEKS, type Baseline, type Rhythm } from '../domain/baseline.ts'
import { DEVIATION_HOURS, judge } from '../domain/deviation.ts'
import { LEARNED, type Learned } from '../domain/learned.ts'
import type { Stretch } from '../domain/overview.ts'
import { knownWith, stretchesToRead, type Known } from '../domain/reading-hours.ts'
import { hoursOf, type HourOfSignal } from '../domain/signal-hours.ts'
import { firstWeek, hoursIn, weeksWith, type KeptWeek } from '../domain/signal-weeks.ts'
import { dropWeeks, listBaselines, listRead, listWeeks, noteRead, putBaseline, putWeek, type BaselineRow } from '../store/baselines.ts'

/** An hour is judged this long after it has closed at the latest. */
export const LEARN_EVERY_MS = 5 * MINUTE_MS
/** A program that stops waits for its jobs: what is left after this long is read in the next run. */
const LEARN_FOR_MS = SECOND_MS
const NAME = 'monitoring.learn'

type Needs = Pick<Platform, 'work' | 'clickhouse' | 'clock'>

const nothing = z.object({})

/** Reads what has ended since, and some of what was before; idempotent, since an hour that is read again replaces itself. */
export const learnJob = (platform: Needs): Job<typeof nothing> => ({
  name: NAME,
  payload: nothing,
  attemptsMax: 3,
  run: () => {
    const untilMs = performance.now() + LEARN_FOR_MS
    return learnAll(platform, () => performance.now() > untilMs)
  },
})

/** On every worker node; together they ask once, and one of them does it. */
export async function askToLearn({ work, jobs }: Pick<Platform, 'work' | 'jobs'>, job: ReturnType<typeof learnJob>): Promise<void> {
  await work.run((tx) => jobs.enqueue(tx, job, {}, { key: NAME, queue: NAME }))
}

/**
 * Environments one after another, those first of which least is known; those of which nothing ended since cost nothing. Ends early, with
 * what was read until then, once `isOver`.
 */
export async function learnAll(platform: Needs, isOver: () => boolean = () => false): Promise<void> {
  const { environments, read } = await platform.work.read(async (tx) => ({
    environments: await runningEnvironments(tx, null),
    read: new Map((await listRead(tx)).map((row) => [row.environmentId, row])),
  }))
  const knownOf = ({ environmentId }: RunningEnvironment) => read.get(environmentId) ?? null
  const inTurn = environments.toSorted((a, b) => (knownOf(a)?.to ?? 0) - (knownOf(b)?.to ?? 0))
  for (const environment of inTurn) {
    if (isOver()) return
    await learnOne(platform, { environment, known: knownOf(environment), isOver })
  }
}

interface Learning {
  readonly environment: RunningEnvironment
  readonly known: Known | null
  readonly isOver: () => boolean
}

async function learnOne(platform: Needs, { environment, known, isOver }: Learning): Promise<void> {
  const { environmentId, clientId, applicationId } = environment
  const now = platform.clock.now()
  const stretches: Stretch[] = []
  const hours: HourOfSignal[] = []
  for (const stretch of stretchesToRead(known, now)) {
    if (stretches.length > 0 && isOver()) break
    stretches.push(stretch)
    const told = await readTold(platform, { environmentId, stretches: [stretch], now })
    hours.push(...hoursOf(told, await readSessionHours(platform.clickhouse, { environmentId, ...stretch }), stretch))
  }
  const read = knownWith(known, stretches)
  if (stretches.length === 0 || read === null) return
  await platform.work.run(async (tx) => {
    const { plan, zone: local } = await planOf(platform).effective({ clientId, applicationId }, { tx })
    const { zone, holidays } = calendarOf(plan, local)
    const rhythm = { zone, holidays: new Set(holidays.map(({ date }) => date)) }
    const weeks = await keep(tx, { environmentId, hours, now })
    await noteRead(tx, { environmentId, ...read })
    const standing = new Map((await listBaselines(tx, environmentId)).map((row) => [row.signal, row]))
    const facts = { environmentId, weeks, rhythm, now, judgedTo: read.to, casesMin: plan.restraint.casesForFiguresMin }
    const isFilledUp = read.from === known?.from
    for (const signal of LEARNED) await putBaseline(tx, rowOf(facts, signal, { before: standing.get(signal), isFilledUp }))
  })
}

interface Kept {
  readonly environmentId: string
  readonly hours: readonly HourOfSignal[]
  readonly now: Instant
}

/** All weeks that are learned from, with what was read. */
async function keep(tx: Tx, { environmentId, hours, now }: Kept): Promise<readonly KeptWeek[]> {
  const since = firstWeek(now)
  await dropWeeks(tx, { environmentId, before: since })
  const changed = weeksWith(await listWeeks(tx, { environmentId, since }), hours)
  for (const week of changed) await putWeek(tx, environmentId, week)
  return listWeeks(tx, { environmentId, since })
}

interface Facts {
  readonly environmentId: string
  readonly weeks: readonly KeptWeek[]
  readonly rhythm: Rhythm
  readonly now: Instant
  readonly judgedTo: Instant
  readonly casesMin: number
}

interface Before {
  readonly before: BaselineRow | undefined
  /** Nothing older was read this time. */
  readonly isFilledUp: boolean
}

function rowOf(facts: Facts, signal: Learned, { before, isFilledUp }: Before): BaselineRow {
  const { environmentId, weeks, rhythm, now, judgedTo, casesMin } = facts
  const hours = hoursIn(weeks, signal, later(judgedTo, -WEEKS * 7 * DAY_MS))
  const isFresh = before !== undefined && isFilledUp && before.zone === rhythm.zone && isSameDay(rhythm, before.learnedAt, now)
  const baseline: Baseline = isFresh ? before : learn({ signal, hours, ...rhythm })
  const ats = Array.from({ length: DEVIATION_HOURS }, (_, index) => later(judgedTo, (index - DEVIATION_HOURS) * HOUR_MS))
  const standing = before === undefined || before.since === null || before.turn === null ? null : { since: before.since, turn: before.turn }
  const judged = judge({ signal, baseline, said: hours.slice(-DEVIATION_HOURS), ats, standing, casesMin, ...rhythm })
  return {
    environmentId,
    signal,
    hours: baseline.hours,
    refusedAs: baseline.refusedAs,
    weeks: baseline.weeks,
    oddWeeks: baseline.oddWeeks,
    zone: rhythm.zone,
    learnedAt: isFresh ? before.learnedAt : now,
    verdict: judged.verdict,
    value: judged.value,
    lower: judged.band?.lower ?? null,
    expected: judged.band?.expected ?? null,
    upper: judged.band?.upper ?? null,
    judgedTo,
    since: judged.standing?.since ?? null,
    turn: judged.standing?.turn ?? null,
  }
}

const isSameDay = ({ zone }: Rhythm, one: Instant, other: Instant): boolean =>
  Math.floor(toLocal(zone, one) / DAY_MS) === Math.floor(toLocal(zone, other) / DAY_MS)
