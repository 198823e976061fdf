/** What both text formats of Prometheus share: how a text is walked over, and what stands in it. */

/** What is wrong with a text, at the place where it goes wrong. */
export const PROBLEMS = [
  'not_utf8',
  'metric_name_expected',
  'label_name_expected',
  'equals_expected',
  'label_value_expected',
  'label_value_unfinished',
  'comma_expected',
  'label_repeated',
  'value_invalid',
  'timestamp_invalid',
  'line_end_expected',
  'comment_invalid',
  'type_unknown',
  'unit_invalid',
  'exemplar_invalid',
  'eof_missing',
  'text_after_eof',
] as const
export type Problem = (typeof PROBLEMS)[number]

/** Where a text goes wrong; both count from 1. */
export interface Misfit {
  readonly problem: Problem
  readonly line: number
  readonly column: number
}

/** What is done with what was read. */
export interface SampleSink {
  /**
   * `series` is the name of a metric with its labels as they are written; the same series comes in the same words every time, so they
   * need not be read again. `at` is in milliseconds, undefined where the text says none. Returns what stops the reading.
   */
  sample(series: string, value: number, at: number | undefined): 'label_repeated' | 'too_many_samples' | undefined
}

/** How the reading of a text ended. What was handed on before an end other than `read` is worth nothing. */
export type Reading = { readonly outcome: 'read' | 'too_many_samples' } | { readonly outcome: 'malformed'; readonly misfit: Misfit }

export const NEWLINE = 10
export const SPACE = 32
export const QUOTE = 34
export const HASH = 35
export const COMMA = 44
export const EQUALS = 61
export const OPEN = 123
export const CLOSE = 125
const TAB = 9
const BACKSLASH = 92

/** By character code: 1 begins any name, 2 only that of a metric, 3 stands inside of one. */
const NAME_SIGNS = new Uint8Array(128)
for (const sign of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_') NAME_SIGNS[sign.charCodeAt(0)] = 1
for (const digit of '0123456789') NAME_SIGNS[digit.charCodeAt(0)] = 3
NAME_SIGNS[':'.charCodeAt(0)] = 2

/** A text and how far it was read. What fails says so once and stops every loop over it. */
export class TextCursor {
  readonly text: string
  at = 0
  problem: Problem | undefined

  constructor(text: string) {
    this.text = text
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length
  }

  /** Of the next sign; NaN at the end. */
  get code(): number {
    return this.text.charCodeAt(this.at)
  }

  /** Always false, to be returned. */
  fail(problem: Problem): false {
    this.problem ??= problem
    return false
  }

  /** Whether the sign stands next; it is passed then. */
  passed(code: number): boolean {
    if (this.code !== code) return false
    this.at += 1
    return true
  }

  passBlanks(): void {
    for (let code = this.code; code === SPACE || code === TAB; code = this.code) this.at += 1
  }

  /** Whether a name stood there. */
  passName(of: 'metric' | 'label'): boolean {
    const start = this.at
    for (let code = this.code; code < 128; code = this.text.charCodeAt(++this.at)) {
      const kind = NAME_SIGNS[code]
      if (kind === 0 || (kind === 2 && of === 'label') || (kind === 3 && this.at === start)) break
    }
    return this.at > start
  }

  /** A text in quotes. Its escapes are not read. */
  passQuoted(mayHoldNewlines: boolean): boolean {
    if (!this.passed(QUOTE)) return this.fail('label_value_expected')
    for (; !this.isAtEnd; this.at += 1) {
      const { code } = this
      if (code === QUOTE) {
        this.at += 1
        return true
      }
      if (code === BACKSLASH) this.at += 1
      if (this.code === NEWLINE && !mayHoldNewlines) break
    }
    return this.fail('label_value_unfinished')
  }

  /** Everything up to a blank or the end of the line. */
  token(): string {
    const start = this.at
    for (let { code } = this; code !== SPACE && code !== TAB && code !== NEWLINE && !this.isAtEnd; code = this.code) this.at += 1
    return this.text.slice(start, this.at)
  }

  /** The rest of the line, without its end, which is passed. */
  line(): string {
    const start = this.at
    const newline = this.text.indexOf('\n', start)
    const end = newline < 0 ? this.text.length : newline
    this.at = end + 1
    return this.text.slice(start, end)
  }

  misfit(): Misfit {
    const before = this.text.slice(0, this.at).split('\n')
    return { problem: this.problem ?? 'line_end_expected', line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
  }
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const INFINITE = /^([+-]?)inf(?:inity)?$/i

/** A number as Go reads it, without its hexadecimal forms; undefined for anything else, and for what is larger than numbers are. */
export function readNumber(text: string): number | undefined {
  if (DECIMAL.test(text)) {
    const value = Number(text)
    return Number.isFinite(value) ? value : undefined
  }
  const sign = INFINITE.exec(text)?.[1]
  if (sign !== undefined) return sign === '-' ? -Infinity : Infinity
  return text.toLowerCase() === 'nan' ? NaN : undefined
}

/** Reads line by line until the text ends or something is wrong. `pass` reads one line and says whether there are more. */
export function readLines(cursor: TextCursor, pass: (cursor: TextCursor) => boolean | 'too_many_samples'): Reading {
  for (let more = pass(cursor); ; more = pass(cursor)) {
    if (more === 'too_many_samples') return { outcome: more }
    if (cursor.problem) return { outcome: 'malformed', misfit: cursor.misfit() }
    if (!more) return { outcome: 'read' }
  }
}
