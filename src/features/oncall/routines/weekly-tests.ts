/** Every few minutes: the weekly tests that are due, and those that nobody confirmed. */
import type { Paging } from '../actions/paging.ts'
import { handOverTests, queueTests, tellOfMissedTests } from '../actions/weekly-tests.ts'
import { onDutySoon } from '../queries/reachability.ts'

export async function weeklyTests(paging: Paging): Promise<void> {
  await queueTests(paging, await onDutySoon(paging))
  await handOverTests(paging)
  await tellOfMissedTests(paging)
}
