/**
 * What identity writes to people about their own account. Whoever takes an account over must not be able to do so quietly: each
 * change that opens a door is told to the address that the account had.
 */
import { languageOf } from '#kit/language.ts'
import { noticePage } from '#kit/notice.ts'
import { english } from './english.ts'
import { german } from './german.ts'
import type { AccountMail, AccountMails, Phrases } from './phrases.ts'

export interface AccountMailReader {
  readonly locale: string
  /** IANA name */
  readonly zone: string
}

export interface WrittenMail {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly why: string
}

/** `securityUrl` is where the person looks after their account; mails with a link of their own lead there instead. */
export function writeAccountMail<K extends AccountMail>(
  mail: K,
  of: AccountMails[K],
  to: { readonly organisation: string; readonly reader: AccountMailReader; readonly securityUrl: string },
): WrittenMail {
  const { organisation, reader } = to
  const language = languageOf(reader.locale)
  const phrases: Phrases = language === 'de' ? german : english
  const format = new Intl.DateTimeFormat(language, { timeZone: reader.zone, dateStyle: 'medium', timeStyle: 'short', hour12: false })
  const { title, paragraphs, action, why } = phrases[mail](of, { organisation, when: (at) => format.format(at) })
  const url = 'link' in of ? of.link : to.securityUrl
  const page = noticePage({
    language,
    organisation,
    title,
    paragraphs,
    items: [],
    action: action === null ? null : { label: action, url },
    why,
    links: [],
  })
  return { subject: title, ...page, why }
}
