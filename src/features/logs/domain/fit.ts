/** Brings a line within the limits. What is cut is said where it stood. */
import { scrubPairs, scrubText } from '#kit/scrub.ts'
import { ATTRIBUTES_LENGTH_MAX, ATTRIBUTES_MAX, BODY_LENGTH_MAX, NAME_LENGTH_MAX, VALUE_LENGTH_MAX } from './limits.ts'
import type { Pairs } from './line.ts'

/** Of a line of which attributes were left out: how many. */
export const LEFT_OUT = 'pitcrew.attributes_left_out'

const ESCAPE = '\u001b'
/** Colours and the like of a terminal; they would stand in every word. */
const TERMINAL = new RegExp(`${ESCAPE}\\[[0-9;]{0,20}[A-Za-z]`, 'g')

/** The body as it is kept: without what must not be, not longer than it may be, and without colours. */
export function fitBody(body: string): string {
  const short = body.length > BODY_LENGTH_MAX ? cut(body, BODY_LENGTH_MAX) : body
  return scrubText(short.includes(ESCAPE) ? short.replaceAll(TERMINAL, '') : short)
}

/** The same for attributes; a name stands once. */
export function fitPairs(pairs: Pairs): readonly string[] {
  return withoutRepeated(scrubPairs(isWithin(pairs) ? pairs : within(pairs)))
}

function isWithin(pairs: Pairs): boolean {
  if (pairs.length > 2 * ATTRIBUTES_MAX) return false
  let length = 0
  for (let i = 0; i < pairs.length; i += 2) {
    const name = (pairs[i] as string).length
    const value = (pairs[i + 1] as string).length
    if (name === 0 || name > NAME_LENGTH_MAX || value > VALUE_LENGTH_MAX) return false
    length += name + value
  }
  return length <= ATTRIBUTES_LENGTH_MAX
}

function within(pairs: Pairs): readonly string[] {
  const fitting: string[] = []
  let length = 0
  let leftOut = 0
  for (let i = 0; i < pairs.length; i += 2) {
    const name = pairs[i] as string
    const value = cut(pairs[i + 1] as string, VALUE_LENGTH_MAX)
    const isFitting = name !== '' && name.length <= NAME_LENGTH_MAX && length + name.length + value.length <= ATTRIBUTES_LENGTH_MAX
    if (!isFitting || fitting.length >= 2 * ATTRIBUTES_MAX) {
      leftOut += 1
      continue
    }
    length += name.length + value.length
    fitting.push(name, value)
  }
  return leftOut === 0 ? fitting : [...fitting, LEFT_OUT, String(leftOut)]
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)} … [cut: ${text.length - length} more characters]`
}

/** Few names are compared with each other faster than they are put into a set. */
const FEW = 24

function withoutRepeated(pairs: readonly string[]): readonly string[] {
  return pairs.length <= FEW ? (isEachOnce(pairs) ? pairs : onceEach(pairs)) : onceEach(pairs)
}

function isEachOnce(pairs: readonly string[]): boolean {
  for (let i = 2; i < pairs.length; i += 2) for (let before = 0; before < i; before += 2) if (pairs[i] === pairs[before]) return false
  return true
}

function onceEach(pairs: readonly string[]): readonly string[] {
  const seen = new Map<string, string>()
  for (let i = 0; i < pairs.length; i += 2) if (!seen.has(pairs[i] as string)) seen.set(pairs[i] as string, pairs[i + 1] as string)
  return [...seen].flat()
}
