/** Saying who sends a channel, and forgetting them. */
import { randomBytes } from 'node:crypto'
import { channelProviderChanged, channelProviderRemoved } from '#events/channels.ts'
import { findOrganisation, organisationScope, requirePermission, type PersonCaller } from '#core/identity/public.ts'
import { common, Fault } from '#kit/fault.ts'
import { SECOND_MS } from '#kit/time.ts'
import type { EventKind } from '#kit/event.ts'
import type { Tx } from '#platform/work.ts'
import { channelsCodes } from '../contract/codes.ts'
import { WRITE_SETTINGS } from '../contract/addresses.ts'
import { TRAITS, type ChannelName } from '../domain/channels.ts'
import { SECRET_FIELDS } from '../domain/providers.ts'
import type { Needs } from '../needs.ts'
import { deleteProvider, findProvider, putProvider } from '../store/providers.ts'
import { channelOf } from './channels/channels.ts'
import { telegramUrl } from './channels/telegram/telegram.ts'
import { makeVapidKeys, type VapidKeys } from './channels/web-push/encrypt.ts'
import { openProvider, sealProvider } from './targets.ts'

export interface ProviderAct {
  readonly needs: Pick<Needs, 'work' | 'clock' | 'log' | 'secrets' | 'egress' | 'config'>
  readonly caller: PersonCaller
}

export interface ProviderChange {
  readonly channel: ChannelName
  /** Secrets that are left out, or empty, stay. */
  readonly values: Readonly<Record<string, string>>
  readonly privateAllowed: boolean
  readonly ifMatch: number
}

/** For a bot its web hook is set as well; throws `channels.not_sent` with what Telegram says when that fails, and keeps nothing. */
export async function setProvider({ needs, caller }: ProviderAct, change: ProviderChange): Promise<void> {
  requirePermission(caller, WRITE_SETTINGS, organisationScope)
  const { channel, privateAllowed } = change
  if (!TRAITS[channel].needsProvider) throw new Fault(common.not_found)
  const before = await needs.work.read((tx) => findProvider(tx, channel))
  const kept = before === undefined ? {} : openProvider(needs.secrets, before)
  const values = judged(channel, { ...made(channel), ...kept, ...given(change.values) })
  if (channel === 'telegram') await setWebhook(needs, values)
  const [settings, secrets] = divided(channel, values)
  await needs.work.run(async (tx) => {
    const row = { channel, settings, sealedSecrets: sealProvider(needs.secrets, channel, secrets), privateAllowed, version: change.ifMatch }
    if (!(await putProvider(tx, row, needs.clock.now()))) throw new Fault(common.version_mismatch)
    await tell({ needs, caller }, tx, { event: channelProviderChanged, channel })
  })
}

/** An empty field of a form is none that was given. */
const given = (values: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))

/** What nobody types in. */
const made = (channel: ChannelName): Readonly<Record<string, string>> => {
  if (channel === 'telegram') return { webhookSecret: randomBytes(24).toString('base64url') }
  return channel === 'ntfy' ? { token: '' } : channel === 'sms' || channel === 'voice' ? { authorization: '' } : {}
}

function judged(channel: ChannelName, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const parsed = channelOf(channel).provider?.safeParse(values)
  if (parsed?.success && parsed.data !== null) return parsed.data as Readonly<Record<string, unknown>>
  const fields = (parsed?.error?.issues ?? []).map(({ path, message }) => ({ field: `body.values.${path.join('.')}`, message }))
  throw new Fault(common.invalid_request, { detail: fields.map(({ field, message }) => `${field} ${message}`).join('; '), fields })
}

function divided(channel: ChannelName, values: Readonly<Record<string, unknown>>) {
  const isSecret = ([name]: readonly [string, unknown]) => SECRET_FIELDS[channel]?.includes(name) ?? false
  const entries = Object.entries(values)
  return [Object.fromEntries(entries.filter((entry) => !isSecret(entry))), Object.fromEntries(entries.filter(isSecret))] as const
}

/** https://core.telegram.org/bots/api#setwebhook */
async function setWebhook({ egress, config }: ProviderAct['needs'], values: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await egress.request({
    url: telegramUrl(String(values['botToken']), 'setWebhook'),
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      url: `${config.publicUrl}/api/pitcrew/v1/channel-answers/telegram`,
      secret_token: values['webhookSecret'],
      allowed_updates: ['message', 'callback_query'],
    }),
    timeoutMs: 15 * SECOND_MS,
    answerBytesMax: 64 * 1024,
  })
  if (answer.ok && answer.status === 200) return
  const words = answer.ok
    ? `Telegram answers with ${answer.status}: ${Buffer.from(answer.body).toString('utf8').slice(0, 500)}`
    : answer.detail
  throw new Fault(channelsCodes.not_sent, { detail: words })
}

export async function removeProvider({ needs, caller }: ProviderAct, channel: ChannelName): Promise<void> {
  requirePermission(caller, WRITE_SETTINGS, organisationScope)
  await needs.work.run(async (tx) => {
    if (!(await deleteProvider(tx, channel))) throw new Fault(common.not_found)
    await tell({ needs, caller }, tx, { event: channelProviderRemoved, channel })
  })
}

async function tell(
  { needs, caller }: ProviderAct,
  tx: Tx,
  { event, channel }: { readonly event: EventKind; readonly channel: ChannelName },
): Promise<void> {
  const organisation = await findOrganisation(tx)
  if (organisation === undefined) return
  await needs.log.publish(tx, {
    event,
    actor: caller.ref,
    at: needs.clock.now(),
    record: { kind: 'organisation', id: organisation.id },
    scope: organisationScope,
    particulars: { channel },
  })
}

/** Keys by which push services know this installation: made when the first browser asks, and kept, because subscriptions hang on them. */
export async function pushKeys(needs: Pick<Needs, 'work' | 'clock' | 'secrets'>): Promise<VapidKeys> {
  const there = await needs.work.read((tx) => findProvider(tx, 'web_push'))
  if (there !== undefined) return { ...there.settings, ...openProvider(needs.secrets, there) } as unknown as VapidKeys
  const { publicKey, privateKey } = makeVapidKeys()
  const sealedSecrets = sealProvider(needs.secrets, 'web_push', { privateKey })
  const row = { channel: 'web_push', settings: { publicKey }, sealedSecrets, privateAllowed: false, version: 0 }
  await needs.work.run((tx) => putProvider(tx, row, needs.clock.now()))
  // Another node may have been faster: what is kept counts.
  return pushKeys(needs)
}
