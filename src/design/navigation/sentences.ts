/**
 * What the server tells, in the reader's language. The server sends a key with values beside its English sentence; parts hand
 * in the sentence of each of their keys as a message. A key that nobody handed in is told in the server's words.
 *
 * Keys are kinds of events (`task.created`), or name what else the server says: `now.<key>` and `now.<key>.reason`,
 * `health.<check>.<reason>`, `setting.<key>` and `setting.<key>.sentence`, `topic.<key>`. `value.<name>.<value>` words a closed
 * value of that name wherever a sentence names it.
 */
import { createContext, useContext } from 'react'
import { i18n } from '@lingui/core'

export type Sentences = Readonly<Record<string, string>>

export interface Told {
  /** Kind of event, or another key of the tables. */
  readonly kind: string
  /** What the server says in English. */
  readonly sentence: string
  readonly particulars: Readonly<Record<string, unknown>>
}

const SentencesContext = createContext<Sentences>({})
export const SentencesProvider = SentencesContext.Provider

export function useSentence(): (told: Told) => string {
  const sentences = useContext(SentencesContext)
  return (told) => sentenceIn(sentences, told)
}

/** As `useSentence` tells it, for a table at hand. */
export function sentenceIn(sentences: Sentences, { kind, sentence, particulars }: Told): string {
  // The server speaks English, and knows more of its own fields.
  const message = i18n.locale === 'en' ? undefined : sentences[kind]
  if (message === undefined) return sentence
  const values = Object.entries(particulars).map(([name, value]) => [name, inWords(sentences, name, value)])
  return i18n._(message, Object.fromEntries(values) as Record<string, unknown>)
}

/** Longest value inside a sentence, as the server has it; the particulars hold the whole. */
const VALUE_LENGTH_MAX = 200

function inWords(sentences: Sentences, name: string, value: unknown): string | number {
  // Null means that the person whom it named was erased.
  if (value === null) return i18n.t('(erased)')
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? i18n.t('yes') : i18n.t('no')
  if (Array.isArray(value)) {
    return value.length === 0 ? i18n.t('nothing') : shorten(value.map((one) => inWords(sentences, name, one)).join(', '))
  }
  if (typeof value !== 'string') return shorten(JSON.stringify(value))
  const known = sentences[`value.${name}.${value}`]
  return known === undefined ? shorten(value) : i18n._(known)
}

function shorten(text: string): string {
  return text.length <= VALUE_LENGTH_MAX ? text : `${text.slice(0, VALUE_LENGTH_MAX - 1)}…`
}
