/** What traces contribute to the server. */
import type { ModuleFactory } from '#platform/module.ts'
import { KEEP_EVERY_MS } from '#platform/segments/segment-keeper.ts'
import { spanKeeper } from './actions/span-intake.ts'
import { tracesCodes } from './contract/codes.ts'
import { READ_SPANS, tracesContract } from './contract/contract.ts'
import { tracesHandlers } from './http/handlers.ts'
import { spanIntakeOf } from './public.ts'

export const tracesModule: ModuleFactory = (platform) => {
  const keeper = spanKeeper(platform, spanIntakeOf(platform))
  return {
    name: 'traces',
    codes: [tracesCodes],
    permissions: [{ name: READ_SPANS, allows: 'See traces: what was done for a request, by whom, for how long, with what its spans say.' }],
    contract: tracesContract,
    handlers: tracesHandlers(platform),
    routines: [{ name: 'traces.keep', everyMs: KEEP_EVERY_MS, on: 'every_node', run: async () => void (await keeper.run()) }],
  }
}
