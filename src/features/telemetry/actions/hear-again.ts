/**
 * Hands samples of the last minutes from ClickHouse to who wants to hear them: those that were acknowledged when the process before
 * ended, and that nobody had heard yet. Most were heard; hearing one again must change nothing.
 */
import { instant, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { isEnded, type SampleListener } from '../domain/hearing.ts'
import { readSampleColumns } from '../store/sample-columns.ts'
import { conditionsOf } from '../store/series-matching.ts'
import { listSeries, type SeriesRow } from '../store/series.ts'

export interface HearAgainAsk {
  /** UUIDs of the environments whose samples are heard. */
  readonly environmentIds: readonly string[]
  readonly metric: string
  readonly since: Instant
}

/** A node hears no more series than it may know. */
const SERIES_MAX = 200_000
/** Series are announced every hour, so that those of the last two are all that can have a sample in the last minutes. */
const ANNOUNCED_WITHIN_MS = 7_200_000
const TIMEOUT_MS = 30_000

/** Of each series in the order of time. */
export async function hearAgain(
  { clickhouse, clock }: Pick<Platform, 'clickhouse' | 'clock'>,
  { environmentIds, metric, since }: HearAgainAsk,
  listener: SampleListener,
): Promise<void> {
  const seenSince = instant(Math.max(0, clock.now() - ANNOUNCED_WITHIN_MS))
  const series = await listSeries(clickhouse, { environmentIds, metric, seenSince, limit: SERIES_MAX })
  const hears = new Map(series.flatMap((row) => hearOf(row, listener)))
  if (hears.size === 0) return
  const conditions = conditionsOf(environmentIds, [{ label: '__name__', op: '=', value: metric }])
  const {
    rows,
    series: ids,
    seconds,
    values,
  } = await readSampleColumns(clickhouse, {
    conditions,
    fromSeconds: Math.ceil(since / SECOND_MS),
    toSeconds: Math.ceil(clock.now() / SECOND_MS),
    share: { of: 1, rest: 0 },
    signal: new AbortController().signal,
    timeoutMs: TIMEOUT_MS,
  })
  const halves = new Uint32Array(values.buffer, values.byteOffset, 2 * rows)
  const order = Array.from({ length: rows }, (_none, row) => row).toSorted((a, b) => (seconds[a] as number) - (seconds[b] as number))
  for (const row of order) {
    const id = (BigInt(ids[2 * row + 1] as number) << 32n) | BigInt(ids[2 * row] as number)
    hears.get(id)?.(instant((seconds[row] as number) * SECOND_MS), isEnded(halves, row) ? 'ended' : (values[row] as number))
  }
}

function hearOf({ environmentId, metric, id, labels }: SeriesRow, listener: SampleListener) {
  const hear = listener.wanted({ environmentId, metric, id, labels: () => labels })
  return hear === undefined ? [] : [[id, hear] as const]
}
