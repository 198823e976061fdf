/** A valid call for each route. */
import type { Samples } from '#test/support/samples.ts'

export const samples: Samples = {
  'activity.readActivity': ({ applicationA }) => ({ params: { id: applicationA } }),
  'activity.listActivity': () => ({}),
  'activity.exportFeatures': ({ applicationA }) => ({ params: { id: applicationA } }),
}
