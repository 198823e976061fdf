/** Every channel, in the order in which people are shown them. A new one is a folder here and a line below. */
import { invariant } from '#kit/fault.ts'
import type { ChannelName } from '../../domain/channels.ts'
import type { Channel } from './channel.ts'
import { emailChannel } from './email/email.ts'
import { inAppChannel } from './in-app/in-app.ts'
import { mattermostChannel } from './mattermost/mattermost.ts'
import { ntfyChannel } from './ntfy/ntfy.ts'
import { opsgenieChannel } from './opsgenie/opsgenie.ts'
import { pagerdutyChannel } from './pagerduty/pagerduty.ts'
import { pushoverChannel } from './pushover/pushover.ts'
import { slackChannel } from './slack/slack.ts'
import { smsChannel } from './sms/sms.ts'
import { teamsChannel } from './teams/teams.ts'
import { telegramChannel } from './telegram/telegram.ts'
import { voiceChannel } from './voice/voice.ts'
import { webPushChannel } from './web-push/web-push.ts'
import { webhookChannel } from './webhook/webhook.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- each has a target and a provider of its own, judged by its schemas before it is asked
const channels: readonly Channel<any, any>[] = [
  emailChannel,
  inAppChannel,
  webPushChannel,
  smsChannel,
  voiceChannel,
  telegramChannel,
  ntfyChannel,
  pushoverChannel,
  slackChannel,
  mattermostChannel,
  teamsChannel,
  webhookChannel,
  pagerdutyChannel,
  opsgenieChannel,
]

export function channelOf(name: ChannelName): Channel {
  const channel = channels.find((one) => one.name === name)
  invariant(channel, `the channel ${name} is built in`)
  return channel
}
