/** Silences as a place sees them: those that may meet its alerts. */
import { peopleByIds } from '#core/identity/public.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { SILENCES_MAX } from '../domain/limits.ts'
import { listSilences, type SilenceRow } from '../store/silences.ts'
import type { OpenPlace } from './open-alerts.ts'

export interface PlaceSilence extends SilenceRow {
  /** Name of whoever added it; null for nobody who can be named. */
  readonly author: string | null
}

/** Those that end after that time, the last to end first. */
export async function silencesIn(tx: Tx, place: OpenPlace, endsAfter: Instant): Promise<readonly PlaceSilence[]> {
  const rows = (await listSilences(tx, { endsAfter, limit: SILENCES_MAX })).filter((row) => mayMeet(row, place))
  const ids = rows.flatMap(({ authorId }) => authorId ?? [])
  const people = await peopleByIds(tx, ids)
  return rows.map((row) => ({ ...row, author: people.get(row.authorId ?? '')?.name ?? null }))
}

function mayMeet({ clientId, applicationId, matchers }: SilenceRow, place: OpenPlace): boolean {
  if (clientId !== null && clientId !== place.clientId) return false
  if (applicationId !== null && applicationId !== place.applicationId) return false
  return matchers.every(({ field, operator, value }) => field !== 'environment' || (value === place.environmentId) === (operator === 'is'))
}
