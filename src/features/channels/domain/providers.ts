/** Which values of a provider are secret, and are never told again. */
import type { ChannelName } from './channels.ts'

export const SECRET_FIELDS: Partial<Readonly<Record<ChannelName, readonly string[]>>> = {
  web_push: ['privateKey'],
  sms: ['authToken', 'authorization'],
  voice: ['authToken', 'authorization'],
  telegram: ['botToken', 'webhookSecret'],
  ntfy: ['token'],
  pushover: ['token'],
  slack: ['botToken', 'signingSecret'],
}

/** Channels that an owner sets somebody up for, in the order of the settings. */
export const WITH_PROVIDER = ['sms', 'voice', 'telegram', 'ntfy', 'pushover', 'slack'] as const
export type WithProvider = (typeof WITH_PROVIDER)[number]
