/**
 * What samples of a series say together in cells of equal length, for functions of the change over long times: a cell holds what came
 * after its start and until its end, so that windows whose ends are those of cells can be put together exactly.
 */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { nativeColumn } from '#platform/clickhouse/native-read.ts'
import { ofSamples, type Conditions } from './series-matching.ts'
import type { Asking } from './series-search.ts'

export interface CellsAsk extends Asking {
  readonly conditions: Conditions
  /** Start of the first cell in seconds since 1970; a sample just there belongs to a cell -1 of its own. */
  readonly fromSeconds: number
  readonly cellSeconds: number
  /** Cells that are wanted, `to` exclusive. */
  readonly from: number
  readonly to: number
}

/** One row a cell with samples, two where midnight lies within it. */
export interface CellRows {
  readonly rows: number
  /** Pairs of 32 bits, the lower one first. */
  readonly series: Uint32Array
  /** Number of the cell, one more than its place: the cell -1 is 0. */
  readonly cell: Uint32Array
  readonly count: Uint32Array
  readonly firstSeconds: Uint32Array
  readonly lastSeconds: Uint32Array
  readonly first: Float64Array
  readonly last: Float64Array
  /** 0 where no value is smaller than the one before it; where it is 1 that is not known. */
  readonly mayFall: Uint8Array
}

/** Values of counters compare as the bits of their numbers do, and whole numbers add up exactly: so is told whether any of them fell. */
const FALLS = `
  min(v) < 0 or isNaN(min(v)) or countIf(isNaN(v)) > 0
    or deltaSumTimestamp(reinterpretAsInt64(v), t) != reinterpretAsInt64(last) - reinterpretAsInt64(first)`

const NOT_ENDED = 'reinterpretAsUInt64(v) != 0x7ff0000000000002'
const CELL = 'toUInt32(intDiv(toInt64(toUnixTimestamp(t)) - {start:Int64} + {length:Int64} - 1, {length:Int64}))'
const IN_CELLS = `
  toInt64(toUnixTimestamp(t)) > {start:Int64} + ({from:Int64} - 1) * {length:Int64}
    and toInt64(toUnixTimestamp(t)) <= {start:Int64} + ({to:Int64} - 1) * {length:Int64}
    and t >= toDateTime({fromSeconds:UInt32}) and t <= toDateTime({toSeconds:UInt32})`

function paramsOf({ conditions, fromSeconds, cellSeconds, from, to }: CellsAsk) {
  // One cell before the first, whose last sample may be the one just at the start.
  const [earliest, latest] = [fromSeconds + (from - 1) * cellSeconds, fromSeconds + (to - 1) * cellSeconds]
  const bounds = { fromSeconds: Math.max(0, earliest), toSeconds: Math.max(0, latest) }
  return { ...conditions.params, start: fromSeconds, length: cellSeconds, from, to, ...bounds }
}

/**
 * Cells with samples. Stale markers are no samples. Days apart, because the samples of two days lie in two partitions, which are read in any
 * order: what goes back in time looks as if counters had fallen, and would be read once more.
 */
export async function readWindowCells(clickhouse: ClickHouse, ask: CellsAsk): Promise<CellRows> {
  const answer = await clickhouse.queryNative({
    name: 'telemetry.readWindowCells',
    sql: `
      select series, ${CELL} as cell, toUInt32(count()) as count, min(t) as firstSeconds, max(t) as lastSeconds,
        argMin(v, t) as first, argMax(v, t) as last, toUInt8(${FALLS}) as mayFall
      from sample final
      where ${ofSamples(ask.conditions)} and ${IN_CELLS} and ${NOT_ENDED}
      group by series, cell, toDate(t)`,
    params: paramsOf(ask),
    signal: ask.signal,
    timeoutMs: ask.timeoutMs,
  })
  return {
    rows: answer.rows,
    series: nativeColumn(answer, 'series', 'UInt64'),
    cell: nativeColumn(answer, 'cell', 'UInt32'),
    count: nativeColumn(answer, 'count', 'UInt32'),
    firstSeconds: nativeColumn(answer, 'firstSeconds', 'DateTime'),
    lastSeconds: nativeColumn(answer, 'lastSeconds', 'DateTime'),
    first: nativeColumn(answer, 'first', 'Float64'),
    last: nativeColumn(answer, 'last', 'Float64'),
    mayFall: nativeColumn(answer, 'mayFall', 'UInt8'),
  }
}

export interface FallRows {
  readonly rows: number
  readonly series: Uint32Array
  readonly cell: Uint32Array
  /** Sum of the values after which a smaller one came. */
  readonly fallen: Float64Array
}

/** What counters had reached when they started anew, in these cells only. */
export async function readCellFalls(clickhouse: ClickHouse, ask: CellsAsk, cells: readonly number[]): Promise<FallRows> {
  const answer = await clickhouse.queryNative({
    name: 'telemetry.readCellFalls',
    sql: `
      select series, cell, sum(before) as fallen
      from (
        select series, ${CELL} as cell, v,
          lagInFrame(v, 1, v) over (partition by series, cell order by t rows between 1 preceding and current row) as before
        from sample final
        where ${ofSamples(ask.conditions)} and ${IN_CELLS} and ${NOT_ENDED} and ${CELL} in {cells:Array(UInt32)}
      )
      where v < before
      group by series, cell`,
    params: { ...paramsOf(ask), cells },
    signal: ask.signal,
    timeoutMs: ask.timeoutMs,
  })
  return {
    rows: answer.rows,
    series: nativeColumn(answer, 'series', 'UInt64'),
    cell: nativeColumn(answer, 'cell', 'UInt32'),
    fallen: nativeColumn(answer, 'fallen', 'Float64'),
  }
}
