/** Sample calls for tests. */
import type { Samples } from '#test/support/samples.ts'

/** One valid call for each route of records. */
export const samples: Samples = {
  'records.readTimeline': ({ applicationA }) => ({ query: { record: applicationA } }),
}
