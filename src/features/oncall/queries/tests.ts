/** What has become of weekly tests. */
import { later } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { TESTS_SHOWN_MS } from '../domain/limits.ts'
import { testState } from '../domain/weekly-test.ts'
import { listLastTests } from '../store/tests.ts'

/** The newest tests of these people, one for each channel address, as the contract tells them. */
export async function testsOf({ platform }: { readonly platform: Pick<Platform, 'clock'> }, tx: Tx, personIds: readonly string[]) {
  const now = platform.clock.now()
  const rows = await listLastTests(tx, { personIds, since: later(now, -TESTS_SHOWN_MS) })
  return rows.map(({ personId, channel, queuedAt, outcome, confirmedAt }) => {
    const state = testState({ queuedAt, outcome, confirmedAt }, now)
    return { personId, channel, sentAt: queuedAt, state, reason: state === 'failed' ? outcome : null }
  })
}
