/** Times as loggers write them. Without a zone they are UTC: nobody can know better, and servers mostly are. */
import { instant, SECOND_MS, type Instant } from '#kit/time.ts'

/** `2026-11-22T10:00:00.123Z`, with a space, a comma, a fraction of any length, with or without a zone. */
const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?\s?(Z|UTC|[+-]\d\d:?\d\d)?$/
/** As most loggers write it, and `Date.parse` reads it. */
const ISO_MILLIS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** `22/Nov/2026:10:00:00 +0100`, of access logs. */
const ACCESS = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d)(?: ([+-]\d{4}))?$/
const DIGITS = /^\d{9,19}(?:\.\d{1,9})?$/
/** What a number of seconds, milliseconds and microseconds since 1970 stays below until the year 5138. */
const [SECONDS_MAX, MILLISECONDS_MAX, MICROSECONDS_MAX] = [1e11, 1e14, 1e17]
const TEXT_LENGTH_MAX = 40

/** Undefined when it is no time. */
export function timeOf(value: unknown): Instant | undefined {
  if (typeof value === 'number') return ofNumber(value)
  if (typeof value !== 'string' || value.length > TEXT_LENGTH_MAX) return undefined
  if (ISO_MILLIS.test(value)) return parsed(value)
  if (DIGITS.test(value)) return ofNumber(Number(value))
  const iso = ISO.exec(value)
  if (iso) return ofParts(iso[1] ?? '', iso[2] ?? '', { fraction: iso[3], zone: iso[4] })
  const access = ACCESS.exec(value)
  const month = access ? MONTHS.indexOf(access[2] ?? '') : -1
  if (!access || month === -1) return undefined
  return ofParts(`${access[3]}-${String(month + 1).padStart(2, '0')}-${access[1]}`, access[4] ?? '', { zone: access[5] })
}

/** Number of a month as three English letters, from 0; -1 when it is none. */
export const monthOf = (name: string): number => MONTHS.indexOf(name)

function ofNumber(value: number): Instant | undefined {
  if (!(value > 1e8)) return undefined
  if (value < SECONDS_MAX) return instant(Math.round(value * SECOND_MS))
  if (value < MILLISECONDS_MAX) return instant(Math.floor(value))
  return value < MICROSECONDS_MAX ? instant(Math.floor(value / 1e3)) : value < 1e20 ? instant(Math.floor(value / 1e6)) : undefined
}

function ofParts(day: string, time: string, { fraction = '', zone = 'Z' }: { fraction?: string | undefined; zone?: string | undefined }) {
  const millis = fraction.slice(0, 3).padEnd(3, '0')
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')
  return parsed(`${day}T${time}.${millis}${offset}`)
}

function parsed(text: string): Instant | undefined {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? undefined : instant(ms)
}
