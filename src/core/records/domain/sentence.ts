/** From an event to what the timeline says. */
import type { EventKind } from '#kit/event.ts'

/** Stands for whatever was personal and is erased. */
export const ERASED = 'an erased person'
/** Longest value inside a sentence; the particulars hold the whole. */
const VALUE_LENGTH_MAX = 200

/** Fills the sentence of a kind with the particulars; read it after the name of the actor. */
export function sentenceOf(kind: Pick<EventKind, 'sentence' | 'personal'>, particulars: Readonly<Record<string, unknown>>): string {
  return kind.sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = particulars[name]
    if (value === null && kind.personal.includes(name)) return ERASED
    return shorten(inWords(value))
  })
}

function inWords(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map((item) => fieldInWords(inWords(item))).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
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
