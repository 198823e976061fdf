/** Sample calls for tests. */
import type { Samples } from '#test/support/samples.ts'

/** One valid call for each route of search. */
export const samples: Samples = {
  'search.search': () => ({ query: { text: 'certificate', kind: 'task' } }),
}
