/** To a program of one's own, signed as the Standard Webhooks say: https://github.com/standard-webhooks/standard-webhooks */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { SECOND_MS, toIso } from '#kit/time.ts'
import { asJson, httpChannel, judgeStatus } from '../over-http.ts'

/** 24 to 64 bytes, as the specification wants it. */
const isSecret = (text: string) => {
  const bytes = Buffer.from(text.slice('whsec_'.length), 'base64').length
  return text.startsWith('whsec_') && bytes >= 24 && bytes <= 64
}

export const webhookTarget = z.object({
  url: z.url({ protocol: /^https?$/ }).max(500),
  secret: z.string().max(200).refine(isSecret, 'must be whsec_ and 24 to 64 bytes in base64'),
})

export const webhookChannel = httpChannel<z.infer<typeof webhookTarget>, null>({
  name: 'webhook',
  target: webhookTarget,
  provider: null,
  hint: ({ url }) => new URL(url).host,
  compose: ({ message, target, at }) => {
    const { key, subject, lines, url, severity, chart, runbookUrl } = message
    const answers = message.answers.map(({ answer, url: answerUrl }) => ({ answer, url: answerUrl }))
    const data = { key, subject, lines, url, severity, answers, chart, runbookUrl }
    const body = JSON.stringify({ type: 'page', timestamp: toIso(at), data })
    // The same at every retry: by it the receiver leaves out what it has.
    const id = `msg_${message.id}`
    const timestamp = String(Math.floor(at / SECOND_MS))
    const signature = signWebhook(target.secret, { id, timestamp, body })
    return {
      url: target.url,
      ...asJson({}, { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }),
      body,
    }
  },
  // "410 Gone" asks to send no more; a 404 is a mistake that somebody mends.
  read: (answer) => {
    const judged = judgeStatus(answer)
    return answer.status === 404 && judged.kind === 'failed' ? { ...judged, reason: 'refused' } : judged
  },
})

export function signWebhook(secret: string, of: { readonly id: string; readonly timestamp: string; readonly body: string }): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  return `v1,${createHmac('sha256', key).update(`${of.id}.${of.timestamp}.${of.body}`).digest('base64')}`
}
