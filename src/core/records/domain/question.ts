/** What somebody typed into a search, understood. Pure. */
import { prefixes, type Thing } from '#kit/ids.ts'
import { wordsOf } from './words.ts'

/** Further words of a question are not asked: nobody types more, and each costs a look into the index. */
export const QUESTION_WORDS_MAX = 16
/** From so many letters on the last word is taken for the beginning of one; shorter ones begin half of all words. */
const PREFIX_LETTERS_MIN = 3
/** The largest number of a record that is looked for; those that begin with it must fit too. */
const NUMBER_MAX = 10_000_000_000

export interface Question {
  /** Folded, each once, in the order in which they were typed. */
  readonly words: readonly string[]
  /** The last word while it may still be typed; null when a sign ended it or it is too short. */
  readonly prefix: string | null
  /** `TSK-12` or `12`: records whose number begins so; `kind` null for any. */
  readonly numbered: { readonly kind: Thing | null; readonly number: number } | null
}

const LABEL = /^([a-z]{2,4})[- ]?(\d{1,11})$/i
const kindsByPrefix = new Map(Object.entries(prefixes).map(([kind, prefix]) => [prefix as string, kind as Thing]))

/** Reads what was typed. Nothing but signs gives no words. */
export function readQuestion(text: string): Question {
  const typed = wordsOf(text)
  const words = [...new Set(typed)].slice(0, QUESTION_WORDS_MAX)
  const last = typed.at(-1) ?? ''
  const isOpen = /[\p{L}\p{N}]$/u.test(text) && last.length >= PREFIX_LETTERS_MIN && words.includes(last)
  return { words, prefix: isOpen ? last : null, numbered: readNumber(text.trim()) }
}

function readNumber(text: string): Question['numbered'] {
  const label = LABEL.exec(text)
  const kind = label === null ? null : kindsByPrefix.get((label[1] ?? '').toLowerCase())
  const digits = label === null ? /^#?(\d{1,11})$/.exec(text)?.[1] : label[2]
  if (kind === undefined || digits === undefined) return null
  const number = Number(digits)
  return number >= 1 && number <= NUMBER_MAX ? { kind, number } : null
}

/** For a word the ways in which it may be meant; without an entry it means itself. */
export type Meanings = ReadonlyMap<string, readonly string[]>

/** A tsquery literal: every word, in one of its meanings. Null when there is nothing to ask. */
export function queryOf({ words, prefix }: Question, meanings: Meanings = new Map()): string | null {
  if (words.length === 0) return null
  return words.map((word) => termOf(word, word === prefix, meanings.get(word))).join(' & ')
}

function termOf(word: string, isPrefix: boolean, meant: readonly string[] | undefined): string {
  if (meant !== undefined && meant.length > 0) return `(${meant.join(' | ')})`
  return isPrefix ? `${word}:*` : word
}

/** A tsquery literal for texts that have all words of one of these names or addresses; null when none has words. */
export function queryNaming(names: readonly string[]): string | null {
  const terms = names.map((name) => wordsOf(name).slice(0, QUESTION_WORDS_MAX)).filter((words) => words.length > 0)
  return terms.length === 0 ? null : terms.map((words) => `(${words.join(' & ')})`).join(' | ')
}
