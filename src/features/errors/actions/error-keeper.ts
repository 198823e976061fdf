/** Hands errors of ended segments to ClickHouse, and then counts them in their groups. */
import { DAY_MS, later } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { SegmentKeeper } from '#platform/segments/segment-keeper.ts'
import { decodeRecord, type ErrorRecord } from '../domain/record.ts'
import { insertErrors } from '../store/errors.ts'
import { forgetBatches } from '../store/groups.ts'
import { countGroups } from './count-groups.ts'
import type { ErrorIntake } from './error-intake.ts'
import { placeAllFeedback } from './place-feedback.ts'

/** Longer than a segment can wait: a node that was away for weeks hands its segments on within hours of its start. */
const REMEMBER_BATCHES_MS = 90 * DAY_MS
/** Of runs of the keeper, which comes every second. */
const FORGET_EVERY_RUNS = 3_600
/** At once where feedback came; else for errors that came after it. */
const PLACE_EVERY_RUNS = 60

/**
 * After a crash between the two steps, or between the last one and the removal of the segment, the segment comes again under the same
 * name: ClickHouse then passes over the block that it has, and PostgreSQL the batch that it counted.
 */
export function errorKeeper(
  platform: Pick<Platform, 'clickhouse' | 'logger' | 'metrics' | 'work' | 'log' | 'clock'>,
  intake: ErrorIntake,
): { readonly run: () => Promise<boolean> } {
  let hasFeedback = false
  const keeper = new SegmentKeeper<ErrorRecord>(platform, {
    signal: 'errors',
    open: () => intake.spool.open(),
    decode: decodeRecord,
    keep: async (records, token) => {
      await insertErrors(platform.clickhouse, records, token)
      if (records.length > 0) await platform.work.run((tx) => countGroups(platform, tx, { heads: records, token }))
      hasFeedback ||= records.some(({ feedback = [] }) => feedback.length > 0)
      return records.reduce((sum, { rows }) => sum + rows, 0)
    },
  })
  let runs = 0
  const run = async (): Promise<boolean> => {
    const isThrough = await keeper.run()
    if (isThrough && (hasFeedback || runs % PLACE_EVERY_RUNS === 0)) {
      hasFeedback = false
      await placeAllFeedback(platform)
    }
    if (runs++ % FORGET_EVERY_RUNS === 0)
      await platform.work.run((tx) => forgetBatches(tx, later(platform.clock.now(), -REMEMBER_BATCHES_MS)))
    return isThrough
  }
  return { run }
}
