/** Words around following a page. */
import type { Language } from '#kit/language.ts'

interface FollowWords {
  readonly address: string
  readonly only: string
  /** The way there, on the page. */
  readonly follow: string
  readonly followMail: string
  readonly asked: string
  readonly wrong: string
  readonly hook: string
  readonly hookHint: string
  readonly followHook: string
  readonly askedHook: string
  readonly wrongHook: string
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
  follow: 'Follow',
  followMail: 'Follow by e-mail',
  asked: 'Look into your mailbox: if you do not follow this page yet, a mail asks you to confirm it.',
  wrong: 'This is no e-mail address.',
  hook: 'Address of a webhook, or of an incoming webhook of Slack',
  hookHint:
    'It gets a message first: a webhook confirms by answering with the challenge in it, a channel of Slack by a press on the address in it. The secret by which messages are signed comes with it.',
  followHook: 'Follow by webhook',
  askedHook: 'If it does not follow this page yet, a message asks it to confirm.',
  wrongHook: 'This is no address that begins with https://.',
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
  follow: 'Folgen',
  followMail: 'Per E-Mail folgen',
  asked: 'Sehen Sie in Ihr Postfach: Falls Sie dieser Seite noch nicht folgen, bittet eine E-Mail um Ihre Bestätigung.',
  wrong: 'Das ist keine E-Mail-Adresse.',
  hook: 'Adresse eines Webhooks oder eines eingehenden Webhooks von Slack',
  hookHint:
    'Dorthin geht zuerst eine Nachricht: Ein Webhook bestätigt, indem er mit der Aufgabe darin antwortet („challenge“), ein Kanal in Slack durch einen Druck auf die Adresse darin. Mit ihr kommt das Geheimnis, mit dem Nachrichten unterschrieben sind.',
  followHook: 'Per Webhook folgen',
  askedHook: 'Falls diese Adresse der Seite noch nicht folgt, bittet eine Nachricht dort um Bestätigung.',
  wrongHook: 'Das ist keine Adresse, die mit https:// beginnt.',
  confirmAsk: 'Möchten Sie Bescheid bekommen, wenn hier etwas geschieht?',
  confirmButton: 'Bestätigen',
  confirmDone: 'Sie bekommen von nun an Bescheid.',
  stopAsk: 'Möchten Sie von dieser Seite nichts mehr hören?',
  stopButton: 'Nicht mehr folgen',
  stopDone: 'Sie bekommen keinen Bescheid mehr.',
}

export const followWordsIn: Readonly<Record<Language, FollowWords>> = { en: english, de: german }
