/**
 * Where spans come in: held against the limits, written to a segment, and only then acknowledged. Keeping them in ClickHouse is
 * the keeper's work, later and from the segment alone.
 */
import { Fault } from '#kit/fault.ts'
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
  async take(source: Source, { bytes, spans }: SentSpans): Promise<SpansReceipt> {
    const arrival = { source, at: this.#clock.now(), bytes }
    this.#admit(arrival, spans.length)
    const window = windowAt(arrival.at)
    const taken: Span[] = []
    const refused: RefusedSpans = {}
    for (const span of spans) {
      const fit = fitSpan(span, window)
      if (typeof fit === 'string') refused[fit] = (refused[fit] ?? 0) + 1
      else taken.push(fit)
    }
    const rows = taken.length
    if (rows > 0) await this.spool.write(arrival, rows, encodeRecord({ rows, block: encodeSpans(source.environmentId, taken) }))
    this.#tally.kept(arrival, rows, refused)
    return { kept: rows, refused }
  }

  #admit(arrival: Arrival, spans: number): void {
    if (spans > SPANS_PER_REQUEST_MAX) {
      this.#tally.rejected(arrival, 'too_many_spans', spans)
      throw new Fault(tracesCodes.too_many_spans)
    }
    const retryAfterSeconds = this.#quotas.take(arrival.source.environmentId, spans, arrival.at)
    if (retryAfterSeconds === 0) return
    this.#tally.rejected(arrival, 'over_quota', spans)
    throw new Fault(tracesCodes.over_quota, { retryAfterSeconds })
  }
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
