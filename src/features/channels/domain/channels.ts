/** Every channel, and what follows from which one it is. */

export const CHANNELS = [
  'email',
  'in_app',
  'web_push',
  'sms',
  'voice',
  'telegram',
  'ntfy',
  'pushover',
  'slack',
  'mattermost',
  'teams',
  'webhook',
  'pagerduty',
  'opsgenie',
] as const
export type ChannelName = (typeof CHANNELS)[number]

/**
 * How an address is proved to be its owner's:
 *
 * | proof | |
 * |---|---|
 * | none | the account has it anyway |
 * | code | six digits are sent to it and typed in here |
 * | start | a code is shown here and written to the bot there, which so learns where it may write to |
 * | acceptance | it belongs to the installation, whose owner put it in: proved when it takes a test page |
 */
export type Proof = 'none' | 'code' | 'start' | 'acceptance'

export interface ChannelTraits {
  /** People may have one of their own. */
  readonly own: boolean
  /** The installation may have one, such as a channel of the team. */
  readonly team: boolean
  /** A page sounds although the telephone is silent; vendors' words for it are in the README. */
  readonly breaksSilence: boolean
  /** Nothing is sent before an owner has set up who sends it. */
  readonly needsProvider: boolean
  /** Of a person's own address; the installation's are proved by acceptance, but for those of a bot. */
  readonly proof: Proof
}

const NOTHING = { own: false, team: false, breaksSilence: false, needsProvider: false }
const OWN = { ...NOTHING, own: true, proof: 'code' } as const
const TEAM = { ...NOTHING, team: true, proof: 'acceptance' } as const

export const TRAITS: Readonly<Record<ChannelName, ChannelTraits>> = {
  email: { ...OWN, team: true },
  in_app: { ...OWN, proof: 'none' },
  web_push: OWN,
  sms: { ...OWN, needsProvider: true },
  voice: { ...OWN, needsProvider: true, breaksSilence: true },
  telegram: { ...OWN, team: true, needsProvider: true, proof: 'start' },
  ntfy: { ...OWN, team: true, needsProvider: true, breaksSilence: true },
  pushover: { ...OWN, needsProvider: true, breaksSilence: true },
  slack: { ...OWN, team: true, needsProvider: true },
  mattermost: TEAM,
  teams: TEAM,
  webhook: TEAM,
  pagerduty: { ...TEAM, breaksSilence: true },
  opsgenie: { ...TEAM, breaksSilence: true },
}
