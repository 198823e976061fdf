/** Mails to those who follow a page, in its language. */
import type { Language } from '#kit/language.ts'

interface MailWords {
  readonly askSubject: (page: string) => string
  readonly ask: (page: string, url: string) => string
  readonly why: (page: string) => string
  readonly update: (said: { readonly phase: string; readonly text: string; readonly url: string; readonly stop: string }) => string
}

const english: MailWords = {
  askSubject: (page) => `Confirm that you follow ${page}`,
  ask: (page, url) =>
    `Somebody, probably you, wants to be told by e-mail when something happens to ${page}.\n\nOpen this address and confirm it:\n${url}\n\nIf it was not you, there is nothing to do: without your confirmation you get no mail.`,
  why: (page) => `Follows the status page ${page}.`,
  update: ({ phase, text, url, stop }) => `${phase}\n\n${text}\n\nEverything about it: ${url}\n\nNo more of these mails: ${stop}`,
}

const german: MailWords = {
  askSubject: (page) => `Bestätigen Sie, dass Sie ${page} folgen`,
  ask: (page, url) =>
    `Jemand, wahrscheinlich Sie, möchte eine E-Mail bekommen, wenn bei ${page} etwas geschieht.\n\nÖffnen Sie diese Adresse und bestätigen Sie es:\n${url}\n\nFalls Sie das nicht waren, ist nichts zu tun: Ohne Ihre Bestätigung bekommen Sie keine E-Mail.`,
  why: (page) => `Folgt der Statusseite ${page}.`,
  update: ({ phase, text, url, stop }) => `${phase}\n\n${text}\n\nAlles dazu: ${url}\n\nKeine solchen E-Mails mehr: ${stop}`,
}

export const mailWordsIn: Readonly<Record<Language, MailWords>> = { en: english, de: german }
