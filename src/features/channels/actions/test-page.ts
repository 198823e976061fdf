/** A page that is about nothing: whoever answers it has proved that the way works. */
import { uuidv7 } from 'uuidv7'
import { languageOf, type Language } from '#kit/language.ts'
import { recipients } from '#core/identity/public.ts'
import type { Judged } from '../domain/judging.ts'
import type { Needs } from '../needs.ts'
import { findAddress } from '../store/addresses.ts'
import { claimAddress, type AddressAct } from './addresses.ts'
import { handOver, type HandOverOptions } from './hand-over.ts'

const WORDS: Readonly<Record<Language, { readonly subject: string; readonly line: string }>> = {
  en: { subject: 'Test page', line: 'Nothing is wrong. Acknowledge it to prove that you are reached this way.' },
  de: { subject: 'Probealarm', line: 'Es ist nichts geschehen. Übernehmen Sie ihn, um zu zeigen, dass Sie so erreicht werden.' },
}

/** What a test is handed over under, and where whoever reads it finds out more. */
export interface TestHanding {
  readonly key: string
  /** UUID */
  readonly addressId: string
  /** Path in the console. */
  readonly href: string
}

/** In the language of whoever is reached. */
export async function handOverTest(
  needs: Needs,
  { key, addressId, href }: TestHanding,
  { unproved = false }: HandOverOptions = {},
): Promise<Judged> {
  const language = await needs.work.read(async (tx) => {
    const row = await findAddress(tx, addressId)
    const [person] = row?.personId ? await recipients(tx, [row.personId]) : []
    return languageOf(person?.locale)
  })
  const { subject, line } = WORDS[language]
  const told = { subject, lines: [line], href, severity: 'critical', answers: ['acknowledge'], chart: null, runbookUrl: null } as const
  return handOver(needs, { key, addressId, ...told }, { unproved })
}

/** To an address of the caller's, or of the installation; an address that was turned off gets its chance. */
export async function sendTestPage({ needs, caller }: AddressAct & { readonly needs: Needs }, id: string): Promise<Judged> {
  const { personId } = await needs.work.read(async (tx) => claimAddress(caller, await findAddress(tx, id)))
  const isTeams = personId === null
  const href = isTeams ? '/settings/channels' : '/profile/channels'
  return handOverTest(needs, { key: `test ${uuidv7()}`, addressId: id, href }, { unproved: isTeams })
}
