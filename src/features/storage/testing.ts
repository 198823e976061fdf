/** A valid call for each route. */
import type { Samples } from '#test/support/samples.ts'

export const samples: Samples = {
  'storage.readStorage': () => ({}),
  'storage.changeLimit': async (world) => ({
    body: { bytesMax: 50_000_000_000 },
    ifMatch: (await world.call('storage.readStorage')).version,
  }),
}
