/**
 * Where spans come in: held against the limits, written to a segment, and only then acknowledged. Keeping them in ClickHouse is
 * the keeper's work, later and from the segment alone.
 */
import { Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { SegmentKeeper } from '#platform/segments/segment-keeper.ts'
import { Quotas, Spool, tallyOf, windowAt, type Arrival, type Source, type SpoolBounds, type Tally } from '#features/telemetry/public.ts'
import { tracesCodes } from '../contract/codes.ts'
import { fitSpan, type SpanRefusal } from '../domain/fit.ts'
import { SPAN_QUOTA, SPANS_PER_REQUEST_MAX } from '../domain/limits.ts'
import { decodeRecord, encodeRecord, type SpanRecord } from '../domain/record.ts'
import type { Span } from '../domain/span.ts'
import { encodeSpans, insertSpans } from '../store/spans.ts'

/** How many spans were refused for each reason that came up. */
export type RefusedSpans = Partial<Record<SpanRefusal, number>>

export interface SpansReceipt {
  readonly kept: number
  readonly refused: RefusedSpans
}

/** The spans of one request. */
export interface SentSpans {
  /** Of the request as it came, packed. */
  readonly bytes: number
  readonly spans: readonly Span[]
}

export class SpanIntake {
  readonly spool: Spool
  readonly #tally: Tally
  readonly #clock: Platform['clock']
  readonly #quotas = new Quotas(SPAN_QUOTA)

  constructor(platform: Pick<Platform, 'config' | 'clock'>, bounds?: SpoolBounds) {
    this.#tally = tallyOf(platform)
    this.spool = new Spool({ config: platform.config, tally: this.#tally }, 'spans', bounds)
    this.#clock = platform.clock
  }

  /**
   * Resolves when every span that is not counted as refused is on the disk. Throws `too_many_spans`, `over_quota`, `spool_full` or
   * `disk_full`, and then none is.
   */
  async take(source: Source, sent: SentSpans): Promise<SpansReceipt> {
    const [receipt] = await this.takeTogether([{ source, ...sent }])
    return receipt as SpansReceipt
  }

  /** The same of a request for several environments, each named once: it is kept or refused as one. */
  async takeTogether(parts: readonly (SentSpans & { readonly source: Source })[]): Promise<readonly SpansReceipt[]> {
    const at = this.#clock.now()
    const arrivals = parts.map(({ source, bytes, spans }) => ({ arrival: { source, at, bytes }, spans }))
    this.#admit(arrivals, at)
    const drafts = arrivals.map(({ arrival, spans }) => ({ arrival, ...draftOf(arrival, spans) }))
    const writings = drafts.filter(({ items }) => items > 0)
    if (writings.length > 0) await this.spool.writeTogether(writings)
    return drafts.map(({ arrival, items: kept, refused }) => {
      this.#tally.kept(arrival, kept, refused)
      return { kept, refused }
    })
  }

  #admit(arrivals: readonly { readonly arrival: Arrival; readonly spans: readonly Span[] }[], now: Instant): void {
    const reject = (outcome: 'too_many_spans' | 'over_quota') => {
      for (const { arrival, spans } of arrivals) this.#tally.rejected(arrival, outcome, spans.length)
    }
    if (arrivals.reduce((sum, { spans }) => sum + spans.length, 0) > SPANS_PER_REQUEST_MAX) {
      reject('too_many_spans')
      throw new Fault(tracesCodes.too_many_spans)
    }
    const wanted = arrivals.map(({ arrival, spans }) => ({ environmentId: arrival.source.environmentId, items: spans.length }))
    const retryAfterSeconds = this.#quotas.takeTogether(wanted, now)
    if (retryAfterSeconds === 0) return
    reject('over_quota')
    throw new Fault(tracesCodes.over_quota, { retryAfterSeconds })
  }
}

function draftOf({ source, at }: Arrival, spans: readonly Span[]) {
  const window = windowAt(at)
  const taken: Span[] = []
  const refused: RefusedSpans = {}
  for (const span of spans) {
    const fit = fitSpan(span, window)
    if (typeof fit === 'string') refused[fit] = (refused[fit] ?? 0) + 1
    else taken.push(fit)
  }
  const rows = taken.length
  const record = rows > 0 ? encodeRecord({ rows, block: encodeSpans(source.environmentId, taken) }) : Buffer.alloc(0)
  return { items: rows, record, refused }
}

/** Hands the spans of ended segments to ClickHouse. */
export function spanKeeper(platform: Pick<Platform, 'clickhouse' | 'logger' | 'metrics'>, intake: SpanIntake): SegmentKeeper<SpanRecord> {
  return new SegmentKeeper(platform, {
    signal: 'spans',
    open: () => intake.spool.open(),
    decode: decodeRecord,
    keep: async (records, token) => {
      if (records.length > 0) await insertSpans(platform.clickhouse, records, token)
      return records.reduce((sum, { rows }) => sum + rows, 0)
    },
  })
}
