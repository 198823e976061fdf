/** What whoever is woken by an alert asks first: how it went, what was released last, where it is written what to do. */
import { runbookOf } from '#core/catalog/public.ts'
import { findLatestRelease } from '#features/errors/public.ts'
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { measured, thinned, type Measured } from '../domain/known.ts'
import { isOutside } from '../domain/outside.ts'
import { findAlert, type AlertRow } from '../store/alerts.ts'
import { findRule } from '../store/rules.ts'
import { courseOf } from './course.ts'

export interface AlertKnown {
  readonly runbookUrl: string | null
  /** Of its environment, the one first heard of last. */
  readonly release: { readonly name: string; readonly firstSeenAt: Instant } | null
}

export async function knownOf(tx: Tx, row: AlertRow): Promise<AlertKnown> {
  const release = await findLatestRelease(tx, row.environmentId)
  return {
    runbookUrl: (await ownRunbookOf(tx, row)) ?? (await runbookOf(tx, row.applicationId)),
    release: release === undefined ? null : { name: release.release, firstSeenAt: release.at },
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Of its rule as it is now: whoever mends the link wants it in the next page. Rules of the plan are known by a word and have none. */
async function ownRunbookOf(tx: Tx, { ruleKey, source }: AlertRow): Promise<string | null> {
  if (source.kind === 'outside') return source.runbookUrl ?? null
  return UUID.test(ruleKey) && !isOutside(ruleKey) ? ((await findRule(tx, ruleKey))?.runbookUrl ?? null) : null
}

export interface AlertInBrief extends AlertKnown {
  readonly measured: Measured | null
}

/** Undefined when there is no such alert (UUID). */
export async function alertInBrief(tx: Tx, id: string): Promise<AlertInBrief | undefined> {
  const row = await findAlert(tx, id)
  return row && { ...(await knownOf(tx, row)), measured: measured(row) }
}

export interface AlertChart {
  /** Oldest first. */
  readonly points: readonly number[]
  readonly minutes: number
}

/** How its series went up to now, in at most so many points; null where there is nothing to draw. Outside any transaction. */
export async function alertChart(
  platform: Pick<Platform, 'work' | 'clock' | 'clickhouse'>,
  { id, points: count }: { readonly id: string; readonly points: number },
): Promise<AlertChart | null> {
  const row = await platform.work.read((tx) => findAlert(tx, id))
  const course = row && (await courseOf(platform, row))
  if (!course) return null
  const points = thinned(course.values, { worst: row.condition.comparison === 'above' ? Math.max : Math.min, count })
  return points.length < 2 ? null : { points, minutes: Math.round((course.values.length * course.stepSeconds) / 60) }
}
