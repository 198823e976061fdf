/**
 * How much room telemetry may take, and what goes when it takes more. Pure.
 *
 * What would go soonest anyway goes first: each partition has a last day, and the one whose last day comes first is dropped first,
 * whatever it holds. So samples go before the roll-ups made of them, and no signal is emptied for another.
 */
import { DAY_MS, later, type Instant } from '#kit/time.ts'

/**
 * The part of what telemetry and free space have together. The rest is for PostgreSQL, for segments that wait, and for merges:
 * ClickHouse writes a merged part beside those that it replaces.
 */
export const SHARE_OF_DISK = 0.8
/** Today's and yesterday's stay whatever happens: whoever looks at the last 24 hours finds them. */
const DAYS_BEFORE_TODAY = 1

/** A day, or a week of roll-ups, of one table and one retention class: what can be dropped at once. */
export interface Partition {
  /** As migrations name it. */
  readonly table: string
  readonly id: string
  /** Start of its first day, UTC. */
  readonly from: Instant
  /** Start of the day after its last. */
  readonly to: Instant
  /** For how long each of its days is kept when there is room. */
  readonly keepDays: number
  readonly rows: number
  readonly bytes: number
}

export interface Room {
  /** What telemetry takes, with parts that ClickHouse has replaced and not yet removed. */
  readonly takenBytes: number
  readonly freeBytes: number
  /** What somebody chose; null: as much as the disk allows. */
  readonly bytesMax: number | null
}

/** `limit`: somebody chose less than the disk allows. */
export type Reason = 'limit' | 'disk'

export interface Allowance {
  readonly bytes: number
  readonly reason: Reason
}

/** What telemetry may take now. */
export function allowance({ takenBytes, freeBytes, bytesMax }: Room): Allowance {
  const ofDisk = Math.floor((takenBytes + freeBytes) * SHARE_OF_DISK)
  return bytesMax !== null && bytesMax < ofDisk ? { bytes: bytesMax, reason: 'limit' } : { bytes: ofDisk, reason: 'disk' }
}

export interface Dropping {
  /** In the order in which they go. */
  readonly drop: readonly Partition[]
  /** What is still too much after that; 0 when it fits. */
  readonly missingBytes: number
}

/** What has to go so that `overBytes` become free. */
export function whatGoes(partitions: readonly Partition[], overBytes: number, now: Instant): Dropping {
  const staysFrom = (Math.floor(now / DAY_MS) - DAYS_BEFORE_TODAY) * DAY_MS
  const mayGo = partitions.filter(({ to }) => to <= staysFrom).toSorted((a, b) => lastDay(a) - lastDay(b) || a.from - b.from)
  const drop: Partition[] = []
  let missingBytes = Math.max(0, overBytes)
  for (const partition of mayGo) {
    if (missingBytes === 0) break
    drop.push(partition)
    missingBytes = Math.max(0, missingBytes - partition.bytes)
  }
  return { drop, missingBytes }
}

function lastDay({ to, keepDays }: Partition): Instant {
  return later(to, keepDays * DAY_MS)
}
