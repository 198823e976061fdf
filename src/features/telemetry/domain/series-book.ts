/**
 * Knows the series of one environment by the bytes that their labels come in, so that labels are read, sorted and hashed once and
 * not with every sample. Senders name their series in the same order again and again: what followed a series last time is tried
 * first, which is one comparison of bytes.
 */
import { later, type Instant } from '#kit/time.ts'
import { SERIES_IDLE_MS, SERIES_PER_ENVIRONMENT_MAX, SERIES_PER_NODE_MAX, type Refusal } from './limits.ts'
import { readLabels } from './remote-write.ts'
import { ANNOUNCE_EVERY_MS, identify, type Identity } from './series.ts'

/** The name of a metric, one object for all its series, so that it is told apart without comparing texts. */
export interface MetricName {
  readonly text: string
  /** Of the record that last named it, and under which number; see `batch.ts`. */
  turn: number
  index: number
}

export interface KnownSeries {
  readonly metric: MetricName
  /** The halves of its 64-bit id. */
  readonly idLow: number
  readonly idHigh: number
  /** Its label fields as they came. */
  readonly bytes: Buffer
  announcedAt: Instant | undefined
  seenAt: Instant
  /** What came after it last time. */
  next: KnownSeries | undefined
  /** Who wants to hear its samples, and in which round of asking that was found out. */
  hear: Hear | undefined
  askedIn: number
}

/** Takes one acknowledged sample of a series, as a number or as the end of the series. */
export type Hear = (at: Instant, value: number | 'ended') => void

/** Series of all environments of this node. */
export interface SeriesCount {
  total: number
}

/** The 64-bit number of a series in this book's environment. */
export type NumberSeries = (identity: Identity) => bigint

export class SeriesBook {
  readonly #number: NumberSeries
  readonly #count: SeriesCount
  /** By label bytes as a text of one character each; texts, because their hashes are seeded and nobody can make them collide. */
  readonly #known = new Map<string, KnownSeries>()
  readonly #metrics = new Map<string, MetricName>()
  #last: KnownSeries | undefined

  constructor(number: NumberSeries, count: SeriesCount) {
    this.#number = number
    this.#count = count
  }

  get size(): number {
    return this.#known.size
  }

  /** The series whose label fields are these bytes, or why there is none. */
  find(bytes: Buffer, from: number, to: number, now: Instant): KnownSeries | Refusal {
    const guess = this.#last?.next
    const found = guess && isSame(guess.bytes, bytes, from, to) ? guess : this.#look(bytes, from, to, now)
    if (typeof found === 'string') return found
    if (this.#last) this.#last.next = found
    this.#last = found
    found.seenAt = now
    return found
  }

  /** What a series that is to be announced says of itself. */
  identityOf({ bytes }: KnownSeries): Identity {
    return identify(readLabels(bytes) ?? []) as Identity
  }

  /** Forgets the series that have not been measured for long, so that others may take their places. */
  forgetIdle(now: Instant): void {
    const since = later(now, -SERIES_IDLE_MS)
    for (const [key, series] of this.#known) {
      if (series.seenAt < since) {
        this.#known.delete(key)
        this.#count.total -= 1
      } else if (series.next && series.next.seenAt < since) series.next = undefined
    }
    this.#last = undefined
    const named = new Set([...this.#known.values()].map(({ metric }) => metric))
    for (const [text, metric] of this.#metrics) if (!named.has(metric)) this.#metrics.delete(text)
  }

  #look(bytes: Buffer, from: number, to: number, now: Instant): KnownSeries | Refusal {
    const key = bytes.toString('latin1', from, to)
    return this.#known.get(key) ?? this.#add(key, Buffer.from(bytes.subarray(from, to)), now)
  }

  #add(key: string, bytes: Buffer, now: Instant): KnownSeries | Refusal {
    const texts = readLabels(bytes)
    const identity = texts === undefined ? 'label_invalid' : identify(texts)
    if (typeof identity === 'string') return identity
    if (this.size >= SERIES_PER_ENVIRONMENT_MAX || this.#count.total >= SERIES_PER_NODE_MAX) return 'too_many_series'
    const id = this.#number(identity)
    const series: KnownSeries = {
      metric: this.#metric(identity.metric),
      idLow: Number(id & 0xffff_ffffn),
      idHigh: Number(id >> 32n),
      bytes,
      announcedAt: undefined,
      seenAt: now,
      next: undefined,
      hear: undefined,
      askedIn: 0,
    }
    this.#known.set(key, series)
    this.#count.total += 1
    return series
  }

  #metric(text: string): MetricName {
    const known = this.#metrics.get(text)
    if (known) return known
    const metric = { text, turn: 0, index: 0 }
    this.#metrics.set(text, metric)
    return metric
  }
}

/** Whether it is time to say again what a series is. */
export function isAnnouncementDue({ announcedAt }: KnownSeries, now: Instant): boolean {
  return announcedAt === undefined || later(announcedAt, ANNOUNCE_EVERY_MS) <= now
}

function isSame(known: Buffer, bytes: Buffer, from: number, to: number): boolean {
  return known.length === to - from && bytes.compare(known, 0, known.length, from, to) === 0
}
