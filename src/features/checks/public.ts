/** What other features may ask about checks. Ids are UUIDs. */
import type { Platform } from '#platform/platform.ts'
import { SECOND_MS } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { intervalsOf, type Interval, type Range, type Run } from './domain/states.ts'
import { listChecks, type CheckRow } from './store/checks.ts'
import { readRuns } from './store/results.ts'

export type { Interval, Range } from './domain/states.ts'
export type { Outcome } from './domain/words.ts'

/** A check as other parts name it. */
export type NamedCheck = Pick<CheckRow, 'id' | 'name' | 'environmentId' | 'intervalSeconds' | 'isPaused' | 'isResting'>

/** More checks of one application than anybody shows together. */
const CHECKS_MAX = 500
/** Changes of state of one check that are told; beyond it the earliest are unknown. */
const RUNS_PER_CHECK_MAX = 5_000
/** As long as a check tells its last outcome after a slot without a view: two slots in a row make it unknown. */
const SLOTS_WAITED_FOR = 2

/** Checks of these environments, by name. */
export function checksIn(tx: Tx, environmentIds: readonly string[]): Promise<readonly NamedCheck[]> {
  return environmentIds.length === 0 ? Promise.resolve([]) : listChecks(tx, { environmentIds, limit: CHECKS_MAX })
}

/**
 * The outcomes of each check over the range, as intervals that fill it without a gap and without an overlap; by id, of every check
 * asked for. The slot that is being looked at right now still counts as the one before. Throws when ClickHouse is away.
 */
export async function outcomesOver(
  { clickhouse }: Pick<Platform, 'clickhouse'>,
  checks: readonly NamedCheck[],
  range: Range,
): Promise<ReadonlyMap<string, readonly Interval[]>> {
  if (checks.length === 0) return new Map()
  const ask = {
    environmentIds: [...new Set(checks.map(({ environmentId }) => environmentId))],
    checkIds: checks.map(({ id }) => id),
    ...range,
  }
  const runs = await readRuns(clickhouse, { ...ask, limit: RUNS_PER_CHECK_MAX * checks.length })
  return new Map(checks.map((check) => [check.id, intervalsOf(untilNow(check, runs.get(check.id) ?? [], range), range)]))
}

function untilNow({ intervalSeconds, isPaused, isResting }: NamedCheck, runs: readonly Run[], { to }: Range): readonly Run[] {
  const last = runs.at(-1)
  if (last === undefined || isPaused || isResting) return runs
  const isAwaited = to - last.to <= SLOTS_WAITED_FOR * intervalSeconds * SECOND_MS
  return isAwaited && to > last.to ? [...runs.slice(0, -1), { ...last, to }] : runs
}
