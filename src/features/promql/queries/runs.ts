/** Samples as parts of a table hold them, put together into series. */
import { SECOND_MS } from '#kit/time.ts'
import type { SampleColumns } from '#features/telemetry/public.ts'
import type { KeptSeries } from './engine/source.ts'
import { isSameSeries, numberAt, type SeriesNumber } from './series-number.ts'

/** Rows of one series after each other, ascending in time. */
export interface Run {
  readonly rows: SampleColumns
  readonly from: number
  readonly to: number
}

/** Adds the runs of these rows to those that are known of each series. */
export function gatherRuns(rows: SampleColumns, runs: Map<SeriesNumber, Run[]>): void {
  for (let from = 0, to = 1; from < rows.rows; from = to, to += 1) {
    while (to < rows.rows && isSameSeries(rows.series, from, to) && isAfter(rows.seconds, to)) to += 1
    const number = numberAt(rows.series, from)
    const known = runs.get(number)
    if (known) known.push({ rows, from, to })
    else runs.set(number, [{ rows, from, to }])
  }
}

const isAfter = (seconds: Uint32Array, row: number): boolean => (seconds[row] as number) >= (seconds[row - 1] as number)

const STALE_HIGH = 0x7ff0_0000
const STALE_LOW = 2

/** All samples of one series, ascending in time whatever the order of its runs. */
export function joinRuns(runs: readonly Run[]): Omit<KeptSeries, 'labels'> {
  const places = placesOf(runs)
  const count = places.reduce((sum, { from, to }) => sum + to - from, 0)
  const times = new Float64Array(count)
  const values = new Float64Array(count)
  let ended: Uint8Array | null = null
  let at = 0
  for (const { rows, from, to } of places) {
    values.set(rows.values.subarray(from, to), at)
    const bits = new Uint32Array(rows.values.buffer)
    for (let row = from; row < to; row++, at++) {
      times[at] = (rows.seconds[row] as number) * SECOND_MS
      if (bits[2 * row] !== STALE_LOW || bits[2 * row + 1] !== STALE_HIGH) continue
      ended ??= new Uint8Array(count)
      ended[at] = 1
    }
  }
  return { times, values, ended }
}

/**
 * Runs one after the other. Parts come in any order, and rows of two that happen to lie beside each other may pass for one run around
 * a sample of a third; then every row is a run of its own.
 */
function placesOf(runs: readonly Run[]): readonly Run[] {
  const sorted = runs.toSorted((a, b) => firstOf(a) - firstOf(b))
  if (sorted.every((run, index) => index === 0 || lastOf(sorted[index - 1] as Run) <= firstOf(run))) return sorted
  const single = runs.flatMap(({ rows, from, to }) =>
    Array.from({ length: to - from }, (_, row) => ({ rows, from: from + row, to: from + row + 1 })),
  )
  return single.toSorted((a, b) => firstOf(a) - firstOf(b))
}

const firstOf = ({ rows, from }: Run): number => rows.seconds[from] as number
const lastOf = ({ rows, to }: Run): number => rows.seconds[to - 1] as number
