/** What happens to support plans. Values stay in their tables: an event says which ones changed. Nothing here is personal. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

/** `name`: whose plan it is. `paths` names at most the first fifty values of `count`. */
const changed = z.object({
  layer: z.enum(['organisation', 'client', 'application']),
  name: z.string(),
  version: z.number().int(),
  count: z.number().int(),
  paths: z.array(z.string()),
})

export const planChanged = defineEvent('plan.changed', {
  sentence: 'changed {count} values of the support plan of {name}, now version {version}',
  particulars: changed,
})
export const planRestored = defineEvent('plan.restored', {
  sentence: 'brought version {from} of the support plan of {name} back as version {version}',
  particulars: changed.extend({ from: z.number().int() }),
})

/** In the order of this file. */
export const planEvents = [planChanged, planRestored] as const
