/** To Opsgenie, which pages by its own rules: https://docs.opsgenie.com/docs/alert-api#create-alert */
import { z } from 'zod'
import { accepted, type Judged } from '../../../domain/judging.ts'
import { cut, linesOf, type Severity } from '../../../domain/message.ts'
import { asJson, httpChannel, jsonOf, judgeStatus, referenceOf, tailOf, type ProviderAnswer } from '../over-http.ts'

// https://docs.opsgenie.com/docs/alert-api#create-alert-request
const TITLE_CHARACTERS_MAX = 130
const ALIAS_CHARACTERS_MAX = 512
const TEXT_CHARACTERS_MAX = 15_000
const PRIORITIES: Readonly<Record<Severity, string>> = { critical: 'P1', major: 'P2', minor: 'P3', notify: 'P5' }

export const opsgenieTarget = z.object({
  apiKey: z.uuid('must be an API key such as eb243592-faa2-4ba2-a551-1afdf565c889'),
  region: z.enum(['us', 'eu']),
})
const HOSTS = { us: 'api.opsgenie.com', eu: 'api.eu.opsgenie.com' } as const

export const opsgenieChannel = httpChannel<z.infer<typeof opsgenieTarget>, null>({
  name: 'opsgenie',
  target: opsgenieTarget,
  provider: null,
  hint: ({ apiKey }) => tailOf(apiKey),
  compose: ({ message, target }) => ({
    url: `https://${HOSTS[target.region]}/v2/alerts`,
    ...asJson(
      {
        message: cut(message.subject, TITLE_CHARACTERS_MAX),
        alias: cut(message.key, ALIAS_CHARACTERS_MAX),
        description: cut([...linesOf(message), message.url].join('\n'), TEXT_CHARACTERS_MAX),
        priority: PRIORITIES[message.severity],
        source: 'Pitcrew',
      },
      { authorization: `GenieKey ${target.apiKey}` },
    ),
  }),
  read: readOpsgenie,
  // https://docs.opsgenie.com/docs/alert-api#close-alert
  composeWithdrawal: ({ key, target }) => ({
    url: `https://${HOSTS[target.region]}/v2/alerts/${encodeURIComponent(cut(key, ALIAS_CHARACTERS_MAX))}/close?identifierType=alias`,
    ...asJson({ source: 'Pitcrew' }, { authorization: `GenieKey ${target.apiKey}` }),
  }),
})

function readOpsgenie(answer: ProviderAnswer): Judged {
  const { requestId } = jsonOf(answer.text)
  if (answer.status === 202) return accepted(`HTTP 202: ${answer.text}`, referenceOf(requestId))
  return judgeStatus(answer)
}
