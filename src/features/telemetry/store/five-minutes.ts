/**
 * What metrics say in each five minutes, put together by some of their labels: from roll-ups, and from samples where they are not
 * made yet. For screens that show many figures at once, whose series nobody wants one by one.
 */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'
import { MINUTES } from '../domain/resolution.ts'
import type { Labels } from '../domain/series.ts'
import { WITHIN_PARTITIONS } from './partitions.ts'
import { readUnmadeFrom } from './rollups.ts'

/** A stretch of time, `to` exclusive; both ends on full five minutes. */
export interface Stretch {
  readonly from: Instant
  readonly to: Instant
}

/** Series are told apart by the first of these labels that they have. */
export interface Apart {
  readonly labels: readonly string[]
  /** Only so many of its first characters. */
  readonly charactersMax: number
}

export interface FiveMinutesAsk {
  /** UUIDs of the environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly metrics: readonly string[]
  readonly stretches: readonly Stretch[]
  readonly by: readonly Apart[]
  readonly now: Instant
}

/** One five minutes of the series of a metric that share what tells them apart. */
export interface FiveMinutesRow {
  readonly metric: string
  /** What tells them apart, in the order of the question; empty for those without such a label. */
  readonly by: readonly string[]
  /** Start, seconds since 1970. */
  readonly at: number
  /** By how much counters rose, together; nothing is known before their first value. */
  readonly risen: number
  /** The greatest of the means of the series, and whose it is. */
  readonly high: number
  readonly highest: Labels
  readonly low: number
  /** Of the means of the series. */
  readonly sum: number
}

/** Three conventions with some twenty bounds and five classes of answers over a quarter of a day. */
const ROWS_MAX = 50_000

const OF_METRICS = 'env in {environments:Array(UUID)} and metric in {metrics:Array(String)}'
/**
 * What a step says of a series, and how far it rose inside of it, as the README of telemetry says it of counters. Conditions of the key
 * stand in `prewhere`: it is applied before the rows that replace each other are told apart, for which all others would be read too.
 */
const made = (near: string) => `
  select series, toUnixTimestamp(t) as at, sum as added, count as counted, first, last, if(isNaN(first), 0, last - first + fallen) as inside
  from rollup final
  prewhere ${OF_METRICS} and step = {step:UInt16} and t < toDateTime({unmade:UInt32}) and (${near})
  where count > 0`
/** The same of samples, put together here: neighbours are looked for among steps then, of which there are far fewer. */
const unmade = (near: string) => `
  select series, at, arraySum(values), length(values), values[1] as first, values[-1] as last,
    last - first + arraySum(arrayMap((before, after) -> if(after < before, before, 0), arrayPopBack(values), arrayPopFront(values)))
  from (
    select series, toUnixTimestamp(toStartOfFiveMinutes(t)) as at, arrayMap(sample -> sample.2, arraySort(groupArray((t, v)))) as values
    from sample final
    prewhere ${OF_METRICS} and t >= toDateTime({unmade:UInt32}) and (${near})
    where isFinite(v)
    group by series, at
  )`
/** With what a step rose by over the one before. */
const ROSE = 'inside + if(isNaN(first) or isNaN(before), 0, if(first >= before, first - before, first))'

/**
 * By metric, then time. What tells groups apart goes through the sums as one number and is said by the labels of the series with the
 * greatest mean, which is one of the group: texts beside every step would cost as much as reading it. Throws Fault `common.store_unavailable`
 * while the store is away.
 */
export async function readFiveMinutes(clickhouse: ClickHouse, ask: FiveMinutesAsk): Promise<readonly FiveMinutesRow[]> {
  const { environmentIds, metrics, stretches, by, now } = ask
  if (environmentIds.length === 0 || metrics.length === 0) return []
  const unmadeFrom = await readUnmadeFrom(clickhouse, environmentIds, now)
  // With the five minutes before each, whose last value the first one rises from.
  const near = inAny(stretches, (since, until) => `t >= toDateTime(${since} - {step:UInt16}) and t < toDateTime(${until})`)
  return clickhouse.query<FiveMinutesRow>({
    name: 'telemetry.readFiveMinutes',
    sql: `
      with arrayMap(
        (names, characters) -> substring(arrayFirst(value -> value != '', arrayMap(name -> labels[name], names)), 1, characters),
        {names:Array(Array(String))}, {characters:Array(UInt16)}
      ) as apart
      select named.metric as metric, named.apart as by, at, risen, high, named.labels as highest, low, sum
      from (
        select at, sum(if(s.delta, added, rose)) as risen, max(mean) as high, argMax(series, mean) as whose, min(mean) as low, sum(mean) as sum
        from (
          select series, at, added, added / counted as mean, ${ROSE} as rose
          from (
            select series, at, added, counted, inside, first,
              lagInFrame(last, 1, nan) over (
                partition by series, roundDown(at, {begins:Array(UInt32)}) order by at rows between 1 preceding and current row
              ) as before
            from (${made(near)} union all ${unmade(near)})
          )
          where ${inAny(stretches, (since, until) => `at >= ${since} and at < ${until}`)}
        ) as p
        global inner join (
          select id, labels['__temporality__'] = 'delta' as delta, cityHash64(metric, apart) as kind from series final where ${OF_METRICS}
        ) as s on s.id = p.series
        group by s.kind, at
      ) as cells
      global inner join (select id, metric, labels, apart from series final where ${OF_METRICS}) as named on named.id = cells.whose
      order by metric, at, by
      limit ${ROWS_MAX}
      ${WITHIN_PARTITIONS}`,
    params: {
      environments: environmentIds,
      metrics,
      step: MINUTES.stepSeconds,
      unmade: unmadeFrom / SECOND_MS,
      since: stretches.map(({ from }) => from / SECOND_MS),
      until: stretches.map(({ to }) => to / SECOND_MS),
      begins: beginsOf(stretches),
      names: by.map(({ labels }) => labels),
      characters: by.map(({ charactersMax }) => charactersMax),
    },
  })
}

/**
 * From when on rows are read without a break, seconds since 1970, ascending: what a counter said in one stretch is not what it rises from
 * in another, hours later, when it was silent between them.
 */
function beginsOf(stretches: readonly Stretch[]): readonly number[] {
  const { stepSeconds } = MINUTES
  const read = stretches.map(({ from, to }) => ({ since: from / SECOND_MS - stepSeconds, until: to / SECOND_MS }))
  return read
    .toSorted((one, other) => one.since - other.since)
    .filter(({ since }) => !read.some((other) => other.since < since && since <= other.until))
    .map(({ since }) => since)
}

/** Written out for each stretch: a range of time tells the store what it need not read. */
function inAny(stretches: readonly Stretch[], within: (since: string, until: string) => string): string {
  return stretches
    .map((_, index) => `(${within(`{since:Array(UInt32)}[${index + 1}]`, `{until:Array(UInt32)}[${index + 1}]`)})`)
    .join(' or ')
}
