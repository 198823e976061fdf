/** By ntfy, the public server or one's own: https://docs.ntfy.sh/publish/#publish-as-json. Its buttons press our links. */
import { z } from 'zod'
import type { Severity } from '../../../domain/message.ts'
import { cut, linesOf } from '../../../domain/message.ts'
import { asJson, httpChannel, jsonOf, judgeStatus, referenceOf, tailOf } from '../over-http.ts'

/** 5 overrides "do not disturb" (https://docs.ntfy.sh/publish/#message-priority). */
const PRIORITIES: Readonly<Record<Severity, number>> = { critical: 5, major: 5, minor: 4, notify: 3 }
/** Longer ones become files (https://docs.ntfy.sh/publish/#limitations: 4,096 bytes). */
const CHARACTERS_MAX = 1_200
/** https://docs.ntfy.sh/publish/#action-buttons */
const BUTTONS_MAX = 3

export const ntfyTarget = z.object({ topic: z.string().regex(/^[-\w]{1,64}$/, 'must be letters, digits, dashes and underscores') })
export const ntfyProvider = z.object({
  server: z.url({ protocol: /^https?$/ }).max(200),
  /** Empty for topics that everybody may write to. */
  token: z
    .string()
    .max(200)
    .regex(/^[\x21-\x7e]*$/),
})

export const ntfyChannel = httpChannel({
  name: 'ntfy',
  target: ntfyTarget,
  provider: ntfyProvider,
  sender: ({ server }) => server,
  // Whoever knows a topic can read it.
  hint: ({ topic }) => tailOf(topic),
  compose: ({ message, target, provider }) => ({
    url: provider.server,
    ...asJson(
      {
        topic: target.topic,
        title: cut(message.subject, 200),
        message: cut(linesOf(message).join('\n'), CHARACTERS_MAX),
        priority: PRIORITIES[message.severity],
        click: message.url,
        actions: message.answers
          .slice(0, BUTTONS_MAX)
          .map(({ label, url }) => ({ action: 'http', label, url, method: 'POST', clear: true })),
      },
      provider.token === '' ? {} : { authorization: `Bearer ${provider.token}` },
    ),
  }),
  read: (answer) => {
    const { id } = jsonOf(answer.text)
    const judged = judgeStatus(answer, referenceOf(id))
    // Their 404 is a wrong server, not a topic that is gone: topics come into being by writing to them.
    return judged.kind === 'failed' && judged.reason === 'invalid_address' ? { ...judged, reason: 'refused' } : judged
  },
})
