/** Proving that an address is its owner's: by digits that are sent to it, or by what its owner writes to a bot. */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { channelAddressVerified } from '#events/channels.ts'
import { organisationScope, recipients } from '#core/identity/public.ts'
import { Fault } from '#kit/fault.ts'
import { languageOf, type Language } from '#kit/language.ts'
import { later } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { channelsCodes } from '../contract/codes.ts'
import { TRAITS } from '../domain/channels.ts'
import { judgeCode, nextSent } from '../domain/codes.ts'
import type { Judged } from '../domain/judging.ts'
import { CODE_LIVES_MS } from '../domain/limits.ts'
import type { Needs } from '../needs.ts'
import { findAddress, lockAddress, setVerified, type AddressRow } from '../store/addresses.ts'
import { findCode, lockCode, putCode, spendCode } from '../store/codes.ts'
import { findProvider } from '../store/providers.ts'
import { about, claimAddress, type AddressAct } from './addresses.ts'
import { channelOf } from './channels/channels.ts'
import { handOver } from './hand-over.ts'
import { digestOf, sealTarget } from './targets.ts'

type ProvingAct = AddressAct & { readonly needs: Needs }

/** For a bot: 16 random signs instead of six digits, because it is found by them. */
const START_BYTES = 12
const SETTINGS_PATH = '/profile/channels'

const WORDS: Readonly<Record<Language, { readonly subject: (code: string) => string; readonly line: string }>> = {
  en: { subject: (code) => `Your code is ${code}`, line: 'Type it in where you asked for it. It counts for 15 minutes.' },
  de: { subject: (code) => `Ihr Code ist ${code}`, line: 'Tippen Sie ihn dort ein, wo Sie ihn angefordert haben. Er gilt 15 Minuten.' },
}

/** For a bot the address that starts it; null when digits were sent. Throws `channels.not_sent` with the provider's words. */
export async function sendCode({ needs, caller }: ProvingAct, id: string): Promise<string | null> {
  const address = await needs.work.read(async (tx) => claimAddress(caller, await findAddress(tx, id)))
  const { proof } = TRAITS[address.channel]
  const isStart = proof === 'start'
  if (!isStart && proof !== 'code') throw new Fault(channelsCodes.needs_no_proof)
  const code = isStart ? randomStart() : String(randomInt(1_000_000)).padStart(6, '0')
  await needs.work.run((tx) => keepCode(needs, tx, address.id, code))
  if (isStart) return startUrl(needs, code)
  const judged = await send(needs, address, code)
  if (judged.kind === 'failed') throw new Fault(channelsCodes.not_sent, { detail: judged.answer })
  return null
}

const randomStart = (): string => randomBytes(START_BYTES).toString('base64url')

async function keepCode(needs: Needs, tx: Tx, addressId: string, code: string): Promise<void> {
  const now = needs.clock.now()
  const sent = nextSent(await lockCode(tx, addressId), now)
  if (sent === undefined) throw new Fault(channelsCodes.codes_exhausted)
  await putCode(tx, { addressId, codeHash: hashOf(code), attempts: 0, sent, sentAt: now, expiresAt: later(now, CODE_LIVES_MS) })
}

async function startUrl({ work }: Needs, code: string): Promise<string> {
  const provider = await work.read((tx) => findProvider(tx, 'telegram'))
  if (provider === undefined) throw new Fault(channelsCodes.provider_missing)
  return `https://t.me/${String(provider.settings['botName'])}?start=${code}`
}

async function send(needs: Needs, address: AddressRow, code: string): Promise<Judged> {
  const [person] = address.personId === null ? [] : await needs.work.read((tx) => recipients(tx, [address.personId as string]))
  const words = WORDS[languageOf(person?.locale)]
  // Spoken as one number nobody could write it down.
  const told = address.channel === 'voice' ? code.split('').join(', ') : code
  const handing = {
    key: `code ${uuidv7()}`,
    addressId: address.id,
    subject: words.subject(told),
    lines: [words.line],
    href: SETTINGS_PATH,
    severity: 'notify' as const,
    answers: [],
    chart: null,
    runbookUrl: null,
  }
  return handOver(needs, handing, { unproved: true })
}

/** Throws `channels.code_wrong`; the fifth wrong guess spends the code. */
export async function proveAddress({ needs, caller }: AddressAct, id: string, typed: string): Promise<void> {
  const isRight = await needs.work.run(async (tx) => {
    const address = await claimAddress(caller, await lockAddress(tx, id))
    const sent = await lockCode(tx, id)
    const now = needs.clock.now()
    const matches = sent !== undefined && timingSafeEqual(sent.codeHash, hashOf(typed.replaceAll(/\D/g, '')))
    const verdict = judgeCode(sent, matches, now)
    if (verdict === 'wrong' && sent) await putCode(tx, { ...sent, attempts: sent.attempts + 1 })
    if (verdict !== 'right') return false
    await setVerified(tx, id, { at: now })
    await spendCode(tx, id)
    const particulars = { addressId: id, channel: address.channel }
    await needs.log.publish(tx, { event: channelAddressVerified, ...about({ caller, at: now }, address), particulars })
    return true
  })
  // Thrown outside, so that the guess is counted.
  if (!isRight) throw new Fault(channelsCodes.code_wrong)
}

/** What somebody wrote to the bot; true when it proved an address, which from now on leads to `chatId`. */
export function proveByStart(needs: Pick<Needs, 'work' | 'clock' | 'log' | 'secrets'>, start: string, chatId: string): Promise<boolean> {
  return needs.work.run(async (tx) => {
    const sent = await findCode(tx, hashOf(start))
    const now = needs.clock.now()
    const address = sent && (await lockAddress(tx, sent.addressId))
    if (address === undefined || judgeCode(sent, true, now) !== 'right') return false
    const target = { chatId }
    await setVerified(tx, address.id, {
      at: now,
      target: {
        sealed: sealTarget(needs.secrets, address.id, target),
        digest: digestOf(needs.secrets, address.channel, chatId),
        hint: channelOf(address.channel).hint(target),
      },
    })
    await spendCode(tx, address.id)
    const record =
      address.personId === null
        ? ({ kind: 'channel_address', id: address.id } as const)
        : ({ kind: 'person', id: address.personId } as const)
    await needs.log.publish(tx, {
      event: channelAddressVerified,
      actor: { kind: 'system', id: 'channels' },
      at: now,
      record,
      scope: organisationScope,
      particulars: { addressId: address.id, channel: address.channel },
    })
    return true
  })
}

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest()
