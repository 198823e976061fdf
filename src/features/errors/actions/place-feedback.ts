/** Finds the errors that feedback is about. They may come later than it, from another node; what is not found within an hour stays alone. */
import { HOUR_MS, later } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { listUnplaced, placeFeedback } from '../store/feedback.ts'
import { fingerprintsOfErrors } from '../store/read-errors.ts'

const WITHIN_MS = HOUR_MS
const AT_ONCE = 500

/** Repeatable. Returns for how much the error was found. */
export async function placeAllFeedback(platform: Pick<Platform, 'work' | 'clock' | 'clickhouse'>): Promise<number> {
  const since = later(platform.clock.now(), -WITHIN_MS)
  const unplaced = await platform.work.read((tx) => listUnplaced(tx, { since, limit: AT_ONCE }))
  if (unplaced.length === 0) return 0
  const found = await fingerprintsOfErrors(platform.clickhouse, unplaced)
  const placed = unplaced.flatMap(({ id, environmentId, errorId }) => {
    const fingerprint = found.get(`${environmentId} ${errorId}`)
    return fingerprint === undefined ? [] : [{ id, fingerprint }]
  })
  await platform.work.run(async (tx) => {
    for (const one of placed) await placeFeedback(tx, one)
  })
  return placed.length
}
