/** Counts what arrives, by where it came from and what became of it; handed on and begun anew every few seconds. */
import { MINUTE_MS, instant, type Instant } from '#kit/time.ts'
import type { Refusal } from './limits.ts'
import type { Refused } from './take-samples.ts'

export const PROTOCOLS = [
  'remote_write',
  'scrape',
  'otlp_metrics',
  'otlp_traces',
  'otlp_logs',
  'json_lines',
  'syslog',
  'sentry',
  'browser',
  'databases',
  'collector',
] as const
export type Protocol = (typeof PROTOCOLS)[number]

/** Why a whole request was not taken. */
export const REJECTIONS = [
  'malformed',
  'too_many_samples',
  'too_many_lines',
  'too_many_spans',
  'too_many_events',
  'origin_refused',
  'too_large',
  'over_quota',
  'spool_full',
  'disk_full',
] as const
export type Rejection = (typeof REJECTIONS)[number]

/** What became of items (samples, lines, spans or errors, as their protocol says): kept, or why not. */
export type Outcome = 'kept' | Refusal | Rejection

/** Who sent, where to, and how. */
export interface Source {
  /** UUID */
  readonly environmentId: string
  /** UUID of the key; null for what the program measures or fetches itself. */
  readonly keyId: string | null
  readonly protocol: Protocol
}

export interface TallyRow extends Source {
  /** Start of the minute. */
  readonly at: Instant
  readonly outcome: Outcome
  readonly requests: number
  /** 0 for a request that could not be read as far as to count them. */
  readonly items: number
  /** Of bodies as they came. */
  readonly bytes: number
}

/** One request. */
export interface Arrival {
  readonly source: Source
  readonly at: Instant
  readonly bytes: number
}

export class Tally {
  readonly #rows = new Map<string, TallyRow>()

  kept(arrival: Arrival, items: number, refused: Refused): void {
    this.#add(arrival, { outcome: 'kept', requests: 1, items, bytes: arrival.bytes })
    for (const [outcome, count] of Object.entries(refused) as [Refusal, number][])
      this.#add(arrival, { outcome, requests: 1, items: count, bytes: 0 })
  }

  rejected(arrival: Arrival, outcome: Rejection, items: number): void {
    this.#add(arrival, { outcome, requests: 1, items, bytes: arrival.bytes })
  }

  /** What was counted since the last time, once. */
  drain(): readonly TallyRow[] {
    const rows = [...this.#rows.values()]
    this.#rows.clear()
    return rows
  }

  #add({ source, at }: Arrival, counts: Pick<TallyRow, 'outcome' | 'requests' | 'items' | 'bytes'>): void {
    const row = { ...source, at: instant(Math.floor(at / MINUTE_MS) * MINUTE_MS), ...counts }
    const key = `${row.environmentId} ${row.keyId} ${row.protocol} ${row.outcome} ${row.at}`
    const before = this.#rows.get(key)
    const sum = (of: 'requests' | 'items' | 'bytes') => (before?.[of] ?? 0) + row[of]
    this.#rows.set(key, { ...row, requests: sum('requests'), items: sum('items'), bytes: sum('bytes') })
  }
}
