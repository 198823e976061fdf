/** To a service of PagerDuty, which pages by its own rules: https://developer.pagerduty.com/docs/events-api-v2-overview */
import { z } from 'zod'
import { accepted, type Judged } from '../../../domain/judging.ts'
import { cut, linesOf, type Severity } from '../../../domain/message.ts'
import { asJson, httpChannel, jsonOf, judgeStatus, referenceOf, tailOf, type ProviderAnswer } from '../over-http.ts'

// https://developer.pagerduty.com/docs/send-alert-event: summary 1,024, dedup_key 255.
const SUMMARY_CHARACTERS_MAX = 1_024
const DEDUP_KEY_CHARACTERS_MAX = 255
const SEVERITIES: Readonly<Record<Severity, string>> = { critical: 'critical', major: 'error', minor: 'warning', notify: 'info' }

export const pagerdutyTarget = z.object({
  routingKey: z.string().regex(/^[A-Za-z0-9]{32}$/, 'must be an integration key of 32 letters and digits'),
  region: z.enum(['us', 'eu']),
})
const HOSTS = { us: 'events.pagerduty.com', eu: 'events.eu.pagerduty.com' } as const

export const pagerdutyChannel = httpChannel<z.infer<typeof pagerdutyTarget>, null>({
  name: 'pagerduty',
  target: pagerdutyTarget,
  provider: null,
  hint: ({ routingKey }) => tailOf(routingKey),
  compose: ({ message, target, publicUrl }) => ({
    url: `https://${HOSTS[target.region]}/v2/enqueue`,
    ...asJson({
      routing_key: target.routingKey,
      event_action: 'trigger',
      dedup_key: cut(message.key, DEDUP_KEY_CHARACTERS_MAX),
      payload: {
        summary: cut(message.subject, SUMMARY_CHARACTERS_MAX),
        source: new URL(publicUrl).hostname,
        severity: SEVERITIES[message.severity],
        custom_details: { lines: linesOf(message) },
      },
      links: [{ href: message.url, text: 'Pitcrew' }],
      client: 'Pitcrew',
      client_url: message.url,
    }),
  }),
  read: readPagerduty,
  // https://developer.pagerduty.com/docs/send-alert-event: a resolve needs nothing but the keys.
  composeWithdrawal: ({ key, target }) => ({
    url: `https://${HOSTS[target.region]}/v2/enqueue`,
    ...asJson({ routing_key: target.routingKey, event_action: 'resolve', dedup_key: cut(key, DEDUP_KEY_CHARACTERS_MAX) }),
  }),
})

/** 400 is a malformed event or an unknown key; what is said stands in `errors`. */
function readPagerduty(answer: ProviderAnswer): Judged {
  const { dedup_key: key } = jsonOf(answer.text)
  if (answer.status === 202) return accepted(`HTTP 202: ${answer.text}`, referenceOf(key))
  return judgeStatus(answer)
}
