/** How signals stand against what is usual of them, for features that make something of it. */
import type { Tx } from '#platform/work.ts'
import { LEARNED_TRAITS, type LearnedUnit } from '../domain/learned.ts'
import { listStandings, type StandingRow } from '../store/baselines.ts'

export interface SignalStanding extends StandingRow {
  readonly unit: LearnedUnit
}

/** Of these environments (UUIDs), as of the last hours that were judged. Checks no permission. */
export async function standingsIn(tx: Tx, environmentIds: readonly string[]): Promise<readonly SignalStanding[]> {
  if (environmentIds.length === 0) return []
  return (await listStandings(tx, environmentIds)).map((row) => ({ ...row, unit: LEARNED_TRAITS[row.signal].unit }))
}
