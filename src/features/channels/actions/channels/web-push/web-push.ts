/** Into a browser that is closed, by the push service of its maker (RFC 8030); buttons of the notification answer. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { failed, type Judged } from '../../../domain/judging.ts'
import { cut, linesOf, type Outgoing } from '../../../domain/message.ts'
import { httpChannel, judgeStatus, type ProviderAnswer } from '../over-http.ts'
import { encryptPush, PLAIN_BYTES_MAX, vapidHeader } from './encrypt.ts'

const bytes = (length: number) =>
  z
    .string()
    .max(200)
    .refine((text) => Buffer.from(text, 'base64url').length === length, `must be ${length} bytes in base64url`)

/** As `PushSubscription.toJSON()` gives it. */
export const pushTarget = z.object({
  endpoint: z.url({ protocol: /^https$/ }).max(1_000),
  keys: z.object({ p256dh: bytes(65), auth: bytes(16) }),
})

export const pushProvider = z.object({ publicKey: z.string(), privateKey: z.string() })

/** What was not told by then is told by the next step of the escalation. */
const TTL_SECONDS = (30 * MINUTE_MS) / SECOND_MS

export const webPushChannel = httpChannel({
  name: 'web_push',
  target: pushTarget,
  provider: pushProvider,
  hint: ({ endpoint }) => new URL(endpoint).host,
  compose: ({ message, target, provider, publicUrl, at }) => ({
    url: target.endpoint,
    headers: {
      authorization: vapidHeader(provider, { endpoint: target.endpoint, subject: subjectOf(publicUrl), at }),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      ttl: String(TTL_SECONDS),
      urgency: 'high',
      // The same message once more replaces the one that waits (RFC 8030, 5.4).
      topic: createHash('sha256').update(message.key).digest('base64url').slice(0, 32),
    },
    body: encryptPush(payload(message), target.keys),
  }),
  read: judgePush,
})

/** Push services want to know whom to ask; some refuse an address without https. */
function subjectOf(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? publicUrl : `mailto:pitcrew@${new URL(publicUrl).hostname}`
}

/** What the service worker of the console shows. */
export function payload(message: Outgoing): Buffer {
  const { id, subject, url, severity, answers } = message
  const told = (characters: number) =>
    Buffer.from(
      JSON.stringify({
        id,
        title: cut(subject, 200),
        body: cut(linesOf(message).join('\n'), characters),
        url,
        severity,
        answers: answers.map(({ answer, label, url: answerUrl }) => ({ answer, label, url: answerUrl })),
      }),
    )
  const whole = told(1_500)
  // Signs of other scripts have up to four bytes.
  return whole.length <= PLAIN_BYTES_MAX ? whole : told(300)
}

/** 201 is acceptance (RFC 8030, 5); 404 and 410 mean that the browser took its consent back (7.3). */
function judgePush(answer: ProviderAnswer): Judged {
  if (answer.status === 413) return failed('refused', `HTTP 413: ${answer.text}`)
  return judgeStatus(answer)
}
