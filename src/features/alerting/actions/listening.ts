/** Looks at samples of rules over single series where they arrive, and says which rules that read more have something to read. */
import type { AskedSeries, Hear, SampleListener } from '#features/telemetry/public.ts'
import type { Instant } from '#kit/time.ts'
import type { RuleBook, WatchedPlace } from '../access/rule-book.ts'
import { isAbout, metricsOf, type Rule } from '../domain/rule.ts'
import type { Seen } from '../domain/watch.ts'
import type { Watch, Watching } from './watching.ts'

/** What is done with the series of a metric in an environment. */
interface Wanted {
  /** Rules that are judged with each sample. */
  readonly judged: readonly Rule[]
  /** Rules that are looked at again once samples have come. */
  readonly read: readonly Rule[]
}

export class Listening implements SampleListener {
  readonly #book: RuleBook
  readonly #watching: Watching
  readonly #onRead: (environmentId: string, rules: readonly Rule[]) => void
  /** By environment and metric; made anew when rules change. */
  #byMetric = new Map<string, WantedBook>()
  #made = -1

  /** `onRead` is told of rules that read more than the sample which came. */
  constructor(book: RuleBook, watching: Watching, onRead: (environmentId: string, rules: readonly Rule[]) => void) {
    this.#book = book
    this.#watching = watching
    this.#onRead = onRead
  }

  get round(): number {
    return this.#book.round
  }

  wanted(series: AskedSeries): Hear | undefined {
    const wanted = this.#bookOf(series.environmentId)
    const place = this.#book.place(series.environmentId)
    const { judged = [], read = [] } = wanted?.byMetric.get(series.metric) ?? {}
    const reading = [...read, ...(wanted?.ofAny ?? [])]
    if (place === undefined || (judged.length === 0 && reading.length === 0)) return undefined
    const labels = series.labels()
    const target = series.id.toString(16)
    const watches = judged
      .filter(({ source }) => isAbout(source, labels))
      .map((rule) => this.#watching.watch(place, rule, { target, labels }))
    if (watches.length === 0 && reading.length === 0) return undefined
    return (at, value) => {
      this.#hear(watches, at, value)
      if (reading.length > 0) this.#onRead(series.environmentId, reading)
    }
  }

  #hear(watches: readonly Watch[], at: Instant, value: number | 'ended'): void {
    const seen: Seen = value === 'ended' ? { kind: 'ended' } : { kind: 'value', value }
    for (const watch of watches) this.#watching.see(watch, at, seen)
  }

  #bookOf(environmentId: string): WantedBook | undefined {
    if (this.#made !== this.#book.round) {
      this.#byMetric = new Map([...this.#book.places()].map((place) => [place.environmentId, wantedIn(this.#book, place)]))
      this.#made = this.#book.round
    }
    return this.#byMetric.get(environmentId)
  }
}

interface WantedBook {
  readonly byMetric: ReadonlyMap<string, Wanted>
  /** Rules that read whatever comes. */
  readonly ofAny: readonly Rule[]
}

function wantedIn(book: RuleBook, { rules }: WatchedPlace): WantedBook {
  const byMetric = new Map<string, { judged: Rule[]; read: Rule[] }>()
  const wantedOf = (metric: string) => {
    const wanted = byMetric.get(metric) ?? { judged: [], read: [] }
    byMetric.set(metric, wanted)
    return wanted
  }
  const ofAny: Rule[] = []
  for (const rule of rules) {
    for (const metric of metricsOf(rule.source)) wantedOf(metric).judged.push(rule)
    const read = book.metricsRead(rule.source)
    if (read === null) ofAny.push(rule)
    else for (const metric of read) wantedOf(metric).read.push(rule)
  }
  return { byMetric, ofAny }
}
