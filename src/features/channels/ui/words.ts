/** Channels, what they are set up with, and what became of messages, in the reader's language. */
import { i18n } from '@lingui/core'
import type { Tone } from '#design/state-label/state-label.tsx'
import type { Address, ChannelName, Outcome } from './client.ts'

export function channelWords(channel: ChannelName): string {
  const words: Readonly<Record<ChannelName, string>> = {
    email: i18n.t('E-mail'),
    in_app: i18n.t('Open console'),
    web_push: i18n.t('This browser (push)'),
    sms: i18n.t('Text message'),
    voice: i18n.t('Telephone call'),
    telegram: 'Telegram',
    ntfy: 'ntfy',
    pushover: 'Pushover',
    slack: 'Slack',
    mattermost: 'Mattermost',
    teams: 'Microsoft Teams',
    webhook: i18n.t('Signed web hook'),
    pagerduty: 'PagerDuty',
    opsgenie: 'Opsgenie',
  }
  return words[channel]
}

/** One thing that is typed in. */
export interface FieldWords {
  readonly name: string
  readonly label: string
  readonly placeholder?: string
  readonly hint?: string
  readonly options?: readonly string[]
}

/** Where an address of this channel leads; `isTeams`: one of the installation. */
export function targetFields(channel: ChannelName, isTeams: boolean): readonly FieldWords[] {
  const number = { name: 'number', label: i18n.t('Number'), placeholder: '+491701234567', hint: i18n.t('With the country, no blanks.') }
  const webhook = { name: 'webhook', label: i18n.t('Address of the web hook'), placeholder: 'https://' }
  const region = { name: 'region', label: i18n.t('Region'), options: ['us', 'eu'] }
  const fields: Readonly<Record<ChannelName, readonly FieldWords[]>> = {
    email: [{ name: 'address', label: i18n.t('E-mail address'), placeholder: 'name@example.com' }],
    in_app: [],
    web_push: [],
    sms: [number],
    voice: [number],
    telegram: [],
    ntfy: [{ name: 'topic', label: i18n.t('Topic'), hint: i18n.t('Whoever knows it can read it: choose one that nobody guesses.') }],
    pushover: [{ name: 'user', label: i18n.t('User key') }],
    slack: isTeams
      ? [{ ...webhook, placeholder: 'https://hooks.slack.com/services/…' }]
      : [{ name: 'id', label: i18n.t('Member ID'), placeholder: 'U024BE7LH', hint: i18n.t('In Slack: your profile, “Copy member ID”.') }],
    mattermost: [webhook],
    teams: [{ ...webhook, hint: i18n.t('Of the workflow “Send webhook alerts to a channel”.') }],
    webhook: [
      { name: 'url', label: i18n.t('Address'), placeholder: 'https://' },
      { name: 'secret', label: i18n.t('Secret'), placeholder: 'whsec_', hint: i18n.t('whsec_ and 24 to 64 bytes in base64.') },
    ],
    pagerduty: [{ name: 'routingKey', label: i18n.t('Integration key') }, region],
    opsgenie: [{ name: 'apiKey', label: i18n.t('API key') }, region],
  }
  return fields[channel]
}

export const PRIVATE_CHANNELS: ReadonlySet<ChannelName> = new Set(['mattermost', 'webhook'])

/** What a provider is set up with. */
export function providerFields(channel: ChannelName, kind: string): readonly FieldWords[] {
  if (channel === 'sms' || channel === 'voice') return kind === 'http' ? httpFields() : twilioFields()
  const fields: Partial<Readonly<Record<ChannelName, readonly FieldWords[]>>> = {
    telegram: [
      { name: 'botName', label: i18n.t('Name of the bot'), placeholder: 'pitcrew_bot' },
      { name: 'botToken', label: i18n.t('Token of the bot') },
    ],
    ntfy: [
      { name: 'server', label: i18n.t('Server'), placeholder: 'https://ntfy.sh' },
      { name: 'token', label: i18n.t('Access token') },
    ],
    pushover: [{ name: 'token', label: i18n.t('API token of the application') }],
    slack: [
      { name: 'botToken', label: i18n.t('Bot token'), placeholder: 'xoxb-' },
      { name: 'signingSecret', label: i18n.t('Signing secret') },
    ],
  }
  return fields[channel] ?? []
}

const twilioFields = (): readonly FieldWords[] => [
  { name: 'accountSid', label: i18n.t('Account SID'), placeholder: 'AC…' },
  { name: 'from', label: i18n.t('From'), placeholder: '+491701234567' },
  { name: 'authToken', label: i18n.t('Auth token') },
]

const httpFields = (): readonly FieldWords[] => [
  { name: 'url', label: i18n.t('Address'), placeholder: 'https://' },
  { name: 'contentType', label: i18n.t('Form'), options: ['application/json', 'application/x-www-form-urlencoded'] },
  // The braces of a placeholder are put in, or they would be one of this text.
  {
    name: 'body',
    label: i18n.t('Body'),
    hint: i18n.t('With {placeholders} where number and text go.', { placeholders: '{{to}}, {{text}}, {{key}}' }),
  },
  { name: 'authorization', label: i18n.t('Authorization header') },
]

export interface StandingWords {
  readonly tone: Tone
  readonly words: string
}

/** How an address stands: whether somebody would be reached by it now. */
export function standingOf({ verifiedAt, testedAt, turnedOff, last }: Address): StandingWords {
  if (turnedOff) return { tone: 'critical', words: i18n.t('Turned off: nobody is behind it any more') }
  if (verifiedAt === null) return { tone: 'unknown', words: i18n.t('Not proved yet') }
  if (last?.state === 'failed') return { tone: 'major', words: failureWords(last.reason as Outcome['reason']) }
  if (testedAt === null) return { tone: 'minor', words: i18n.t('Never tested') }
  return { tone: 'good', words: i18n.t('Works') }
}

export function failureWords(reason: Outcome['reason']): string {
  const words: Readonly<Record<NonNullable<Outcome['reason']>, string>> = {
    refused: i18n.t('The provider refused it'),
    unreachable: i18n.t('The provider cannot be reached'),
    timed_out: i18n.t('No answer in time'),
    rate_limited: i18n.t('Too many messages at once'),
    invalid_address: i18n.t('Nobody is behind this address'),
    provider_error: i18n.t('The provider is in trouble'),
    not_configured: i18n.t('Nobody has set up who sends this'),
    not_verified: i18n.t('Not proved yet'),
    turned_off: i18n.t('Turned off'),
    gone: i18n.t('The address was removed'),
  }
  return reason === null ? '' : words[reason]
}

export function answerWords(answer: 'acknowledge' | 'escalate' | 'resolve'): string {
  const words = { acknowledge: i18n.t('Acknowledge'), escalate: i18n.t('Escalate'), resolve: i18n.t('Resolve') }
  return words[answer]
}
