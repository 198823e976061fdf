/** The mail with a one-time link, in the contact's language. */
import { html, page } from '#kit/html.ts'
import { languageOf } from '#kit/language.ts'

export interface LinkMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

interface Words {
  readonly lang: string
  readonly subject: (organisation: string) => string
  readonly hello: (name: string) => string
  readonly lead: (organisation: string) => string
  readonly open: string
  readonly once: string
  readonly notYou: string
}

const english: Words = {
  lang: 'en',
  subject: (organisation) => `Your link to ${organisation}`,
  hello: (name) => `Hello ${name},`,
  lead: (organisation) => `somebody, probably you, asked for a link to ${organisation}.`,
  open: 'Open your pages',
  once: 'The link works once and for 15 minutes.',
  notYou: 'If you did not ask for it, there is nothing to do: without the link nobody gets in.',
}

const german: Words = {
  lang: 'de',
  subject: (organisation) => `Ihr Link zu ${organisation}`,
  hello: (name) => `Guten Tag ${name},`,
  lead: (organisation) => `jemand, wahrscheinlich Sie, hat einen Link zu ${organisation} angefordert.`,
  open: 'Ihre Seiten öffnen',
  once: 'Der Link gilt einmal und 15 Minuten lang.',
  notYou: 'Falls Sie ihn nicht angefordert haben, ist nichts zu tun: Ohne den Link kommt niemand hinein.',
}

/** `locale` null is English. */
export function linkMail(of: { name: string; organisation: string; locale: string | null; link: string }): LinkMail {
  const words = languageOf(of.locale) === 'de' ? german : english
  const lines = [words.hello(of.name), words.lead(of.organisation)]
  const notes = `${words.once} ${words.notYou}`
  const subject = words.subject(of.organisation)
  const body = html`<p>${lines[0]}</p>
    <p>${lines[1]}</p>
    <p><a href="${of.link}">${words.open}</a></p>
    <p>${notes}</p>`
  return {
    subject,
    text: [...lines, `${words.open}: ${of.link}`, notes].join('\n\n'),
    html: page({ lang: words.lang, title: subject, body }),
  }
}
