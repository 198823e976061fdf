/** Hands samples that are acknowledged to whoever wants to hear them, before they are anywhere else. */
import { instant, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Batch } from './batch.ts'
import { labelsOf, type Identity, type Labels } from './series.ts'
import type { Hear, KnownSeries } from './series-book.ts'

/** Wants to hear some series. Each is asked about once in a round, so that a sample nobody wants costs a comparison. */
export interface SampleListener {
  /** Which round of asking it is, from 1; rises when other answers are to be expected. */
  readonly round: number
  /** Undefined: nobody wants it. */
  readonly wanted: (series: AskedSeries) => Hear | undefined
}

export interface AskedSeries {
  /** UUID */
  readonly environmentId: string
  readonly metric: string
  /** Its 64-bit number. */
  readonly id: bigint
  /** Read from what came, so asked for only when the metric is wanted at all. */
  readonly labels: () => Labels
}

/** One sample on its way to who wants it. */
export interface Heard {
  readonly hear: Hear
  readonly at: Instant
  readonly value: number | 'ended'
}

/** The stale marker of Prometheus, in halves. */
const STALE_LOW = 2
const STALE_HIGH = 0x7ff00000

/** Whether the value in this place, in halves, says that its series has ended. */
export const isEnded = (halves: Int32Array | Uint32Array, row: number): boolean =>
  halves[2 * row] === STALE_LOW && halves[2 * row + 1] === STALE_HIGH

/** The samples of a batch that somebody wants. Read before the batch is filled again. */
export function heardOf(
  batch: Batch,
  listener: SampleListener,
  of: { readonly environmentId: string; readonly identityOf: (series: KnownSeries) => Identity },
): readonly Heard[] {
  const heard: Heard[] = []
  const doubles = new Float64Array(batch.values.buffer)
  for (let row = 0; row < batch.rows; row++) {
    const series = batch.series[row] as KnownSeries
    if (series.askedIn !== listener.round) ask(series, listener, of)
    if (series.hear === undefined) continue
    const isOver = isEnded(batch.values, row)
    const at = instant((batch.seconds[row] as number) * SECOND_MS)
    heard.push({ hear: series.hear, at, value: isOver ? 'ended' : (doubles[row] as number) })
  }
  return heard
}

function ask(series: KnownSeries, listener: SampleListener, of: Parameters<typeof heardOf>[2]): void {
  const id = (BigInt(series.idHigh) << 32n) | BigInt(series.idLow)
  const labels = () => labelsOf(of.identityOf(series))
  series.hear = listener.wanted({ environmentId: of.environmentId, metric: series.metric.text, id, labels })
  series.askedIn = listener.round
}
