/** Handing one message to the channel of one address, and noting what the provider said. */
import { uuidv7 } from 'uuidv7'
import { channelAddressTurnedOff } from '#events/channels.ts'
import { organisationScope, recipients } from '#core/identity/public.ts'
import { languageOf } from '#kit/language.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { TRAITS } from '../domain/channels.ts'
import { failed, type Judged } from '../domain/judging.ts'
import { ANSWER_WORDS, type Outgoing } from '../domain/message.ts'
import type { Needs } from '../needs.ts'
import { findAddress, setTested, setVerified, turnOff, type AddressRow } from '../store/addresses.ts'
import { beginMessage, noteOutcome, type MessageRow, type NewMessage } from '../store/messages.ts'
import { findProvider, type ProviderRow } from '../store/providers.ts'
import { answerToken } from './answer-token.ts'
import type { Reached } from './channels/channel.ts'
import { channelOf } from './channels/channels.ts'
import { openProvider, openTarget } from './targets.ts'

/** A provider that takes longer is in trouble, and the next channel is asked. */
const HAND_OVER_MS = 20 * SECOND_MS
/** Of what a provider says; the first lines matter. */
const ANSWER_CHARACTERS_MAX = 1_000
const SYSTEM = { kind: 'system', id: 'channels' } as const

export type Handing = Omit<NewMessage, 'id' | 'personId' | 'channel'>

/** What is known before the provider is asked. */
interface Prepared {
  readonly address: AddressRow
  readonly provider: ProviderRow | undefined
  readonly reached: Reached | null
}

export interface HandOverOptions {
  /** What proves an address goes to one that is not proved yet. */
  readonly unproved?: boolean
}

/** Never throws for what the other side does. What was handed over under this key before is not handed over again. */
export async function handOver(needs: Needs, handing: Handing, { unproved = false }: HandOverOptions = {}): Promise<Judged> {
  const prepared = await needs.work.read((tx) => prepare(tx, handing.addressId))
  if (prepared === undefined) return failed('gone', 'This address was removed.')
  const { address } = prepared
  const at = needs.clock.now()
  const row = await needs.work.run((tx) =>
    beginMessage(tx, { ...handing, id: uuidv7(), personId: address.personId, channel: address.channel }, at),
  )
  if (row.state !== 'handing_over') return { kind: 'accepted', reference: row.reference, answer: row.providerAnswer }
  const judged = clipped(unfit(prepared, unproved) ?? (await inTime(needs, prepared, outgoing(needs, row, prepared.reached))))
  await needs.work.run((tx) => note(needs, tx, { row, address, judged }))
  return judged
}

async function prepare(tx: Tx, addressId: string): Promise<Prepared | undefined> {
  const address = await findAddress(tx, addressId)
  if (address === undefined) return undefined
  const provider = await findProvider(tx, address.channel)
  const [person] = address.personId === null ? [] : await recipients(tx, [address.personId])
  if (person === undefined) return { address, provider, reached: null }
  const { id, name, email, locale } = person
  return { address, provider, reached: { personId: id, name, email, language: languageOf(locale) } }
}

/** Why it is not even tried; undefined when it is. */
function unfit({ address, provider, reached }: Prepared, unproved: boolean): Judged | undefined {
  if (address.personId !== null && reached === null) return failed('gone', 'The person has no active account any more.')
  if (address.turnedOffAt !== null && !unproved) return failed('turned_off', 'This address was turned off; prove it anew to use it again.')
  if (address.verifiedAt === null && !unproved) return failed('not_verified', 'This address was never proved.')
  if (needsProvider(address) && provider === undefined) return failed('not_configured', 'Nobody has set up who sends this.')
  return undefined
}

/** A web hook of a team stands for itself, without the app that persons are reached by. */
const needsProvider = ({ channel, personId }: AddressRow): boolean =>
  TRAITS[channel].needsProvider && !(channel === 'slack' && personId === null)

async function inTime(needs: Needs, prepared: Prepared, message: Outgoing): Promise<Judged> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Judged>((resolve) => {
    timer = setTimeout(() => resolve(failed('timed_out', 'No answer within 20 seconds.')), HAND_OVER_MS)
  })
  try {
    return await Promise.race([ask(needs, prepared, message), late])
  } finally {
    clearTimeout(timer)
  }
}

async function ask(needs: Needs, { address, provider, reached }: Prepared, message: Outgoing): Promise<Judged> {
  const channel = channelOf(address.channel)
  const target = openTarget(needs.secrets, address)
  // A bot that nobody has started yet knows nowhere to write to.
  if (channel.target !== null && !channel.target.safeParse(target).success) return failed('not_verified', 'This address was never proved.')
  const sender = provider === undefined ? null : { ...provider.settings, ...openProvider(needs.secrets, provider) }
  const privateAllowed = address.privateAllowed || (provider?.privateAllowed ?? false)
  const { publicUrl } = needs.config
  return channel.handOver(needs, { message, target, provider: sender, privateAllowed, reached, publicUrl, at: needs.clock.now() })
}

function outgoing(needs: Needs, row: MessageRow, reached: Reached | null): Outgoing {
  const { publicUrl } = needs.config
  const language = reached?.language ?? 'en'
  const answers = row.answers.map((answer) => {
    const token = answerToken(needs.secrets, { messageId: row.id, answer })
    return { answer, label: ANSWER_WORDS[language][answer], token, url: `${publicUrl}/answers/${token}` }
  })
  const { id, key, subject, lines, severity, chart, runbookUrl } = row
  return { id, key, subject, lines, severity, url: `${publicUrl}${row.href}`, answers, chart, runbookUrl, language }
}

interface Noting {
  readonly row: MessageRow
  readonly address: AddressRow
  readonly judged: Judged
}

async function note(needs: Needs, tx: Tx, { row, address, judged }: Noting): Promise<void> {
  const at = needs.clock.now()
  const isAccepted = judged.kind === 'accepted'
  await noteOutcome(tx, row.id, {
    state: isAccepted ? 'handed_over' : 'failed',
    reference: isAccepted ? judged.reference : null,
    reason: isAccepted ? null : judged.reason,
    providerAnswer: judged.answer,
    at,
  })
  if (isAccepted && address.personId === null) await proveByAcceptance(tx, address, at)
  if (!isAccepted && judged.reason === 'invalid_address') await turnAddressOff(needs, tx, { address, reason: judged.reason })
}

/** What an owner put in for the installation is proved by being taken. */
async function proveByAcceptance(tx: Tx, { id, verifiedAt, turnedOffAt }: AddressRow, at: Instant): Promise<void> {
  if (verifiedAt === null || turnedOffAt !== null) await setVerified(tx, id, { at })
  else await setTested(tx, id, at)
}

/** Nobody is behind it any more, says its provider; its person is told. */
export async function turnAddressOff(
  needs: Pick<Needs, 'clock' | 'log'>,
  tx: Tx,
  { address, reason }: { readonly address: Pick<AddressRow, 'id' | 'channel'>; readonly reason: string },
): Promise<void> {
  const at = needs.clock.now()
  if (!(await turnOff(tx, address.id, { at, reason }))) return
  await needs.log.publish(tx, {
    event: channelAddressTurnedOff,
    actor: SYSTEM,
    at,
    record: { kind: 'channel_address', id: address.id },
    scope: organisationScope,
    particulars: { addressId: address.id, channel: address.channel, reason },
  })
}

const clipped = (judged: Judged): Judged => ({ ...judged, answer: judged.answer.slice(0, ANSWER_CHARACTERS_MAX) })
