/** By what people and the installation are reached, as those see it who hand messages over. */
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { TRAITS, type ChannelName } from '../domain/channels.ts'
import { ADDRESSES_MAX } from '../domain/limits.ts'
import type { Needs } from '../needs.ts'
import { ownAddresses } from '../access/own-addresses.ts'
import { listTeam, type AddressRow } from '../store/addresses.ts'

/** A way to reach somebody. What cannot be used now is not among those that `addressesOf` answers with, but for `verifiedAt`. */
export interface ChannelAddress {
  /** UUID */
  readonly id: string
  /** UUID; null for a channel of the installation. */
  readonly personId: string | null
  readonly channel: ChannelName
  /** Given by its owner; empty for what the account has anyway. */
  readonly label: string
  /** Null: never proved, and nothing is handed over to it. */
  readonly verifiedAt: Instant | null
  /** When it last proved to work: somebody answered from it, or it was proved. */
  readonly testedAt: Instant | null
  /** Whether a page sounds although the telephone is silent. */
  readonly breaksSilence: boolean
  readonly position: number
}

/** Of these people, each in their own order; turned off ones are left out. Whoever never looked has the mail and console of their account. */
export async function addressesOf(
  { clock }: Pick<Needs, 'clock'>,
  tx: Tx,
  personIds: readonly string[],
): Promise<readonly ChannelAddress[]> {
  return (await ownAddresses({ clock }, tx, personIds)).filter(({ turnedOffAt }) => turnedOffAt === null).map(toAddress)
}

/** Those of the installation, in their order; turned off ones are left out. */
export async function teamAddresses(tx: Tx): Promise<readonly ChannelAddress[]> {
  return (await listTeam(tx, ADDRESSES_MAX)).filter(({ turnedOffAt }) => turnedOffAt === null).map(toAddress)
}

function toAddress({ id, personId, channel, label, verifiedAt, testedAt, position }: AddressRow): ChannelAddress {
  return { id, personId, channel, label, verifiedAt, testedAt, position, breaksSilence: TRAITS[channel].breaksSilence }
}
