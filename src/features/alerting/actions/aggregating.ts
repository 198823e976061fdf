/**
 * Looks at rules that read more than the sample that comes: answers of PromQL, courses of series, requests, log lines, errors, findings
 * at databases, series that say nothing any more. One node does so for all, by a lease; what it finds is judged like any sample. What
 * reads series is looked at as soon as samples of theirs have come, everything else every so often. A rule is looked at again no sooner
 * than fifty times as long as reading it took, so that many rules slow each other down and nothing else.
 */
import { uuidv7 } from 'uuidv7'
import { later, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { RuleBook, WatchedPlace } from '../access/rule-book.ts'
import { LEASE_MS } from '../domain/limits.ts'
import type { Rule, SourceKind } from '../domain/rule.ts'
import { holdLease } from '../store/lease.ts'
import type { AlertNeeds } from './about.ts'
import { endOrphans } from './end-orphans.ts'
import { observeExpression } from './observe-promql.ts'
import { observeBurning, observeRequests } from './observe-requests.ts'
import { observeCourses, observeSilentSeries } from './observe-series.ts'
import { observeErrors, observeFindings, observeLines } from './observe-signals.ts'
import type { Asking, Observed } from './observing.ts'
import type { Watching } from './watching.ts'

type Needs = AlertNeeds & Pick<Platform, 'clickhouse' | 'logger'>

/** Rules of one reading: the same question about any number of environments. */
interface Reading {
  readonly kind: SourceKind
  readonly asked: { readonly rule: Rule; readonly place: WatchedPlace }[]
}

/** Longest time between two looks. What reads series is looked at sooner when samples come; then this lets old ones leave the window. */
const EVERY_MS: Readonly<Partial<Record<SourceKind, number>>> = {
  requests: 250,
  burn_rate: 15 * SECOND_MS,
  change: 15 * SECOND_MS,
  forecast: 60 * SECOND_MS,
  absence: 5 * SECOND_MS,
  promql: 15 * SECOND_MS,
  logs: SECOND_MS,
  errors: 2 * SECOND_MS,
  database_finding: 15 * SECOND_MS,
}
/** Shortest time between two looks at what samples have come for. A trend is no news within a minute. */
const AFTER_DATA_MS: Readonly<Partial<Record<SourceKind, number>>> = { promql: 250, change: 250, forecast: 60 * SECOND_MS }
const REST_FACTOR = 50

export class Aggregating {
  readonly #platform: Needs
  readonly #book: RuleBook
  readonly #watching: Watching
  readonly #node = uuidv7()
  /** By question: when it was looked at, and how long it rests. */
  readonly #looked = new Map<string, { readonly at: Instant; readonly restMs: number }>()
  /** Questions for which samples have come since they were looked at. */
  readonly #fresh = new Set<string>()
  #readings: ReadonlyMap<string, Reading> = new Map()
  #readIn = 0
  #heldUntil = 0 as Instant
  #isOurs = false
  /** The round of rules for which watches without one were ended. */
  #endedIn = 0
  #failing = new Set<string>()

  constructor(platform: Needs, book: RuleBook, watching: Watching) {
    this.#platform = platform
    this.#book = book
    this.#watching = watching
  }

  /** Whether this node is the one that looks, as far as it knows. */
  get isOurs(): boolean {
    return this.#isOurs
  }

  /** Samples have come for these questions. */
  refresh(questions: Iterable<string>): void {
    for (const question of questions) this.#fresh.add(question)
  }

  /** Looks at what is due, when this node is the one that does. */
  async turn(): Promise<void> {
    if (!this.#book.isLoaded || !(await this.#holds())) return
    await this.#endOrphans()
    for (const [question, reading] of this.#questions()) {
      const begun = this.#platform.clock.now()
      if (!this.#isDue(question, reading, begun)) continue
      const begunMs = performance.now()
      this.#fresh.delete(question)
      await this.#look(question, reading, begun)
      const ended = this.#platform.clock.now()
      // A clock that is set forward meanwhile must not let a rule rest for hours.
      const tookMs = Math.min(ended - begun, performance.now() - begunMs)
      this.#looked.set(question, { at: ended, restMs: REST_FACTOR * tookMs })
    }
  }

  #isDue(question: string, { kind }: Reading, now: Instant): boolean {
    const looked = this.#looked.get(question)
    // A clock that was set back would let it rest until the same hour comes again.
    if (looked === undefined || now < looked.at) return true
    const everyMs = (this.#fresh.has(question) ? AFTER_DATA_MS[kind] : undefined) ?? EVERY_MS[kind] ?? 0
    return now >= later(looked.at, Math.max(everyMs, looked.restMs))
  }

  /** One that cannot be read, such as an expression that reads too much, must not keep the others from being looked at. */
  async #look(question: string, reading: Reading, now: Instant): Promise<void> {
    try {
      this.#tell(reading, await this.#read(reading, now), now)
      this.#failing.delete(question)
    } catch (error) {
      if (!this.#failing.has(question)) this.#platform.logger.warn({ err: error, question }, 'a rule cannot be looked at')
      this.#failing.add(question)
    }
  }

  async #endOrphans(): Promise<void> {
    const { round } = this.#book
    if (round === this.#endedIn) return
    await endOrphans(this.#platform, this.#book)
    this.#endedIn = round
  }

  async #holds(): Promise<boolean> {
    const { work, clock } = this.#platform
    const at = clock.now()
    if (at < this.#heldUntil) return this.#isOurs
    this.#isOurs = await work.run((tx) => holdLease(tx, { node: this.#node, at, forMs: LEASE_MS }))
    this.#heldUntil = later(at, LEASE_MS / 3)
    return this.#isOurs
  }

  /** Equal questions of many environments are one; made anew when rules change. */
  #questions(): ReadonlyMap<string, Reading> {
    if (this.#readIn === this.#book.round) return this.#readings
    const readings = new Map<string, Reading>()
    for (const place of this.#book.places()) {
      for (const rule of place.rules) {
        const question = questionOf(rule, place.environmentId)
        if (question === undefined) continue
        const reading = readings.get(question) ?? { kind: rule.source.kind, asked: [] }
        reading.asked.push({ rule, place })
        readings.set(question, reading)
      }
    }
    for (const known of [this.#looked, this.#fresh, this.#failing])
      for (const question of known.keys()) if (!readings.has(question)) known.delete(question)
    this.#readings = readings
    this.#readIn = this.#book.round
    return readings
  }

  #read({ kind, asked }: Reading, now: Instant): Promise<Observed> {
    const { clickhouse, clock, work } = this.#platform
    const ask: Asking = { clickhouse, clock, work, asked, now }
    if (kind === 'requests') return observeRequests(ask)
    if (kind === 'burn_rate') return observeBurning(ask)
    if (kind === 'promql') return observeExpression({ ...ask, book: this.#book })
    if (kind === 'logs') return observeLines(ask)
    if (kind === 'errors') return observeErrors(ask)
    if (kind === 'database_finding') return observeFindings(ask)
    return kind === 'absence' ? observeSilentSeries(ask) : observeCourses(ask)
  }

  #tell({ asked }: Reading, { found, missing }: Observed, now: Instant): void {
    const seenNow = new Set(
      found.map(({ place, rule, target, labels, at, seen }) => {
        const watch = this.#watching.watch(place, rule, { target, labels })
        this.#watching.see(watch, at, seen)
        return watch
      }),
    )
    if (missing === undefined) return
    for (const watch of asked.flatMap(({ rule, place }) => this.#watching.known(place, rule))) {
      const seen = seenNow.has(watch) ? undefined : missing(watch)
      if (seen !== undefined) this.#watching.see(watch, now, seen)
      if (seen !== undefined && seen.kind !== 'no_data') this.#watching.forget(watch)
    }
  }
}

/**
 * What is read for a rule, apart from what is made of it, and from where unless that matters: an expression of two environments at once
 * would add up what does not belong together. Undefined for one that reads nothing.
 */
export function questionOf({ source }: Rule, environmentId: string): string | undefined {
  if (EVERY_MS[source.kind] === undefined) return undefined
  if (source.kind === 'promql') return `promql ${environmentId} ${source.expression}`
  if (source.kind === 'requests') return `requests ${source.overMs} ${source.service} ${source.operation}`
  if (source.kind === 'burn_rate') return `burn_rate ${source.service}`
  if (source.kind === 'change' || source.kind === 'forecast') return `${source.kind} ${source.overMs} ${source.metric}`
  if (source.kind === 'logs') return `logs ${JSON.stringify(source)}`
  if (source.kind === 'errors') return isCounted(source) ? `errors ${source.measure === 'spike'} ${source.overMs}` : undefined
  return source.kind === 'absence' ? `absence ${source.metric}` : source.kind
}

/** New and regressed groups are told by errors themselves. */
const isCounted = ({ measure }: Extract<Rule['source'], { readonly kind: 'errors' }>): boolean =>
  measure !== 'new' && measure !== 'regressed'
