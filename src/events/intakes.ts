/** What happens to alert sources; the alerts that they send are told of by alerting. No secret stands in an event. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const named = z.object({ alertSourceId: z.uuid(), name: z.string(), kind: z.string() })

export const alertSourceCreated = defineEvent('alert_source.created', { sentence: 'added the alert source {name}', particulars: named })
export const alertSourceChanged = defineEvent('alert_source.changed', {
  sentence: 'changed {fields} of the alert source {name}',
  particulars: named.extend({ fields: z.array(z.string()) }),
})
export const alertSourceRenewed = defineEvent('alert_source.renewed', {
  sentence: 'gave the alert source {name} another secret',
  particulars: named,
})
export const alertSourceTested = defineEvent('alert_source.tested', {
  sentence: 'sent a test through the alert source {name}',
  particulars: named,
})
export const alertSourceRemoved = defineEvent('alert_source.removed', { sentence: 'removed the alert source {name}', particulars: named })

/** In the order of this file. */
export const intakesEvents = [alertSourceCreated, alertSourceChanged, alertSourceRenewed, alertSourceTested, alertSourceRemoved] as const
