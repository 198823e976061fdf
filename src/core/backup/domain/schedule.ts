/** When a backup is due, when the last one is too old, and what its file is called. Pure. */
import { HOUR_MS, later, toIso, type Instant } from '#kit/time.ts'

export interface Schedule {
  /** 0: only by hand. */
  readonly everyHours: number
  /** How many are kept. */
  readonly keep: number
}

/** A backup that takes longer than this has died with its process. */
export const RUNNING_MAX_MS = 6 * HOUR_MS
/** Two missed turns are no accident any more. */
const TURNS_MISSED_MAX = 2
/** Without a schedule somebody makes them by hand; after a week somebody should be asked. */
const BY_HAND_HOURS = 7 * 24

/** `lastStartedAt`: of the last one that was begun, whatever came of it. */
export function isBackupDue({ everyHours }: Schedule, lastStartedAt: Instant | null, now: Instant): boolean {
  if (everyHours === 0) return false
  return lastStartedAt === null || now >= later(lastStartedAt, everyHours * HOUR_MS)
}

/** Since when the last good backup is too old; null while it is not. `since` is when the installation began. */
export function tooOldSince({ everyHours }: Schedule, lastGoodAt: Instant | null, since: Instant, now: Instant): Instant | null {
  const hours = everyHours === 0 ? BY_HAND_HOURS : everyHours * TURNS_MISSED_MAX
  const limit = later(lastGoodAt ?? since, hours * HOUR_MS)
  return now >= limit ? limit : null
}

/** `pitcrew-20261122T013000Z-schedule.backup`: sorts by time, and says why it was made. */
export function backupName(at: Instant, why: 'schedule' | 'by-hand' | 'before-upgrade' | 'command'): string {
  return `pitcrew-${toIso(at).slice(0, 19).replaceAll(/[-:]/g, '')}Z-${why}.backup`
}
