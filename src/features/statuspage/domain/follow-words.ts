/** Words around following a page by e-mail. */
import type { Language } from '#kit/language.ts'

interface FollowWords {
  readonly address: string
  readonly only: string
  readonly follow: string
  readonly asked: string
  readonly wrong: string
  readonly confirmAsk: string
  readonly confirmButton: string
  readonly confirmDone: string
  readonly stopAsk: string
  readonly stopButton: string
  readonly stopDone: string
}

const english: FollowWords = {
  address: 'E-mail address',
  only: 'Only about these (none: everything)',
  follow: 'Follow by e-mail',
  asked: 'Look into your mailbox: if you do not follow this page yet, a mail asks you to confirm it.',
  wrong: 'This is no e-mail address.',
  confirmAsk: 'Do you want to be told when something happens here?',
  confirmButton: 'Confirm',
  confirmDone: 'You are told from now on.',
  stopAsk: 'Do you want to hear no more from this page?',
  stopButton: 'Stop following',
  stopDone: 'You are told nothing more.',
}

const german: FollowWords = {
  address: 'E-Mail-Adresse',
  only: 'Nur hierzu (keine Auswahl: alles)',
  follow: 'Per E-Mail folgen',
  asked: 'Sehen Sie in Ihr Postfach: Falls Sie dieser Seite noch nicht folgen, bittet eine E-Mail um Ihre Bestätigung.',
  wrong: 'Das ist keine E-Mail-Adresse.',
  confirmAsk: 'Möchten Sie Bescheid bekommen, wenn hier etwas geschieht?',
  confirmButton: 'Bestätigen',
  confirmDone: 'Sie bekommen von nun an Bescheid.',
  stopAsk: 'Möchten Sie von dieser Seite nichts mehr hören?',
  stopButton: 'Nicht mehr folgen',
  stopDone: 'Sie bekommen keinen Bescheid mehr.',
}

export const followWordsIn: Readonly<Record<Language, FollowWords>> = { en: english, de: german }
