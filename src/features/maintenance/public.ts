/** What features may ask about maintenance windows and freezes. Ids are UUIDs. Nothing here checks a permission. */
import type { ClockFact } from '#kit/clock/facts.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { covers, coverOf, type Cover, type Place } from './domain/cover.ts'
import { pausesOf } from './domain/pauses.ts'
import { occurrencesBetween } from './store/occurrences.ts'
import { findHolding } from './store/windows.ts'

export type { Cover, Place } from './domain/cover.ts'

/** Occurrences that one question looks at; more is no calendar any more. */
const OCCURRENCES_MAX = 1_000

/**
 * What holds at that instant, in the order asked; null where nothing does. Effects of several windows over one place hold together;
 * named is the one that holds alerts.
 */
export async function windowsOver(
  tx: Tx,
  { at, places }: { readonly at: Instant; readonly places: readonly Place[] },
): Promise<readonly (Cover | null)[]> {
  if (places.length === 0) return []
  const applicationIds = [...new Set(places.map(({ applicationId }) => applicationId))]
  const holding = await findHolding(tx, { applicationIds, at })
  return places.map((place) => coverOf(place, holding))
}

/** What the public may know of an occurrence. */
export interface PublicOccurrence {
  readonly windowId: string
  readonly occurrenceId: string
  readonly title: string
  /** As somebody wrote it for clients; may be empty. */
  readonly text: string
  readonly applicationId: string
  /** Empty: all of the application. */
  readonly environmentIds: readonly string[]
  readonly componentIds: readonly string[]
  readonly state: 'planned' | 'under_way' | 'ended'
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** Occurrences of public windows of these applications that touch [from, to), by start; for portals and status pages. */
export async function publicOccurrences(
  tx: Tx,
  of: { readonly applicationIds: readonly string[]; readonly from: Instant; readonly to: Instant },
): Promise<readonly PublicOccurrence[]> {
  const rows = await occurrencesBetween(tx, { ...of, limit: OCCURRENCES_MAX })
  return rows.flatMap(({ id, state, windowId, title, publicText, isPublic, ...row }) => {
    if (!isPublic || state === 'skipped') return []
    const { applicationId, environmentIds, componentIds, startsAt, endsAt } = row
    return [{ windowId, occurrenceId: id, title, text: publicText, applicationId, environmentIds, componentIds, state, startsAt, endsAt }]
  })
}

/** Facts that stop a clock of promised time at this place while windows that pause clocks last, for `#kit/clock`. */
export async function clockPauses(
  tx: Tx,
  { place, from, to }: { readonly place: Place; readonly from: Instant; readonly to: Instant },
): Promise<readonly ClockFact[]> {
  const rows = await occurrencesBetween(tx, { applicationIds: [place.applicationId], from, to, limit: OCCURRENCES_MAX })
  return pausesOf(rows.filter((row) => row.pausesClocks && covers(row, place)))
}
