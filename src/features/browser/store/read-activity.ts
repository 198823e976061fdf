/** Reading of `page_item` for how much something is used: by day, by week, by release. Each names its environments. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'

/** Names of features, routes and requests in each release of two weeks; more than an application has. */
const USES_MAX = 20_000

export interface ActivityAsk {
  /** UUIDs of the environments that the caller may see; at least one. */
  readonly environments: readonly string[]
  /** Exclusive end of what is read; weeks are counted back from it. */
  readonly to: Instant
}

const WEEK_SECONDS = 604_800
const since = ({ environments, to }: ActivityAsk, seconds: number) => ({ environments, to: to / SECOND_MS, from: to / SECOND_MS - seconds })
const WITHIN = 'env in {environments:Array(UUID)} and t >= toDateTime64({from:Float64}, 3) and t < toDateTime64({to:Float64}, 3)'
/** Every session begins with a view; its requests and vitals tell nothing more of how long it was or how much of it there was. */
const VISITS = `${WITHIN} and kind in ('view', 'route', 'time')`
/** Whether an item is of the week that ends now; otherwise it is of the one before. */
const THIS_WEEK = `t >= toDateTime64({to:Float64} - ${WEEK_SECONDS}, 3)`
const second = (at: string) => `toDateTime(${at}, 'UTC')`
const WEEK = second(`{to:Float64} - ${WEEK_SECONDS}`)
/** Those that belong to two weeks, or to one and to none. */
const CUT_HOURS = [second('{from:Float64}'), WEEK, second('{to:Float64}')].map((at) => `toStartOfHour(${at})`).join(', ')

export interface DayRow {
  /** As RFC 3339 writes it, UTC. */
  readonly day: string
  readonly sessions: number
}

/** Sessions of each day of a month, days without any left out; by days of UTC, whole as the projection `sessions_by_day` counts them. */
export function readDays(clickhouse: ClickHouse, ask: ActivityAsk): Promise<readonly DayRow[]> {
  return clickhouse.query({
    name: 'browser.readDays',
    sql: `
      select toString(date) as day, toUInt32(sum(found)) as sessions
      from (
        select env, toDate(t) as date, uniqExactIf(session, kind in ('view', 'route', 'time')) as found
        from page_item
        where env in {environments:Array(UUID)} and toDate(t) > toDate(${second('{from:Float64}')}) and toDate(t) <= toDate(${second('{to:Float64}')})
        group by env, date
      )
      group by date
      having sessions > 0
      order by date`,
    params: since(ask, 30 * 86_400),
  })
}

export interface WeekRow {
  /** UUID */
  readonly environmentId: string
  readonly isThisWeek: boolean
  readonly sessions: number
  readonly views: number
  /** Median of the time for which a session was looked at; null where nobody told. */
  readonly sessionSeconds: number | null
}

/** This week and the one before, by environment; those without a session are left out. */
export async function readWeeks(clickhouse: ClickHouse, ask: ActivityAsk): Promise<readonly WeekRow[]> {
  const rows = await clickhouse.query<Omit<WeekRow, 'environmentId' | 'isThisWeek'> & { env: string; current: number }>({
    name: 'browser.readWeeks',
    sql: `
      select place as env, current, toUInt32(count()) as sessions, toUInt32(sum(shown)) as views,
        if(countIf(spent > 0) = 0, null, round(quantileIf(0.5)(spent, spent > 0) / 1000, 1)) as sessionSeconds
      from (
        select any(env) as place, ${THIS_WEEK} as current, countIf(kind != 'time') as shown, sumIf(value, kind = 'time') as spent
        from page_item where ${VISITS} group by cityHash64(env, session), current
      )
      group by env, current
      order by env, current`,
    params: since(ask, 2 * WEEK_SECONDS),
  })
  return rows.map(({ env, current, ...row }) => ({ ...row, environmentId: env, isThisWeek: current === 1 }))
}

export interface UseRow {
  /** `feature`: what the page counts by name. `route`: a page. `fetch`: what a page asks for. */
  readonly kind: 'feature' | 'route' | 'fetch'
  readonly name: string
  readonly release: string
  readonly isThisWeek: boolean
  readonly uses: number
}

/**
 * What was used in this week and the one before, by release; the most used first. Whole hours come from the projection `uses_by_hour`;
 * items themselves are read of the hours in which one of the weeks begins or ends.
 */
export async function readUses(clickhouse: ClickHouse, ask: ActivityAsk): Promise<readonly UseRow[]> {
  const rows = await clickhouse.query<Omit<UseRow, 'isThisWeek'> & { current: number }>({
    name: 'browser.readUses',
    sql: `
      select if(item in ('view', 'route'), 'route', toString(item)) as kind, if(item in ('view', 'route'), path, called) as name, release, current,
        toUInt32(sum(counted)) as uses
      from (
        select kind as item, route as path, name as called, release, toStartOfHour(t) >= ${WEEK} as current, count() as counted
        from page_item
        where env in {environments:Array(UUID)} and toStartOfHour(t) > ${second('{from:Float64}')} and toStartOfHour(t) < ${second('{to:Float64}')}
          and toStartOfHour(t) not in (${CUT_HOURS}) and kind in ('view', 'route', 'fetch', 'feature')
        group by env, toStartOfHour(t), item, path, called, release
        union all
        select kind, route, name, release, ${THIS_WEEK}, 1
        from page_item
        where ${WITHIN} and toStartOfHour(t) in (${CUT_HOURS}) and kind in ('view', 'route', 'fetch', 'feature')
      )
      group by kind, name, release, current
      order by uses desc, kind, name, release
      limit ${USES_MAX}`,
    params: since(ask, 2 * WEEK_SECONDS),
  })
  return rows.map(({ current, ...row }) => ({ ...row, isThisWeek: current === 1 }))
}

export interface SessionHourRow {
  /** Start, seconds since 1970. */
  readonly at: number
  readonly sessions: number
  /** Median of the time for which a session was looked at within the hour; null where nobody told. */
  readonly seconds: number | null
}

export interface SessionHoursAsk {
  /** UUID of an environment that the caller may see. */
  readonly environmentId: string
  /** Both on full hours; `to` exclusive. */
  readonly from: Instant
  readonly to: Instant
}

/** Sessions that looked at a page in each hour; hours without any are left out. */
export function readSessionHours(clickhouse: ClickHouse, { environmentId, from, to }: SessionHoursAsk): Promise<readonly SessionHourRow[]> {
  return clickhouse.query({
    name: 'browser.readSessionHours',
    sql: `
      select at, toUInt32(count()) as sessions, if(countIf(spent > 0) = 0, null, round(quantileIf(0.5)(spent, spent > 0) / 1000, 1)) as seconds
      from (
        select toUnixTimestamp(toStartOfHour(t)) as at, sumIf(value, kind = 'time') as spent
        from page_item where ${VISITS} group by cityHash64(session), at
      )
      group by at
      order by at`,
    params: { environments: [environmentId], from: from / SECOND_MS, to: to / SECOND_MS },
  })
}
