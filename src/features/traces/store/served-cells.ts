/** Table `span`: what was served in each five minutes, as a histogram, for screens that show it beside other figures. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { SECOND_MS } from '#kit/time.ts'
import type { Stretch } from '#features/telemetry/public.ts'

/** Bounds of the histogram are powers of two, so many in each doubling: a time is known to a fifth of itself. */
const BOUNDS_PER_DOUBLING = 4
/** A quarter of a day in steps of five minutes, with all bounds from a millisecond to an hour. */
const ROWS_MAX = 20_000

export interface ServedCell {
  /** `job`: work from a queue, or that nobody waits for. */
  readonly what: 'request' | 'job'
  /** Start of the five minutes, seconds since 1970. */
  readonly at: number
  /** Longest time of those counted here, in seconds; the shortest is a fifth less. */
  readonly upToSeconds: number
  readonly count: number
  readonly failed: number
}

export interface ServedCellsAsk {
  /** UUIDs of the environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly stretches: readonly Stretch[]
}

/** By time, then how long they took. What was sent twice counts twice until it is merged. */
export async function readServedCells(
  clickhouse: ClickHouse,
  { environmentIds, stretches }: ServedCellsAsk,
): Promise<readonly ServedCell[]> {
  const seconds = (ends: readonly number[]) => ends.map((end) => end / SECOND_MS)
  // Written out for each stretch: a range of time tells the store what it need not read, and the last release may be weeks ago.
  const within = stretches
    .map((_, at) => `t >= toDateTime({since:Array(UInt32)}[${at + 1}]) and t < toDateTime({until:Array(UInt32)}[${at + 1}])`)
    .join(' or ')
  const rows = await clickhouse.query<Omit<ServedCell, 'upToSeconds'> & { bound: number }>({
    name: 'traces.readServedCells',
    sql: `
      select if(kind = 2, 'request', 'job') as what, toUnixTimestamp(toStartOfFiveMinutes(t)) as at,
        toInt16(ceil(log2(greatest(duration, 1) / 1e6) * {perDoubling:UInt8})) as bound,
        toFloat64(count()) as count, toFloat64(countIf(status = 2)) as failed
      from span
      where env in {environments:Array(UUID)} and (${within}) and (kind in (2, 5) or kind = 1 and parent = 0)
      group by what, at, bound
      order by at, bound, what
      limit ${ROWS_MAX}`,
    params: {
      environments: environmentIds,
      perDoubling: BOUNDS_PER_DOUBLING,
      since: seconds(stretches.map(({ from }) => from)),
      until: seconds(stretches.map(({ to }) => to)),
    },
  })
  return rows.map(({ bound, ...row }) => ({ ...row, upToSeconds: 2 ** (bound / BOUNDS_PER_DOUBLING) / SECOND_MS }))
}
