/** What rules that read more than one sample are asked with, and what they find. */
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { WatchedPlace } from '../access/rule-book.ts'
import type { Labels, Rule } from '../domain/rule.ts'
import type { Seen } from '../domain/watch.ts'
import type { Watch } from './watching.ts'

/** The rules all ask the same of the store, each for its own environment. */
export interface Asking extends Pick<Platform, 'clickhouse' | 'clock' | 'work'> {
  readonly asked: readonly { readonly rule: Rule; readonly place: WatchedPlace }[]
  readonly now: Instant
}

/** One thing that was seen, to be judged. */
export interface Found {
  readonly place: WatchedPlace
  readonly rule: Rule
  readonly target: string
  readonly labels: Labels
  readonly at: Instant
  readonly seen: Seen
}

/** All that one look found. */
export interface Observed {
  readonly found: readonly Found[]
  /** What is said of a target that was looked at before and is not among what was found; nothing unless said. */
  readonly missing?: (watch: Watch) => Seen | undefined
}

/** The target of a rule that is about an environment as a whole. */
export const ALL = 'all'

export const placesOf = ({ asked }: Pick<Asking, 'asked'>): readonly string[] => [...new Set(asked.map(({ place }) => place.environmentId))]
