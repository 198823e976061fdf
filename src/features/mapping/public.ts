/** What other features may ask mapping: where what a request brings belongs. Ids are UUIDs. */
import type { Platform } from '#platform/platform.ts'
import type { Instant } from '#kit/time.ts'
import { MappingBook, type BookNeeds } from './access/mapping-book.ts'
import type { Owner } from './domain/owner.ts'
import type { LabelMap, RuleSet, UnassignedReason } from './domain/rules.ts'
import { notedOf } from './domain/telling.ts'
import { UnassignedTally, type MappedProtocol } from './domain/unassigned.ts'

export type { Owner } from './domain/owner.ts'
export { assign, type Assignment, type LabelMap, type RuleSet, type UnassignedReason } from './domain/rules.ts'
export type { MappedProtocol } from './domain/unassigned.ts'
export { split, type Split } from './domain/split.ts'

const books = new WeakMap<object, MappingBook>()
const tallies = new WeakMap<object, UnassignedTally>()

/** The rules of owners; one book of a platform. */
export function mappingBookOf(platform: BookNeeds): MappingBook {
  const book = books.get(platform) ?? new MappingBook(platform)
  books.set(platform, book)
  return book
}

/** Counts what was not assigned; mapping hands it on. */
export function unassignedTallyOf(platform: object): UnassignedTally {
  const tally = tallies.get(platform) ?? new UnassignedTally()
  tallies.set(platform, tally)
  return tally
}

/** What came and was not assigned, by its labels; counted once its request was answered. */
export interface Unassigned {
  readonly labels: LabelMap
  readonly reason: UnassignedReason
  /** Samples, lines or spans. */
  readonly items: number
}

/** Notes what was not assigned; nothing of it but its labels is kept, scrubbed and bounded. */
export function noteUnassigned(
  platform: Pick<Platform, 'clock'>,
  of: { readonly owner: Owner; readonly rules: RuleSet; readonly protocol: MappedProtocol },
  unassigned: readonly Unassigned[],
): void {
  const at: Instant = platform.clock.now()
  const tally = unassignedTallyOf(platform)
  for (const { labels, reason, items } of unassigned)
    if (items > 0) tally.add({ owner: of.owner, protocol: of.protocol, reason, labels: notedOf(labels, of.rules.rules), items, at })
}
