/** Reading of `page_item`: each statement names the environments that its caller may see. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import type { Instant } from '#kit/time.ts'

export interface Wanted {
  /** UUIDs; at least one. */
  readonly environments: readonly string[]
  readonly from: Instant
  readonly to: Instant
}

/** Rows of a list on the page; the most used come first. */
const LISTED_MAX = 100

const params = ({ environments, from, to }: Wanted) => ({ environments, from: from / 1_000, to: to / 1_000 })
const WITHIN = `env in {environments:Array(UUID)} and t >= toDateTime64({from:Float64}, 3) and t < toDateTime64({to:Float64}, 3)`
/** Null where there is nothing, which a quantile says as no number. */
const p75 = (condition: string) => `if(countIf(${condition}) = 0, null, round(quantileIf(0.75)(value, ${condition}), 3))`

export interface SumsRow {
  readonly sessions: number
  readonly views: number
  readonly sessionSeconds: number | null
}

export async function readSums(clickhouse: ClickHouse, wanted: Wanted): Promise<SumsRow> {
  const sql = `
    select toUInt32(count()) as sessions, toUInt32(sum(shown)) as views,
      if(countIf(spent > 0) = 0, null, round(quantileIf(0.5)(spent, spent > 0) / 1000, 1)) as sessionSeconds
    from (select session, env, countIf(kind in ('view', 'route')) as shown, sumIf(value, kind = 'time') as spent
      from page_item where ${WITHIN} group by env, session)`
  const [row] = await clickhouse.query<SumsRow>({ name: 'browser.readSums', sql, params: params(wanted) })
  return row ?? { sessions: 0, views: 0, sessionSeconds: null }
}

export async function countSessions(clickhouse: ClickHouse, wanted: Wanted): Promise<number> {
  const sql = `select toUInt32(uniqExact(env, session)) as sessions from page_item where ${WITHIN}`
  const [row] = await clickhouse.query<{ sessions: number }>({ name: 'browser.countSessions', sql, params: params(wanted) })
  return row?.sessions ?? 0
}

export interface CourseRow {
  /** RFC 3339 */
  readonly at: string
  readonly sessions: number
  readonly views: number
  readonly loadMs: number | null
}

/** By step, those in which nothing was told left out. */
export function readCourse(clickhouse: ClickHouse, wanted: Wanted, stepSeconds: number): Promise<readonly CourseRow[]> {
  const sql = `
    select formatDateTime(toStartOfInterval(t, toIntervalSecond({step:UInt32})), '%Y-%m-%dT%H:%i:%SZ', 'UTC') as at,
      toUInt32(uniqExact(env, session)) as sessions, toUInt32(countIf(kind in ('view', 'route'))) as views,
      ${p75(`kind = 'view' and name = ''`)} as loadMs
    from page_item where ${WITHIN} group by at order by at`
  return clickhouse.query({ name: 'browser.readCourse', sql, params: { ...params(wanted), step: stepSeconds } })
}

export interface RouteRow {
  readonly route: string
  readonly views: number
  readonly sessions: number
  readonly loadMs: number | null
  readonly ttfbMs: number | null
  readonly fcpMs: number | null
  readonly lcpMs: number | null
  readonly inpMs: number | null
  readonly cls: number | null
}

export function readRoutes(clickhouse: ClickHouse, wanted: Wanted): Promise<readonly RouteRow[]> {
  const vital = (name: string) => p75(`kind = 'vital' and name = '${name}'`)
  const sql = `
    select route, toUInt32(countIf(kind in ('view', 'route'))) as views, toUInt32(uniqExact(env, session)) as sessions,
      ${p75(`kind = 'view' and name = ''`)} as loadMs, ${vital('TTFB')} as ttfbMs, ${vital('FCP')} as fcpMs, ${vital('LCP')} as lcpMs,
      ${vital('INP')} as inpMs, ${vital('CLS')} as cls
    from page_item where ${WITHIN} and kind in ('view', 'route', 'vital') group by route order by views desc, route limit ${LISTED_MAX}`
  return clickhouse.query({ name: 'browser.readRoutes', sql, params: params(wanted) })
}

export interface FeatureRow {
  readonly name: string
  readonly uses: number
  readonly sessions: number
}

export function readFeatures(clickhouse: ClickHouse, wanted: Wanted): Promise<readonly FeatureRow[]> {
  const sql = `
    select name, toUInt32(count()) as uses, toUInt32(uniqExact(env, session)) as sessions
    from page_item where ${WITHIN} and kind = 'feature' group by name order by uses desc, name limit ${LISTED_MAX}`
  return clickhouse.query({ name: 'browser.readFeatures', sql, params: params(wanted) })
}

export interface RequestRow {
  readonly name: string
  readonly requests: number
  readonly failed: number
  readonly ms: number | null
}

export function readRequests(clickhouse: ClickHouse, wanted: Wanted): Promise<readonly RequestRow[]> {
  const sql = `
    select name, toUInt32(count()) as requests, toUInt32(countIf(status >= 400)) as failed, round(quantile(0.75)(value), 1) as ms
    from page_item where ${WITHIN} and kind = 'fetch' group by name order by requests desc, name limit ${LISTED_MAX}`
  return clickhouse.query({ name: 'browser.readRequests', sql, params: params(wanted) })
}

export interface GlanceRow {
  /** Position of the step from 0; null for all of them together. */
  readonly step: number | null
  readonly sessions: number
  readonly views: number
  readonly loads: number
  readonly loadMs: number | null
  readonly requests: number
  readonly failed: number
  readonly lcpMs: number | null
  readonly inpMs: number | null
  readonly cls: number | null
}

/** By step, those in which nothing was told left out, and all of them together. */
export async function readGlance(clickhouse: ClickHouse, wanted: Wanted, stepSeconds: number): Promise<readonly GlanceRow[]> {
  const sql = `
    select toInt32(toInt32(number) - 1) as step, toUInt32(uniqExact(env, session)) as sessions, toUInt32(countIf(kind in ('view', 'route'))) as views,
      toUInt32(countIf(kind = 'view' and name = '')) as loads, ${p75(`kind = 'view' and name = ''`)} as loadMs,
      toUInt32(countIf(kind = 'fetch')) as requests, toUInt32(countIf(kind = 'fetch' and (status >= 500 or status = 0))) as failed,
      ${p75(`kind = 'vital' and name = 'LCP'`)} as lcpMs, ${p75(`kind = 'vital' and name = 'INP'`)} as inpMs,
      ${p75(`kind = 'vital' and name = 'CLS'`)} as cls
    from (
      select env, session, kind, name, value, status, toUInt32(intDiv(toUnixTimestamp(t) - toUInt32({from:Float64}), {step:UInt32}) + 1) as number
      from page_item where ${WITHIN}
    )
    group by grouping sets ((number), ())
    order by step`
  const rows = await clickhouse.query<GlanceRow>({ name: 'browser.readGlance', sql, params: { ...params(wanted), step: stepSeconds } })
  return rows.map((row) => ({ ...row, step: row.step === -1 ? null : row.step }))
}
