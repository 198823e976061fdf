/**
 * Splits ClickHouse SQL into tokens, as the engine's own lexer does (ClickHouse `src/Parsers/Lexer.cpp`), so that a guard can
 * tell a name from a text or a comment. Where the engine is more generous than our own statements need (Unicode quotes and
 * spaces, control signs), this refuses: what we read differently from the engine could slip past the guard.
 */

export interface Token {
  readonly kind: 'name' | 'quoted name' | 'text' | 'number' | 'sign'
  /** A name without its quotes, a text without its quotes, otherwise as written. */
  readonly value: string
  /** Position of the first character in the statement. */
  readonly start: number
  /** Position after the last character. */
  readonly end: number
}

/** The statement cannot be read; the message says where. */
export class UnreadableSql extends Error {}

const SPACE = /[ \t\r\n\f\v]+/y
const LINE_COMMENT = /(?:--|#[ !])[^\n]*/y
const BLOCK_COMMENT = /\/\*[\s\S]*?\*\//y
const NAME = /[A-Za-z_][A-Za-z0-9_$]*/y
const NUMBER = /[0-9][A-Za-z0-9_]*/y
const HEX_TEXT = /[xXbB]'[0-9a-fA-F]*'/y
const HEREDOC_TAG = /\$[A-Za-z0-9_]*\$/y
const SIGN = /[()[\]{},;.*+\-/%=<>!?:|@^&~]/y
const QUOTES = { "'": 'text', '`': 'quoted name', '"': 'quoted name' } as const

/** Tokens from `start` on, one at a time, so that a reader can stop before data that is no SQL. Throws UnreadableSql. */
export function* tokensOf(sql: string, start = 0): Generator<Token, void> {
  let at = start
  while (at < sql.length) {
    const skipped = matchAt(SPACE, sql, at) ?? matchAt(LINE_COMMENT, sql, at) ?? matchAt(BLOCK_COMMENT, sql, at)
    if (skipped !== undefined) {
      at += skipped.length
      continue
    }
    const token = quoted(sql, at) ?? hexText(sql, at) ?? heredoc(sql, at) ?? plain(sql, at)
    if (token === undefined) throw new UnreadableSql(`unexpected sign ${JSON.stringify(sql.charAt(at))} at position ${at + 1}`)
    yield token
    at = token.end
  }
}

function matchAt(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(sql)?.[0]
}

function plain(sql: string, at: number): Token | undefined {
  for (const [kind, pattern] of [
    ['name', NAME],
    ['number', NUMBER],
  ] as const) {
    const value = matchAt(pattern, sql, at)
    if (value !== undefined) return { kind, value, start: at, end: at + value.length }
  }
  // A comment that never ends is not two signs.
  if (sql.startsWith('/*', at)) throw new UnreadableSql(`comment at position ${at + 1} does not end`)
  const value = matchAt(SIGN, sql, at)
  return value === undefined ? undefined : { kind: 'sign', value, start: at, end: at + 1 }
}

/** Texts and quoted names: a backslash escapes the next character, and a doubled quote stands for itself. */
function quoted(sql: string, at: number): Token | undefined {
  const quote = sql.charAt(at)
  if (!(quote in QUOTES)) return undefined
  let value = ''
  for (let i = at + 1; i < sql.length; i++) {
    const letter = sql.charAt(i)
    if (letter === '\\') value += sql.charAt(++i)
    else if (letter !== quote) value += letter
    else if (sql.charAt(i + 1) === quote) value += sql.charAt(++i)
    else return { kind: QUOTES[quote as keyof typeof QUOTES], value, start: at, end: i + 1 }
  }
  throw new UnreadableSql(`quote at position ${at + 1} does not end`)
}

/** `x'4a'`, `b'01'`: no escapes inside, so they end at the next quote. */
function hexText(sql: string, at: number): Token | undefined {
  if (!/^[xXbB]'/.test(sql.slice(at, at + 2))) return undefined
  const value = matchAt(HEX_TEXT, sql, at)
  if (value === undefined) throw new UnreadableSql(`digits at position ${at + 1} are not hexadecimal`)
  return { kind: 'text', value, start: at, end: at + value.length }
}

/** `$tag$ … $tag$`, a text without escapes. */
function heredoc(sql: string, at: number): Token | undefined {
  const tag = matchAt(HEREDOC_TAG, sql, at)
  if (tag === undefined) return undefined
  const close = sql.indexOf(tag, at + tag.length)
  if (close < 0) throw new UnreadableSql(`text at position ${at + 1} does not end with ${tag}`)
  return { kind: 'text', value: sql.slice(at + tag.length, close), start: at, end: close + tag.length }
}
