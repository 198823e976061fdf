/** The closed lists of contacts in the reader's language. */
import { i18n } from '@lingui/core'
import type { Tone } from '#design/state-label/state-label.tsx'
import type { ContactState } from '../domain/words.ts'
import { contactKinds, contactStates } from './screens.ts'

export function contactState(state: ContactState): { readonly words: string; readonly tone: Tone } {
  const words: Readonly<Record<ContactState, { readonly words: string; readonly tone: Tone }>> = {
    active: { words: i18n.t('Active'), tone: 'good' },
    deactivated: { words: i18n.t('Deactivated'), tone: 'off' },
    merged: { words: i18n.t('Merged'), tone: 'off' },
  }
  return words[state]
}

/** Choices of the filter; without one, active contacts are shown. */
export function stateChoices(): readonly { readonly value: string; readonly label: string }[] {
  return contactStates.map((value) => ({ value, label: value === 'all' ? i18n.t('All') : contactState(value).words }))
}

export function kindChoices(): readonly { readonly value: string; readonly label: string }[] {
  return contactKinds.map((value) => ({ value, label: value === 'contact' ? i18n.t('Contact') : i18n.t('End user') }))
}

/** A language by its tag, in the reader's language; the tag itself where the browser has no name for it. */
export function languageWords(tag: string): string {
  return new Intl.DisplayNames([i18n.locale || 'en'], { type: 'language', fallback: 'code' }).of(tag) ?? tag
}
