/** Microsoft Teams, by the web hook of a workflow that posts an adaptive card; its buttons open our links. */
import { z } from 'zod'
import { cut, linesOf } from '../../../domain/message.ts'
import { asJson, httpChannel, judgeStatus, tailOf } from '../over-http.ts'

/** The whole message may have 28 KB (https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook). */
const CHARACTERS_MAX = 4_000

export const teamsTarget = z.object({ webhook: z.url({ protocol: /^https$/ }).max(600) })

export const teamsChannel = httpChannel<z.infer<typeof teamsTarget>, null>({
  name: 'teams',
  target: teamsTarget,
  provider: null,
  hint: ({ webhook }) => tailOf(webhook),
  compose: ({ message, target }) => {
    const open = { type: 'Action.OpenUrl', title: 'Pitcrew', url: message.url }
    const content = {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.4',
      body: [
        { type: 'TextBlock', text: message.subject, weight: 'Bolder', size: 'Medium', wrap: true },
        ...linesOf(message).map((line) => ({ type: 'TextBlock', text: cut(line, CHARACTERS_MAX), wrap: true })),
      ],
      actions: [...message.answers.map(({ label, url }) => ({ type: 'Action.OpenUrl', title: label, url })), open],
    }
    const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }
    return { url: target.webhook, ...asJson({ type: 'message', attachments: [attachment] }) }
  },
  read: judgeStatus,
})
