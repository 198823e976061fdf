/** From an event to what the timeline says. */
import { ERASED } from '#kit/erased.ts'
import type { EventKind } from '#kit/event.ts'

/** Longest value inside a sentence; the particulars hold the whole. */
const VALUE_LENGTH_MAX = 200

/** What a sentence says where a value has no words of its own. */
interface ValueWords {
  readonly erased: string
  readonly nothing: string
  readonly yes: string
  readonly no: string
  /** Of a text that stands under this name. */
  readonly text: (name: string, value: string) => string
}

const ENGLISH: ValueWords = { erased: ERASED, nothing: 'nothing', yes: 'yes', no: 'no', text: (_, value) => value }

/** Fills the sentence of a kind with the particulars; read it after the name of the actor. */
export function sentenceOf(kind: Pick<EventKind, 'sentence' | 'personal'>, particulars: Readonly<Record<string, unknown>>): string {
  return fill(kind, particulars, ENGLISH)
}

/** The same in German; `words` are those of the catalogue by key. A kind that it does not have is told in English. */
export function germanSentenceOf(
  kind: Pick<EventKind, 'kind' | 'sentence' | 'personal'>,
  particulars: Readonly<Record<string, unknown>>,
  words: Readonly<Record<string, string>>,
): string {
  const sentence = words[kind.kind]
  if (sentence === undefined) return sentenceOf(kind, particulars)
  const text = (name: string, value: string) => words[`value.${name}.${value}`] ?? value
  return fill({ ...kind, sentence }, particulars, { erased: 'eine gelöschte Person', nothing: 'nichts', yes: 'ja', no: 'nein', text })
}

function fill(
  { sentence, personal }: Pick<EventKind, 'sentence' | 'personal'>,
  particulars: Readonly<Record<string, unknown>>,
  words: ValueWords,
) {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = particulars[name]
    if (value === null && personal.includes(name)) return words.erased
    return shorten(inWords(words, name, value))
  })
}

function inWords(words: ValueWords, name: string, value: unknown): string {
  if (value === null || value === undefined) return words.nothing
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (Array.isArray(value)) {
    return value.length === 0 ? words.nothing : value.map((item) => fieldInWords(inWords(words, name, item))).join(', ')
  }
  return typeof value === 'string' ? words.text(name, value) : JSON.stringify(value)
}

/** `componentIds` is written by programs; people say components. */
function fieldInWords(word: string): string {
  if (!/^[a-z]+([A-Z][a-z]+)+$/.test(word)) return word
  const plain = word.replace(/Id$/, '').replace(/Ids$/, 's')
  return plain.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function shorten(text: string): string {
  return text.length <= VALUE_LENGTH_MAX ? text : `${text.slice(0, VALUE_LENGTH_MAX - 1)}…`
}
