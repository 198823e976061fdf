/** Mattermost, by an incoming web hook with buttons: https://developers.mattermost.com/integrate/plugins/interactive-messages/ */
import { z } from 'zod'
import { cut, linesOf } from '../../../domain/message.ts'
import { asJson, httpChannel, judgeStatus, tailOf } from '../over-http.ts'
import { COLOURS } from '../plain.ts'

/** A post has 16,383 characters; nobody reads so much. */
const CHARACTERS_MAX = 4_000

/** Where Mattermost sends what was pressed; the token in it is what proves it. */
export const MATTERMOST_PATH = '/api/pitcrew/v1/channel-answers/mattermost'

export const mattermostTarget = z.object({ webhook: z.url({ protocol: /^https?$/ }).max(300) })

export const mattermostChannel = httpChannel<z.infer<typeof mattermostTarget>, null>({
  name: 'mattermost',
  target: mattermostTarget,
  provider: null,
  hint: ({ webhook }) => tailOf(webhook),
  compose: ({ message, target, publicUrl }) => ({
    url: target.webhook,
    ...asJson({
      attachments: [
        {
          fallback: message.subject,
          color: COLOURS[message.severity],
          title: message.subject,
          title_link: message.url,
          text: cut(linesOf(message).join('\n'), CHARACTERS_MAX),
          actions: message.answers.map(({ answer, label, token }) => ({
            id: answer,
            name: label,
            type: 'button',
            integration: { url: `${publicUrl}${MATTERMOST_PATH}`, context: { token } },
          })),
        },
      ],
    }),
  }),
  read: judgeStatus,
})
