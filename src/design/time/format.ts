/** Times and figures in the reader's language and zone. */
import { i18n } from '@lingui/core'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { preferences } from '../preferences/preferences.ts'

/** The browser's own flavour of the language (en-GB, de-AT), because it decides 14:00 or 2 PM. */
function formatLocale(): string {
  const { locale } = i18n
  return navigator.languages.find((one) => one.startsWith(locale)) ?? (locale === 'en' ? 'en-GB' : locale)
}

const cache = new Map<string, Intl.DateTimeFormat>()

/** In the reader's language and zone; made once for the same options. */
export function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const { zone } = preferences()
  const key = `${i18n.locale}|${zone ?? ''}|${JSON.stringify(options)}`
  let format = cache.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(formatLocale(), { ...options, ...(zone ? { timeZone: zone } : {}) })
    cache.set(key, format)
  }
  return format
}

/** Date, time to the second and zone: what stands behind every relative time. */
export function absoluteTime(at: string | number): string {
  return dateFormat({
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at))
}

/** Day and time to the millisecond, for what happens many times a second. */
export function preciseTime(at: string | number): string {
  return dateFormat({
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  }).format(new Date(at))
}

/** A day that belongs to no zone, such as `2026-11-22`. */
export function calendarDay(day: string): string {
  return new Intl.DateTimeFormat(formatLocale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
}

export function clockTime(at: string | number): string {
  return dateFormat({ hour: '2-digit', minute: '2-digit' }).format(new Date(at))
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * DAY_MS],
  ['month', 30 * DAY_MS],
  ['week', 7 * DAY_MS],
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
]

/** "3 min ago", "in 2 hr"; under a minute "just now", because a running count of seconds only makes a page restless. */
export function relativeTime(at: string | number, fromMs: number): string {
  const distanceMs = new Date(at).getTime() - fromMs
  const step = steps.find(([, lengthMs]) => Math.abs(distanceMs) >= lengthMs)
  if (!step) return distanceMs > 15 * SECOND_MS ? i18n.t('in a moment') : i18n.t('just now')
  return new Intl.RelativeTimeFormat(formatLocale(), { numeric: 'auto', style: 'short' }).format(Math.trunc(distanceMs / step[1]), step[0])
}

export type Unit = 'percent' | 'bytes' | 'bytes/s' | 'ms' | 'per_second' | 'count' | 'number'

const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/** A figure with its unit, short enough to be read in passing. Null is said as an en dash. */
export function figure(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–'
  if (unit === 'percent') return `${short(value)} %`
  if (unit === 'ms') return value >= SECOND_MS ? `${short(value / SECOND_MS)} s` : `${short(value)} ms`
  if (unit === 'per_second') return `${short(value)} /s`
  if (unit === 'count') return number(value)
  if (unit === 'number') return short(value)
  const size = Math.abs(value)
  const power = size < 1 ? 0 : Math.min(BINARY.length - 1, Math.floor(Math.log2(size) / 10))
  return `${short(value / 1024 ** power)} ${BINARY[power]}${unit === 'bytes/s' ? '/s' : ''}`
}

/** Below ten a figure needs its first decimal, above it only unrest; what is tiny or huge says its first digits. */
function short(value: number): string {
  const size = Math.abs(value)
  if (size > 0 && size < 0.05) return new Intl.NumberFormat(formatLocale(), { maximumSignificantDigits: 2 }).format(value)
  if (size >= 1_000_000) return new Intl.NumberFormat(formatLocale(), { notation: 'compact', maximumFractionDigits: 1 }).format(value)
  return number(value, size < 10 && !Number.isInteger(value) ? 1 : 0)
}

export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(formatLocale(), { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value)
}

/** With as many decimals as it has, and at most so many: for limits that people typed. */
export function plain(value: number, digitsMax: number): string {
  return new Intl.NumberFormat(formatLocale(), { maximumFractionDigits: digitsMax }).format(value)
}
