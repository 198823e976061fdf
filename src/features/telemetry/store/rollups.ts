/** Tables `rollup` and `rollup_hour`: samples put together in steps, and which hours are to be made. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { encodeNative } from '#platform/clickhouse/native.ts'
import { instant, later, SECOND_MS, type Instant } from '#kit/time.ts'
import { HOURS, hourOf, MINUTES } from '../domain/resolution.ts'
import { WITHIN_PARTITIONS } from './partitions.ts'
import type { CourseAsk, StepRow } from './samples.ts'

/** Twice as long as an hour of the largest environment took where other work shared the processors. */
const ROLL_UP_TIMEOUT_MS = 120_000

/** One hour of one environment. */
export interface HourRow {
  /** UUID */
  readonly environmentId: string
  readonly hour: Instant
}

/** Says that samples of these hours came. At least one; with the same token it is said once. */
export async function markHours(clickhouse: ClickHouse, hours: readonly HourRow[], token: string): Promise<void> {
  await insertHours(
    clickhouse,
    hours.map((hour) => ({ ...hour, marks: 1, made: 0 })),
    token,
  )
}

/** An hour that is to be made, with how often it was marked until now. */
export interface HourToMake extends HourRow {
  readonly marks: number
}

/** Says that these hours are made of all samples up to those marks. At least one. */
export async function noteMade(clickhouse: ClickHouse, hours: readonly HourToMake[]): Promise<void> {
  await insertHours(
    clickhouse,
    hours.map(({ marks, ...hour }) => ({ ...hour, marks: 0, made: marks })),
  )
}

async function insertHours(clickhouse: ClickHouse, rows: readonly (HourToMake & { made: number })[], token?: string): Promise<void> {
  const block = encodeNative([
    { name: 'env', type: 'UUID', values: rows.map((row) => row.environmentId) },
    { name: 'hour', type: 'DateTime', values: rows.map((row) => row.hour / SECOND_MS) },
    { name: 'marks', type: 'UInt64', values: rows.map((row) => row.marks) },
    { name: 'made', type: 'UInt64', values: rows.map((row) => row.made) },
  ])
  await clickhouse.insertNative('rollup_hour', block, token)
}

/** Hours before `until` with marks that no roll-up knew, the earliest first. */
export async function listHoursToMake(clickhouse: ClickHouse, of: { until: Instant; limit: number }): Promise<readonly HourToMake[]> {
  const rows = await clickhouse.query<{ env: string; at: number; marked: number }>({
    name: 'telemetry.listHoursToMake',
    sql: `
      select env, toUnixTimestamp(hour) as at, toFloat64(sum(marks)) as marked
      from rollup_hour
      where hour < toDateTime({until:UInt32})
      group by env, hour
      having sum(marks) > max(made)
      order by at, env
      limit {limit:UInt32}`,
    params: { until: of.until / SECOND_MS, limit: of.limit },
  })
  return rows.map(({ env, at, marked }) => ({ environmentId: env, hour: instant(at * SECOND_MS), marks: marked }))
}

/** Start of the first hour of these environments that was never made, at the latest the hour that is running. */
export async function readUnmadeFrom(clickhouse: ClickHouse, environmentIds: readonly string[], now: Instant): Promise<Instant> {
  const rows = await clickhouse.query<{ at: number }>({
    name: 'telemetry.readUnmadeFrom',
    sql: `
      select toUnixTimestamp(hour) as at
      from rollup_hour
      where env in {environments:Array(UUID)}
      group by env, hour
      having max(made) = 0
      order by at
      limit 1`,
    params: { environments: environmentIds },
  })
  return instant(Math.min(hourOf(now), (rows[0]?.at ?? Infinity) * SECOND_MS))
}

/** Rolls up one hour of some environments, all of the same hour. Repeatable: the rows replace those of earlier runs. */
export async function rollUpHour(clickhouse: ClickHouse, hours: readonly HourToMake[]): Promise<void> {
  const from = (hours[0] as HourToMake).hour / SECOND_MS
  const params = { environments: hours.map((each) => each.environmentId), runs: hours.map((each) => each.marks), from }
  await clickhouse.command({
    name: 'telemetry.rollUpMinutes',
    sql: ROLL_UP_MINUTES,
    params: { ...params, keep: MINUTES.keepDays, step: MINUTES.stepSeconds },
    timeoutMs: ROLL_UP_TIMEOUT_MS,
  })
  await clickhouse.command({
    name: 'telemetry.rollUpHours',
    sql: ROLL_UP_HOURS,
    params: { ...params, keep: HOURS.keepDays, step: HOURS.stepSeconds, of: MINUTES.stepSeconds },
    timeoutMs: ROLL_UP_TIMEOUT_MS,
  })
}

const INTO = `
  insert into rollup (keep, env, metric, step, series, t, run, count, sum, min, max, first, last, fallen)
  settings distributed_foreground_insert = 1`
const RUN = 'arrayElement({runs:Array(UInt64)}, indexOf({environments:Array(UUID)}, env))'
const IN_HOUR = 'env in {environments:Array(UUID)} and t >= toDateTime({from:UInt32}) and t < toDateTime({from:UInt32} + 3600)'

/** Of both step lengths: what is no counter has neither a first value nor what it fell from, and then its smallest is told. */
const OF_COUNTERS = (fallen: string) => `
    if(is_counter and low = earliest, nan, low), if(high = latest, nan, high), if(is_counter, earliest, nan), latest,
    if(is_counter, ifNull(${fallen}, 0), 0)`

/** The window goes along the order in which samples lie, so nothing is sorted and memory does not grow with their number. */
const ROLL_UP_MINUTES = `${INTO}
  with countIf(isFinite(v)) as values, minIf(v, isFinite(v)) as low, maxIf(v, isFinite(v)) as high,
    argMinIf(v, t, isFinite(v)) as earliest, argMaxIf(v, t, isFinite(v)) as latest,
    countIf(isFinite(v) and v < before) as falls, falls < 2 or falls * 4 < values as is_counter
  select {keep:UInt16}, env, metric, {step:UInt16}, series, at, ${RUN}, values, sumIf(v, isFinite(v)),
    ${OF_COUNTERS('sumIf(before, isFinite(v) and v < before)')}
  from (
    select env, metric, series, t, v, toStartOfFiveMinutes(t) as at,
      anyLast(if(isFinite(v), v, null)) over (
        partition by env, metric, toStartOfHour(t), series, at order by t rows between unbounded preceding and 1 preceding
      ) as before
    from sample final
    where ${IN_HOUR}
  )
  group by env, metric, series, at`

const ROLL_UP_HOURS = `${INTO}
  with sum(count) as values, minIf(ifNotFinite(min, first), count > 0) as low, maxIf(ifNotFinite(max, last), count > 0) as high,
    argMinIf(first, t, count > 0) as earliest, argMaxIf(last, t, count > 0) as latest,
    countIf(count > 0 and isNaN(first)) = 0 as is_counter
  select {keep:UInt16}, env, metric, {step:UInt16}, series, toDateTime({from:UInt32}), ${RUN}, values, sum(sum),
    ${OF_COUNTERS('sum(fallen) + ifNull(sumIf(before, count > 0 and first < before), 0)')}
  from (
    select env, metric, series, t, count, sum, min, max, first, last, fallen,
      anyLast(if(count > 0, last, null)) over (
        partition by env, metric, step, series order by t rows between unbounded preceding and 1 preceding
      ) as before
    from rollup final
    where step = {of:UInt16} and ${IN_HOUR}
  )
  group by env, metric, series`

/** How series went over time from the roll-up with this step length, and from samples where it is not made yet; as `readCourse`. */
export async function readRolledCourse(
  clickhouse: ClickHouse,
  { environmentIds, metric, series, steps }: CourseAsk,
  { rollupSeconds, now }: { readonly rollupSeconds: number; readonly now: Instant },
): Promise<readonly StepRow[]> {
  const [from, to] = [steps.from, later(steps.from, steps.count * steps.stepSeconds * SECOND_MS)]
  const unmade = await readUnmadeFrom(clickhouse, environmentIds, now)
  const rows = await clickhouse.query<Omit<StepRow, 'series'> & { series: string }>({
    name: 'telemetry.readRolledCourse',
    sql: `
      select series, toUInt32(intDiv(toUnixTimestamp(t) - {from:UInt32}, {step:UInt32})) as step,
        min(low) as min, sum(total) / sum(values) as avg, max(high) as max, argMax(latest, t) as last
      from (
        select series, t, ifNotFinite(min, first) as low, ifNotFinite(max, last) as high, sum as total, count as values, last as latest
        from rollup final
        prewhere env in {environments:Array(UUID)} and metric = {metric:String} and step = {rollup:UInt16} and series in {series:Array(UInt64)}
          and t >= toDateTime({from:UInt32}) and t < toDateTime({madeTo:UInt32})
        where count > 0
        union all
        select series, t, v, v, v, 1, v
        from sample final
        prewhere env in {environments:Array(UUID)} and metric = {metric:String} and series in {series:Array(UInt64)}
          and t >= toDateTime({unmadeFrom:UInt32}) and t < toDateTime({to:UInt32})
        where isFinite(v)
      )
      group by series, step
      order by series, step
      ${WITHIN_PARTITIONS}`,
    params: {
      environments: environmentIds,
      metric,
      series,
      rollup: rollupSeconds,
      step: steps.stepSeconds,
      from: from / SECOND_MS,
      madeTo: Math.min(to, unmade) / SECOND_MS,
      unmadeFrom: Math.max(from, unmade) / SECOND_MS,
      to: to / SECOND_MS,
    },
  })
  return rows.map((row) => ({ ...row, series: BigInt(row.series) }))
}
