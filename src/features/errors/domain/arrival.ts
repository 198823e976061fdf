/**
 * What errors that come do to the state of their group.
 *
 * | State | Meaning | Left by |
 * |---|---|---|
 * | `open` | somebody still has to look at it | people resolve, ignore or merge it |
 * | `resolved` | it is mended, at once or with the next release | an error that happened afterwards; with the next release: one of a release that was first seen afterwards |
 * | `ignored` | nobody wants to hear of it, for ever or until a time, a number of errors, a later release | people, or an error once one of these has come |
 * | `merged` | its errors count for another group | people split it off again |
 */
import type { Instant } from '#kit/time.ts'

export const GROUP_STATES = ['open', 'resolved', 'ignored', 'merged'] as const
export type GroupState = (typeof GROUP_STATES)[number]

/** Why a group is open again. */
export const RETURN_REASONS = [
  'happened_again',
  'later_release',
  'ignored_time_over',
  'ignored_events_reached',
  'ignored_release_over',
] as const
export type ReturnReason = (typeof RETURN_REASONS)[number]

export interface GroupStanding {
  readonly state: GroupState
  readonly resolvedAt: Instant | null
  readonly resolvedInNextRelease: boolean
  readonly ignoredUntilAt: Instant | null
  readonly ignoredUntilEvents: number | null
  /** Ignored until an error comes of a release that was first seen after this. */
  readonly ignoredUntilReleaseAfter: Instant | null
}

export interface ErrorsCame {
  /** When the last of them happened. */
  readonly lastAt: Instant
  /** Of the group, with these. */
  readonly events: number
  /** When the release of the last one was first seen; null when nobody said a release. */
  readonly releaseSeenAt: Instant | null
}

/** Why the group is open again; null when it stays as it is. */
export function judgeArrival(group: GroupStanding, came: ErrorsCame): ReturnReason | null {
  if (group.state === 'resolved') return judgeResolved(group, came)
  if (group.state === 'ignored') return judgeIgnored(group, came)
  return null
}

function judgeResolved({ resolvedAt, resolvedInNextRelease }: GroupStanding, { lastAt, releaseSeenAt }: ErrorsCame): ReturnReason | null {
  if (resolvedAt === null || lastAt <= resolvedAt) return null
  if (!resolvedInNextRelease) return 'happened_again'
  return releaseSeenAt !== null && releaseSeenAt > resolvedAt ? 'later_release' : null
}

function judgeIgnored(group: GroupStanding, { lastAt, events, releaseSeenAt }: ErrorsCame): ReturnReason | null {
  if (group.ignoredUntilAt !== null && lastAt >= group.ignoredUntilAt) return 'ignored_time_over'
  if (group.ignoredUntilEvents !== null && events >= group.ignoredUntilEvents) return 'ignored_events_reached'
  const after = group.ignoredUntilReleaseAfter
  return after !== null && releaseSeenAt !== null && releaseSeenAt > after ? 'ignored_release_over' : null
}
