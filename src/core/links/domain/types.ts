/** The types of links that every record knows, with the words of both directions. Parts declare more in the same form. */

export interface LinkType {
  /** Stable: stored with each link. */
  readonly type: string
  /** Read from the source to the target: `blocks`. */
  readonly forward: string
  /** Read from the target to the source: `blocked by`. The same words: the type has no direction. */
  readonly backward: string
}

export const LINK_TYPES: readonly LinkType[] = [
  { type: 'relates', forward: 'relates to', backward: 'relates to' },
  { type: 'causes', forward: 'causes', backward: 'caused by' },
  { type: 'blocks', forward: 'blocks', backward: 'blocked by' },
  { type: 'duplicates', forward: 'duplicate of', backward: 'duplicated by' },
  { type: 'fixes', forward: 'fixes', backward: 'fixed by' },
  { type: 'follows', forward: 'follows from', backward: 'leads to' },
]

export const DIRECTIONS = ['forward', 'backward'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** The two ends of a link, UUIDs. */
export interface LinkEnds {
  readonly sourceId: string
  readonly targetId: string
}

/** Where the ends lie when `recordId` looks at `otherId` in this direction; what has no direction is kept once, from the older record. */
export function endsOf(
  type: LinkType,
  { recordId, otherId, direction }: { recordId: string; otherId: string; direction: Direction },
): LinkEnds {
  const isEven = type.forward === type.backward
  const isForward = isEven ? recordId < otherId : direction === 'forward'
  return isForward ? { sourceId: recordId, targetId: otherId } : { sourceId: otherId, targetId: recordId }
}
