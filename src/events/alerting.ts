/** What happens to alerts, silences and rules. Evaluations are no events; what follows from them is, each with its named reason. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const about = z.object({
  /** Says what is wrong without free text of others, such as "CPU of db-1". */
  title: z.string(),
  severity: z.enum(['critical', 'major', 'minor', 'notify']),
  environmentId: z.uuid(),
  componentId: z.uuid().nullable(),
  reason: z.string(),
})

/**
 * `foldedIntoId`: the alert whose evidence it is (inhibition along the component graph, grouping in a storm); null when it speaks for
 * itself. `pages`: somebody on duty is to be woken for it; only ever true for an alert that speaks for itself, in an environment that
 * pages, outside windows, silences and learning mode.
 */
export const alertOpened = defineEvent('alert.opened', {
  sentence: 'opened the alert {title}',
  particulars: about.extend({ foldedIntoId: z.uuid().nullable(), pages: z.boolean(), ruleKey: z.string() }),
})
/** From evidence to speaking for itself, or a window or silence over it ended: pages now. */
export const alertRaised = defineEvent('alert.raised', {
  sentence: 'raised the alert {title}',
  particulars: about.extend({ pages: z.boolean() }),
})
/** It became the evidence of another. */
export const alertFolded = defineEvent('alert.folded', {
  sentence: 'folded the alert {title} into {intoTitle}',
  particulars: about.extend({ intoId: z.uuid(), intoTitle: z.string() }),
})
export const alertAcknowledged = defineEvent('alert.acknowledged', { sentence: 'acknowledged the alert {title}', particulars: about })
export const alertRecovered = defineEvent('alert.recovered', {
  sentence: 'found {title} recovered',
  particulars: about.extend({ lastedSeconds: z.number().int() }),
})
/** It still fires, and nobody has said anything about it for a while. */
export const alertReminded = defineEvent('alert.reminded', {
  sentence: 'reminded of the alert {title}',
  particulars: about.extend({ lastedSeconds: z.number().int() }),
})

const named = z.object({ name: z.string(), applicationId: z.uuid() })

export const alertRuleCreated = defineEvent('alert_rule.created', { sentence: 'added the rule {name}', particulars: named })
export const alertRuleChanged = defineEvent('alert_rule.changed', {
  sentence: 'changed {fields} of the rule {name}',
  particulars: named.extend({ fields: z.array(z.string()) }),
})
export const alertRuleDeleted = defineEvent('alert_rule.deleted', { sentence: 'deleted the rule {name}', particulars: named })

/** What it matches and why stay in its table. */
const silence = z.object({ startsAt: z.string(), endsAt: z.string() })

export const silenceCreated = defineEvent('silence.created', { sentence: 'silenced alerts until {endsAt}', particulars: silence })
export const silenceEnded = defineEvent('silence.ended', { sentence: 'ended a silence', particulars: silence })

/** In the order of this file. */
export const alertingEvents = [
  alertOpened,
  alertRaised,
  alertFolded,
  alertAcknowledged,
  alertRecovered,
  alertReminded,
  alertRuleCreated,
  alertRuleChanged,
  alertRuleDeleted,
  silenceCreated,
  silenceEnded,
] as const
