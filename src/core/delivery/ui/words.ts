/** What the closed values of delivery are called on screen. */
import { i18n } from '@lingui/core'
import type { Tone } from '#design/state-label/state-label.tsx'
import type { MessageRow, Notification, RelayAnswer, Suppression } from './client.ts'

export function messageState(state: MessageRow['state']): { readonly words: string; readonly tone: Tone } {
  const states = {
    queued: { words: i18n.t('Waiting'), tone: 'due' },
    deferred: { words: i18n.t('Tried again later'), tone: 'minor' },
    handed_over: { words: i18n.t('Handed over'), tone: 'good' },
    failed: { words: i18n.t('Failed'), tone: 'critical' },
    suppressed: { words: i18n.t('Suppressed'), tone: 'off' },
    cancelled: { words: i18n.t('Called off'), tone: 'off' },
  } as const
  return states[state]
}

export function natureWords(nature: MessageRow['nature']): string {
  return {
    person: i18n.t('Written by a person'),
    program: i18n.t('Written by Pitcrew'),
    bulk: i18n.t('Written by Pitcrew; can be stopped by its recipient'),
  }[nature]
}

export function securityWords(security: NonNullable<RelayAnswer['relay']>['security']): { readonly label: string; readonly note: string } {
  return {
    tls: { label: i18n.t('TLS'), note: i18n.t('from the first byte, usually on port 465') },
    starttls: { label: i18n.t('STARTTLS'), note: i18n.t('required, usually on port 587') },
    starttls_if_offered: { label: i18n.t('STARTTLS if offered'), note: i18n.t('for a relay on this machine; without a sign-in') },
  }[security]
}

export function causeWords(cause: Suppression['cause']): string {
  return {
    manual: i18n.t('Stopped by hand: gets nothing'),
    unsubscribed: i18n.t('Unsubscribed: gets nothing in bulk'),
    bounced: i18n.t('Came back: gets nothing'),
  }[cause]
}

/** "Why am I getting this?" */
export function reasonWords(reason: Notification['reason']): string {
  return {
    assigned: i18n.t('because it was given to you'),
    asked: i18n.t('because you are asked for something'),
    mentioned: i18n.t('because you were mentioned'),
    owner: i18n.t('because you are its owner'),
    deputy: i18n.t('because you are a deputy of its owner'),
    author: i18n.t('because you wrote it'),
    asker: i18n.t('because you asked somebody about it'),
    watching: i18n.t('because you watch it'),
  }[reason]
}

/** 1 is Monday. */
export function weekdayOptions(): { readonly value: string; readonly label: string }[] {
  const names = [
    i18n.t('Monday'),
    i18n.t('Tuesday'),
    i18n.t('Wednesday'),
    i18n.t('Thursday'),
    i18n.t('Friday'),
    i18n.t('Saturday'),
    i18n.t('Sunday'),
  ]
  return names.map((label, index) => ({ value: String(index + 1), label }))
}
