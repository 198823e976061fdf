/**
 * Regular expressions of silences, in the form of RE2 as Prometheus and Alertmanager have it: they match in linear time, whatever
 * somebody writes, and always the whole value. The engine is read when the first expression is met.
 */
import type { RE2JS } from 're2js'
import { common, Fault } from '#kit/fault.ts'
import type { Matcher, PatternTest } from '../domain/silence.ts'

/** Compiled expressions that are kept; as many as all silences that may hold could have, and then some. */
const KEPT_MAX = 5_000

let engine: typeof RE2JS | undefined
const compiled = new Map<string, RE2JS>()

const hasPattern = ({ operator }: Pick<Matcher, 'operator'>): boolean => operator === 'matches' || operator === 'does_not_match'

/** Undefined when none of the matchers has an expression. */
export async function patternsOf(matchers: readonly Matcher[]): Promise<PatternTest | undefined> {
  if (!matchers.some(hasPattern)) return undefined
  engine ??= (await import('re2js')).RE2JS
  return (pattern, value) => compile(pattern).matches(value)
}

/** Throws `common.invalid_request` with the first expression that is none. */
export async function requirePatterns(matchers: readonly Matcher[]): Promise<void> {
  const test = await patternsOf(matchers)
  if (test === undefined) return
  for (const [index, matcher] of matchers.entries()) {
    if (!hasPattern(matcher)) continue
    try {
      test(matcher.value, '')
    } catch (cause) {
      const message = 'must be a regular expression of RE2'
      throw new Fault(common.invalid_request, { fields: [{ field: `body.matchers.${index}.value`, message }], cause })
    }
  }
}

function compile(pattern: string): RE2JS {
  const known = compiled.get(pattern)
  if (known !== undefined || engine === undefined) return known as RE2JS
  const made = engine.compile(pattern)
  if (compiled.size === KEPT_MAX) compiled.clear()
  compiled.set(pattern, made)
  return made
}
