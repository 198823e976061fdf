/** Literals of PromQL: durations, numbers and texts. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#kit/time.ts'

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: SECOND_MS,
  m: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
  w: 7 * DAY_MS,
  y: 365 * DAY_MS,
}
const DURATION = /^(?:\d+(?:ms|[smhdwy]))+$/

/** `1h30m` in milliseconds; undefined for what is no duration. */
export function readDuration(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined
  return [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS[unit as string] as number),
    0,
  )
}

/** Number as it stands in an expression: decimal, hexadecimal, `Inf`, `NaN`, or a duration in seconds. */
export function readNumber(text: string): number {
  const bare = text.toLowerCase().replaceAll('_', '')
  if (bare === 'inf') return Infinity
  const durationMs = readDuration(text)
  return durationMs === undefined ? Number(bare === 'nan' ? NaN : bare) : durationMs / SECOND_MS
}

/** A duration as Prometheus writes it: `1h30m`. */
export function writeDuration(durationMs: number): string {
  if (durationMs === 0) return '0s'
  let restMs = durationMs
  let text = ''
  for (const [unit, unitMs] of Object.entries(UNITS).toReversed()) {
    // Weeks and years only where they are all there is, as Prometheus does.
    if ((unit === 'y' || unit === 'w') && restMs % unitMs !== 0) continue
    const count = Math.floor(restMs / unitMs)
    if (count > 0) text += `${count}${unit}`
    restMs -= count * unitMs
  }
  return text
}

/** Number as Prometheus writes it. */
export function writeNumber(value: number): string {
  return Number.isFinite(value) ? String(value) : Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
}

/** All digits, never an exponent; as values are written into labels. */
export function writeDigits(value: number): string {
  const text = writeNumber(value)
  const [, mantissa = '', exponent] = /^(-?[\d.]+)e([+-]\d+)$/.exec(text) ?? []
  if (exponent === undefined) return text
  const digits = mantissa.replace(/[-.]/g, '')
  if (Number(exponent) > 0) return (value < 0 ? '-' : '') + digits.padEnd(Number(exponent) + 1, '0')
  return `${value < 0 ? '-' : ''}0.${'0'.repeat(-Number(exponent) - 1)}${digits}`
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
}
const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|([\s\S]))/g

const CODE_POINT_MAX = 0x10ffff

/** What a quoted text says; undefined when it does not end, or an escape is none. */
export function readQuoted(text: string): string | undefined {
  const quote = text[0]
  if (text.length < 2 || text.at(-1) !== quote) return undefined
  const inside = text.slice(1, -1)
  if (quote === '`') return inside
  // An odd number of backslashes before the closing quote makes it part of the text.
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(inside) || inside.includes('\n')) return undefined
  let isRight = true
  const read = inside.replace(ESCAPE, (...found: readonly (string | undefined)[]) => {
    const [, hex2, hex4, hex8, octal, one] = found
    if (one !== undefined) {
      const plain = one === otherQuote(quote) ? undefined : ESCAPES[one]
      isRight &&= plain !== undefined
      return plain ?? ''
    }
    const code = octal === undefined ? Number.parseInt(hex2 ?? hex4 ?? hex8 ?? '', 16) : Number.parseInt(octal, 8)
    isRight &&= code <= CODE_POINT_MAX
    return code <= CODE_POINT_MAX ? String.fromCodePoint(code) : ''
  })
  return isRight ? read : undefined
}

function otherQuote(quote: string | undefined): string {
  return quote === '"' ? "'" : '"'
}
