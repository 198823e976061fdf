/** Mails and messages to those who follow a page, in its language. */
import type { Language } from '#kit/language.ts'

interface MailWords {
  readonly askSubject: (page: string) => string
  readonly ask: (page: string, url: string) => string
  readonly why: (page: string) => string
  readonly update: (said: Said) => string
  /** In Slack. */
  readonly askHook: (page: string, url: string) => string
  readonly updateHook: (said: Said) => string
}

interface Said {
  readonly phase: string
  readonly text: string
  readonly url: string
  readonly stop: string
}

const english: MailWords = {
  askSubject: (page) => `Confirm that you follow ${page}`,
  ask: (page, url) =>
    `Somebody, probably you, wants to be told by e-mail when something happens to ${page}.\n\nOpen this address and confirm it:\n${url}\n\nIf it was not you, there is nothing to do: without your confirmation you get no mail.`,
  why: (page) => `Follows the status page ${page}.`,
  update: ({ phase, text, url, stop }) => `${phase}\n\n${text}\n\nEverything about it: ${url}\n\nNo more of these mails: ${stop}`,
  askHook: (page, url) =>
    `Somebody wants this channel to be told when something happens to ${page}. Open this address and confirm it: ${url}\n\nIf it was nobody here, there is nothing to do: without your confirmation nothing comes.`,
  updateHook: ({ phase, text, url, stop }) => `${phase}\n\n${text}\n\nEverything about it: ${url}\nNo more of this here: ${stop}`,
}

const german: MailWords = {
  askSubject: (page) => `Bestätigen Sie, dass Sie ${page} folgen`,
  ask: (page, url) =>
    `Jemand, wahrscheinlich Sie, möchte eine E-Mail bekommen, wenn bei ${page} etwas geschieht.\n\nÖffnen Sie diese Adresse und bestätigen Sie es:\n${url}\n\nFalls Sie das nicht waren, ist nichts zu tun: Ohne Ihre Bestätigung bekommen Sie keine E-Mail.`,
  why: (page) => `Folgt der Statusseite ${page}.`,
  update: ({ phase, text, url, stop }) => `${phase}\n\n${text}\n\nAlles dazu: ${url}\n\nKeine solchen E-Mails mehr: ${stop}`,
  askHook: (page, url) =>
    `Jemand möchte, dass dieser Kanal Bescheid bekommt, wenn bei ${page} etwas geschieht. Öffnen Sie diese Adresse und bestätigen Sie es: ${url}\n\nFalls es niemand hier war, ist nichts zu tun: Ohne Ihre Bestätigung kommt nichts.`,
  updateHook: ({ phase, text, url, stop }) => `${phase}\n\n${text}\n\nAlles dazu: ${url}\nNichts mehr davon hier: ${stop}`,
}

export const mailWordsIn: Readonly<Record<Language, MailWords>> = { en: english, de: german }
