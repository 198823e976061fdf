/** Addresses and providers as people see them: never with where they lead or what they are trusted with. */
import type { z } from 'zod'
import { organisationScope, requirePermission, type PersonCaller } from '#core/identity/public.ts'
import { READ_SETTINGS, type addressesContract, type channelAddress } from '../contract/addresses.ts'
import { CHANNELS, TRAITS, type ChannelName } from '../domain/channels.ts'
import { ADDRESSES_MAX } from '../domain/limits.ts'
import { WITH_PROVIDER } from '../domain/providers.ts'
import type { Needs } from '../needs.ts'
import type { Tx } from '#platform/work.ts'
import { findAddress, listTeam, type AddressRow } from '../store/addresses.ts'
import { listLast } from '../store/messages.ts'
import { listProviders, type ProviderRow } from '../store/providers.ts'
import { ownAddresses } from '../access/own-addresses.ts'

type Address = z.output<typeof channelAddress>
type List = z.output<(typeof addressesContract)['listTeamAddresses']['response']>
type Providers = z.output<(typeof addressesContract)['listProviders']['response']>

/** By what the caller is reached. */
export function listOwn(needs: Pick<Needs, 'work' | 'clock'>, { personId }: PersonCaller): Promise<List> {
  return needs.work.read(async (tx) => listed(tx, await ownAddresses(needs, tx, [personId]), 'own'))
}

export async function listOfTeam({ work }: Pick<Needs, 'work'>, caller: PersonCaller): Promise<List> {
  requirePermission(caller, READ_SETTINGS, organisationScope)
  return work.read(async (tx) => listed(tx, await listTeam(tx, ADDRESSES_MAX), 'team'))
}

/** Of an address that was there a moment ago. */
export function readAddress({ work }: Pick<Needs, 'work'>, id: string): Promise<Address | undefined> {
  return work.read(async (tx) => {
    const row = await findAddress(tx, id)
    return row && (await withLast(tx, [row]))[0]
  })
}

async function listed(tx: Tx, rows: readonly AddressRow[], whose: 'own' | 'team'): Promise<List> {
  const ready = new Set((await listProviders(tx)).map(({ channel }) => channel))
  const offers = CHANNELS.filter((channel) => TRAITS[channel][whose] && TRAITS[channel].proof !== 'none').map((channel) => ({
    channel,
    breaksSilence: TRAITS[channel].breaksSilence,
    isReady: isReady(channel, whose, ready),
  }))
  return { items: await withLast(tx, rows), offers }
}

/** Channels of Slack need no app: a web hook writes into them. */
function isReady(channel: ChannelName, whose: 'own' | 'team', ready: ReadonlySet<string>): boolean {
  return !TRAITS[channel].needsProvider || ready.has(channel) || (channel === 'slack' && whose === 'team')
}

async function withLast(tx: Tx, rows: readonly AddressRow[]): Promise<Address[]> {
  const last = new Map(
    (
      await listLast(
        tx,
        rows.map(({ id }) => id),
      )
    ).map((message) => [message.addressId, message]),
  )
  return rows.map((row) => {
    const message = last.get(row.id)
    const { id, channel, label, hint, privateAllowed, verifiedAt, testedAt, turnedOffAt, turnedOffReason } = row
    return {
      id,
      channel,
      label,
      hint,
      privateAllowed,
      verifiedAt,
      testedAt,
      breaksSilence: TRAITS[channel].breaksSilence,
      isOfAccount: row.sealedTarget === null,
      turnedOff: turnedOffAt === null ? null : { at: turnedOffAt, reason: turnedOffReason ?? '' },
      last:
        message === undefined
          ? null
          : { at: message.changedAt, state: message.state, reason: message.reason, answer: message.providerAnswer },
    }
  })
}

/** One line for each channel that somebody has to be set up for. */
export async function listSenders({ work, config }: Pick<Needs, 'work' | 'config'>, caller: PersonCaller): Promise<Providers> {
  requirePermission(caller, READ_SETTINGS, organisationScope)
  const rows = await work.read(listProviders)
  return {
    items: WITH_PROVIDER.map((channel) =>
      senderOf(
        channel,
        rows.find((row) => row.channel === channel),
        config.publicUrl,
      ),
    ),
  }
}

const CALLBACKS: Partial<Readonly<Record<ChannelName, readonly string[]>>> = { sms: ['/twilio/replies'], slack: ['/slack'] }

function senderOf(channel: ChannelName, row: ProviderRow | undefined, publicUrl: string): Providers['items'][number] {
  return {
    channel,
    settings: row?.settings ?? null,
    privateAllowed: row?.privateAllowed ?? false,
    version: row?.version ?? 0,
    callbacks: (CALLBACKS[channel] ?? []).map((path) => `${publicUrl}/api/pitcrew/v1/channel-answers${path}`),
  }
}
