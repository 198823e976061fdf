/** Parameters as Prometheus's API takes them. */
import { readDuration } from '../domain/text.ts'

export type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>

/** The first value of a parameter; undefined when it was not sent, or is empty. */
export function first(parameters: Parameters, name: string): string | undefined {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined
  return (typeof value === 'string' ? value : value?.[0]) || undefined
}

/** All values of a parameter. */
export function every(parameters: Parameters, name: string): readonly string[] {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** Parameters of a form, or of an address. */
export function fromForm(text: string): Parameters {
  const form = new URLSearchParams(text)
  return Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]))
}

const SECONDS = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
/** The last moment that JavaScript's dates know. */
const MOMENT_MS_MAX = 8.64e15

/** RFC 3339, or seconds since 1970; in milliseconds. undefined for anything else. */
export function readMoment(text: string): number | undefined {
  const ms = SECONDS.test(text) ? Math.round(Number(text) * 1_000) : /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN
  return Math.abs(ms) <= MOMENT_MS_MAX ? ms : undefined
}

/** A duration, or seconds; in milliseconds. undefined for anything else and for what is not longer than nothing. */
export function readLength(text: string): number | undefined {
  const ms = SECONDS.test(text) ? Math.round(Number(text) * 1_000) : readDuration(text)
  return ms !== undefined && ms > 0 && Number.isFinite(ms) ? ms : undefined
}
