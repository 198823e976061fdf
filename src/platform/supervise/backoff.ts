/**
 * How long to wait before a store that ended by itself is started again: the first time not at all, then twice as long each
 * time. A minute of health forgives all earlier failures.
 */

/** The first real wait: long enough for the remains of the old process to go away. */
export const BACKOFF_FIRST_MS = 500
/** People notice half a minute; a machine that is short of memory or disk gets room to breathe. */
export const BACKOFF_MAX_MS = 30_000
/** After this long without a failure the next one counts as the first. */
export const HEALTHY_AFTER_MS = 60_000

/** Wait before start number `failures` + 1 in a row, where `failures` starts to count at 0. */
export function backoffMs(failures: number): number {
  if (failures === 0) return 0
  return Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** (failures - 1))
}
