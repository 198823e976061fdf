/** Where in a text the words stand that somebody looked for. Pure. */
import { foldLetters } from './words.ts'

/** A text in pieces that joined give it back; `hit` pieces are what was looked for. */
export type Excerpt = readonly { readonly text: string; readonly hit: boolean }[]

/** Long enough for a sentence around the word. */
const LENGTH_MAX = 180
/** Of what stands before the first hit. */
const LEAD = 50
/** Further on nobody looks for a hit that a title does not have. */
const READ_MAX = 50_000

const WORD = /[\p{L}\p{M}\p{N}]+/gu

/** The piece of the text around the first hit, or its beginning. `words` are folded; a word that begins with one of `prefixes` is a hit too. */
export function excerptOf(text: string, words: ReadonlySet<string>, prefixes: readonly string[], lengthMax = LENGTH_MAX): Excerpt {
  const plain = text.slice(0, READ_MAX).replaceAll(/\s+/g, ' ').trim()
  const hits = [...plain.matchAll(WORD)].filter(([word]) => isHit(foldLetters(word), words, prefixes))
  const first = hits[0]?.index ?? 0
  const from = plain.length <= lengthMax || first < LEAD ? 0 : startOfWord(plain, Math.min(first - LEAD, plain.length - lengthMax))
  const to = Math.min(plain.length, from + lengthMax)
  const pieces: { text: string; hit: boolean }[] = []
  let at = from
  for (const { 0: word, index } of hits) {
    if (index < at || index + word.length > to) continue
    if (index > at) pieces.push({ text: plain.slice(at, index), hit: false })
    pieces.push({ text: word, hit: true })
    at = index + word.length
  }
  if (at < to) pieces.push({ text: plain.slice(at, to), hit: false })
  return withEllipses(pieces, { before: from > 0, after: to < plain.length })
}

function isHit(folded: string, words: ReadonlySet<string>, prefixes: readonly string[]): boolean {
  return words.has(folded) || prefixes.some((prefix) => folded.startsWith(prefix))
}

function startOfWord(text: string, near: number): number {
  const space = text.indexOf(' ', near)
  return space < 0 || space > near + LEAD ? near : space + 1
}

function withEllipses(pieces: { text: string; hit: boolean }[], cut: { before: boolean; after: boolean }): Excerpt {
  const dots = { text: '…', hit: false }
  return [...(cut.before ? [dots] : []), ...pieces, ...(cut.after ? [dots] : [])]
}
