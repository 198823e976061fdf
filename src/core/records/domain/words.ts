/**
 * How texts are cut into words for search. Records and questions are cut by this one function, so that whatever was written is
 * found by writing it again; PostgreSQL's own parser is not asked, which keeps `e-mail`, `v1.2` and addresses in pieces that people type.
 */

/** Longer runs of letters are no words but keys and pictures; their beginning is found. */
const WORD_LENGTH_MAX = 60
/** The beginning of a text by which it is found: about forty pages. */
export const WORDS_MAX = 10_000

const WORD = /[\p{L}\p{N}]+/gu
const MARKS = /\p{M}+/gu
/** Written without spaces: each sign is a word. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu

/** Lower case, without accents: `Prüfung` and `prufung` are one word. Keeps the order and what is said twice. */
export function wordsOf(text: string): string[] {
  const found: string[] = []
  for (const [word] of foldLetters(text).replace(UNSPACED, ' $& ').matchAll(WORD)) {
    found.push(word.slice(0, WORD_LENGTH_MAX))
    if (found.length === WORDS_MAX) break
  }
  return found
}

/** As `wordsOf` folds, letter by letter. */
export function foldLetters(text: string): string {
  return text.normalize('NFKD').replace(MARKS, '').toLowerCase().replaceAll('ß', 'ss')
}

/** The words among these that spelling is corrected by: letters only, each once, in order. */
export function spellable(words: readonly string[]): string[] {
  return [...new Set(words)].filter((word) => /^\p{L}{3,40}$/u.test(word)).toSorted()
}

/** Where a record belongs, as far as its search vector says it. */
export interface SearchPlace {
  readonly kind: string
  /** UUIDs */
  readonly clientId: string | null
  readonly applicationId: string | null
}

/**
 * A tsvector literal: words of the title weigh more (A), those of the text less (D). Words are letters and digits only, so that nothing
 * needs quoting. Where the record belongs stands among them (C): the index then finds a common word of one client without reading
 * those of all others.
 */
export function searchVector(place: SearchPlace, title: string, text: string): string {
  const titleWords = wordsOf(title)
  const inTitle = titleWords.map((word, index) => `${word}:${index + 1}A`)
  // One place is left free, so that the end of the title and the beginning of the text are not neighbours.
  const inText = wordsOf(text).map((word, index) => `${word}:${Math.min(titleWords.length + index + 2, POSITION_MAX)}`)
  const { kind, clientId, applicationId } = place
  const marks = [
    markOf('kind', kind),
    ...(clientId ? [markOf('client', clientId)] : []),
    ...(applicationId ? [markOf('application', applicationId)] : []),
  ]
  return [...inTitle, ...inText, ...marks.map((mark) => `${mark}:1C`)].join(' ')
}

/** The same for a text about a record: all of its words weigh as those of a record's text do (D). */
export function textVector(text: string): string {
  return wordsOf(text)
    .map((word, index) => `${word}:${Math.min(index + 1, POSITION_MAX)}`)
    .join(' ')
}

/** No word has an underscore. Of an id its last signs: they tell clients apart, and whoever searches compares the whole id as well. */
export function markOf(of: 'kind' | 'client' | 'application', value: string): string {
  return `${of[0]}_${of === 'kind' ? value : value.slice(-12)}`
}

/** PostgreSQL knows no later place in a text. */
const POSITION_MAX = 16_383
