/** Whether the pager itself is alive. Pure. */
import { later, MINUTE_MS, type Instant } from '#kit/time.ts'

/** Longer than a channel may take and a killed node's lease together: what stands still for this does not move by itself. */
const STANDS_AFTER_MS = MINUTE_MS

/**
 * | fault | |
 * |---|---|
 * | nobody_hands_over | no node has emptied the queue for a minute |
 * | queue_stands | a message has been due for a minute, and no node has it |
 * | reactions_stand | alerts and answers have waited for a minute to be looked at |
 */
export const PAGER_FAULTS = ['nobody_hands_over', 'queue_stands', 'reactions_stand'] as const
/** What is wrong with the pager. */
export type PagerFault = (typeof PAGER_FAULTS)[number]

export interface PagerFacts {
  /** When this node began to look: what was before says nothing about now. */
  readonly lookingSince: Instant
  /** When a node last emptied the queue; null: never. */
  readonly beatAt: Instant | null
  /** Since when the message waits that is due longest and that no node has; null: none does. */
  readonly dueSince: Instant | null
  /** Since when the reaction to alerts has not moved although there are events for it; null: it is not behind. */
  readonly behindSince: Instant | null
}

/** Everything that is wrong now; empty while the pager is alive. */
export function pagerFaults({ lookingSince, beatAt, dueSince, behindSince }: PagerFacts, now: Instant): readonly PagerFault[] {
  const stands = (since: Instant) => later(Math.max(since, lookingSince) as Instant, STANDS_AFTER_MS) <= now
  const found: readonly (PagerFault | null)[] = [
    stands(beatAt ?? lookingSince) ? 'nobody_hands_over' : null,
    dueSince !== null && stands(dueSince) ? 'queue_stands' : null,
    behindSince !== null && stands(behindSince) ? 'reactions_stand' : null,
  ]
  return found.filter((fault) => fault !== null)
}

/** Something on the way of a page that does not work, by name, and the named reason. */
export interface DeadPart {
  readonly name: string
  readonly reason: string
}
