/**
 * What one scrape gives: the samples of the text, the ends of series that were there the last time and are gone, and what
 * Prometheus itself notes of a scrape (https://prometheus.io/docs/concepts/jobs_instances/).
 */
import { instant, later, SECOND_MS, type Instant } from '#kit/time.ts'
import { NEWLINE, type Misfit, type Reading, type SampleSink } from './exposition.ts'
import { readOpenMetrics } from './read-openmetrics.ts'
import { readText } from './read-text.ts'
import { keyOf, seriesOf, type Labels, type Sample, type Series } from './series.ts'

/** What a node remembers of the last scrape of a target. */
export interface ScrapeMemory {
  /** By how the target writes them. */
  readonly written: ReadonlyMap<string, KnownSeries>
  /** By what they are, with those of the report: what is gone the next time has ended. Nobody knows that of a series with times of its own. */
  readonly living: ReadonlyMap<string, Series>
}

interface KnownSeries {
  readonly key: string
  readonly series: Series
}

export const NOTHING_REMEMBERED: ScrapeMemory = { written: new Map(), living: new Map() }

/** What a target answered, and when it was asked. */
export interface Answered {
  readonly at: Instant
  /** Of the target: `job`, `instance` and those that were given to it. */
  readonly labels: Labels
  readonly mediaType: string
  readonly body: Uint8Array
  readonly samplesMax: number
}

export interface Scraped {
  readonly outcome: 'read' | 'too_many_samples' | 'malformed'
  /** There when it is malformed. */
  readonly misfit?: Misfit
  /** As far as the text was read. */
  readonly samples: number
  /** Samples of a series that had one for the same time already, or a later one; the first one counts. */
  readonly repeated: number
  /** Of the text; empty unless it was read. */
  readonly points: readonly Sample[]
  readonly memory: ScrapeMemory
}

/** Which format is asked for. Native histograms come only as Protocol Buffers, which are not asked for. */
export const ACCEPT = 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1'

/** Reads an answer. Nothing is kept of a text that is wrong somewhere. */
export function readAnswer(answered: Answered, before: ScrapeMemory): Scraped {
  const { body, mediaType } = answered
  const sink = new Collecting(answered, before)
  const text = decoded(body)
  const reading = text === undefined ? notUtf8(body) : read(mediaType, text, sink)
  const { outcome } = reading
  const { samples, repeated } = sink
  if (outcome === 'read') return { outcome, samples, repeated, points: sink.points, memory: sink }
  const nothing = { samples, repeated: 0, points: [], memory: NOTHING_REMEMBERED }
  return outcome === 'malformed' ? { outcome, misfit: reading.misfit, ...nothing } : { outcome, ...nothing }
}

function read(mediaType: string, text: string, sink: SampleSink): Reading {
  return mediaType.trim().toLowerCase().startsWith('application/openmetrics-text') ? readOpenMetrics(text, sink) : readText(text, sink)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    // The decoder has no other way of saying that these bytes are no text.
    return undefined
  }
}

/** Names the first line that is none. */
function notUtf8(body: Uint8Array): Reading {
  for (let line = 1, start = 0; ; line++) {
    const newline = body.indexOf(NEWLINE, start)
    const end = newline < 0 ? body.length : newline
    if (newline < 0 || decoded(body.subarray(start, end)) === undefined)
      return { outcome: 'malformed', misfit: { problem: 'not_utf8', line, column: 1 } }
    start = end + 1
  }
}

class Collecting implements SampleSink, ScrapeMemory {
  samples = 0
  repeated = 0
  readonly points: Sample[] = []
  readonly written = new Map<string, KnownSeries>()
  readonly living = new Map<string, Series>()
  readonly #answered: Answered
  readonly #before: ScrapeMemory
  /** Of series with a time of their own: the latest. */
  readonly #latest = new Map<string, number>()

  constructor(answered: Answered, before: ScrapeMemory) {
    this.#answered = answered
    this.#before = before
  }

  sample(text: string, value: number, at: number | undefined): ReturnType<SampleSink['sample']> {
    if (this.samples === this.#answered.samplesMax) return 'too_many_samples'
    this.samples += 1
    const known = this.written.get(text) ?? this.#before.written.get(text) ?? this.#know(text)
    if (known === 'label_repeated') return known
    this.written.set(text, known)
    if (this.#isRepeated(known, at)) this.repeated += 1
    else this.points.push({ ...known.series, at: at === undefined ? this.#answered.at : instant(at), value })
    return undefined
  }

  /** Of a copy: a piece of the text would hold on to all of it. */
  #know(text: string): KnownSeries | 'label_repeated' {
    const series = seriesOf(Buffer.from(text).toString(), this.#answered.labels)
    return series === 'label_repeated' ? series : { key: keyOf(series), series }
  }

  #isRepeated({ key, series }: KnownSeries, at: number | undefined): boolean {
    if (at !== undefined) {
      const latest = this.#latest.get(key)
      if (latest !== undefined && at <= latest) return true
      this.#latest.set(key, at)
      return false
    }
    if (this.living.has(key)) return true
    this.living.set(key, series)
    return false
  }
}

/** The ends of series that were there before and are not now. */
export function endedSince(before: ScrapeMemory, now: ScrapeMemory, at: Instant): readonly Sample[] {
  return [...before.living].filter(([key]) => !now.living.has(key)).map(([, series]) => ({ ...series, at, value: 'ended' }))
}

/** The memory of a target whose labels have changed: its series are others from now on, and those that were living end. */
export function relabelled({ living }: ScrapeMemory): ScrapeMemory {
  return { written: NOTHING_REMEMBERED.written, living }
}

/** The memory with the series of the report in it. */
export function remembering({ written, living }: ScrapeMemory, report: readonly Sample[]): ScrapeMemory {
  return { written, living: new Map([...living, ...report.map((sample) => [keyOf(sample), seriesIn(sample)] as const)]) }
}

/** How a scrape went, as series of its target. */
export function reportOf(labels: Labels, went: { at: Instant; isUp: boolean; durationMs: number; samples: number }): readonly Sample[] {
  const { at } = went
  return [
    { metric: 'up', labels, at, value: went.isUp ? 1 : 0 },
    { metric: 'scrape_duration_seconds', labels, at, value: went.durationMs / SECOND_MS },
    { metric: 'scrape_samples_scraped', labels, at, value: went.samples },
  ]
}

/** A second after the last scrape: within the same second the value that was kept last would win over the end. */
export function endAfter(scrapedAt: Instant, now: Instant): Instant {
  return instant(Math.max(now, later(scrapedAt, SECOND_MS)))
}

function seriesIn({ metric, labels }: Series): Series {
  return { metric, labels }
}
