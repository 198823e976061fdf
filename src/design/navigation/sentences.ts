/**
 * What happened, in the reader's language. Parts hand in the sentence of each of their kinds of event as a message; a kind
 * that nobody handed in is told in the server's words.
 */
import { createContext, useContext } from 'react'
import { i18n } from '@lingui/core'

export type Sentences = Readonly<Record<string, string>>

export interface ToldEvent {
  readonly kind: string
  readonly sentence: string
  readonly particulars: Readonly<Record<string, unknown>>
}

const SentencesContext = createContext<Sentences>({})
export const SentencesProvider = SentencesContext.Provider

export function useSentence(): (event: ToldEvent) => string {
  const sentences = useContext(SentencesContext)
  return ({ kind, sentence, particulars }) => {
    // The server speaks English, and knows more of its own fields.
    const message = i18n.locale === 'en' ? undefined : sentences[kind]
    return message
      ? i18n._(message, Object.fromEntries(Object.entries(particulars).map(([name, value]) => [name, inWords(value)])))
      : sentence
  }
}

/** Null means that the person whom it named was erased. */
function inWords(value: unknown): string {
  if (value === null) return i18n.t('(erased)')
  if (Array.isArray(value)) return value.map((one) => inWords(one)).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
