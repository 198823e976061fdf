/**
 * The tests by what they need, cheapest first; `groupOrder` keeps the groups apart, so that a browser never competes with the
 * stores for the processor. `full` is not part of `npm test`.
 */
import { defineConfig } from 'vitest/config'

const SLOW = ['**/*.store.test.ts', '**/*.full.test.ts']
// A test that starts stores shares the machine with others that do; the bound only has to tell slow from stuck.
const PATIENT = { testTimeout: 240_000, hookTimeout: 600_000 }
// The stores start once for the run, whichever of these projects take part.
const WITH_STORES = { globalSetup: ['test/support/global-stores.ts'], setupFiles: ['test/support/record-statements.ts'] }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts', 'test/support/**/*.test.ts'],
          exclude: SLOW,
          // Property tests run for seconds on a busy machine.
          testTimeout: 120_000,
          pool: 'threads',
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'store',
          include: ['{src,test}/**/*.store.test.ts'],
          ...WITH_STORES,
          ...PATIENT,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'acceptance',
          include: ['test/acceptance/**/*.test.ts'],
          exclude: SLOW,
          ...WITH_STORES,
          ...PATIENT,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          exclude: SLOW,
          ...WITH_STORES,
          ...PATIENT,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'full',
          include: ['{src,test,tools}/**/*.full.test.ts'],
          ...WITH_STORES,
          testTimeout: 1_800_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
})
