/** Tables `error` and `session_count`: reading. Every read names the environment, or those, that its caller may see. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { DAY_MS, instant, SECOND_MS, type Instant } from '#kit/time.ts'
import type { ErrorDetail, Level } from '../domain/event.ts'
import { RELEASES_SHOWN, TAG_NAMES_SHOWN, TAG_VALUES_SHOWN, TAGGED_MAX } from '../domain/figures.ts'

/** Fingerprints of an environment, as the group counts them. */
export interface KindsAsk {
  /** UUID */
  readonly environmentId: string
  readonly fingerprints: readonly string[]
}

/** Fingerprints with the group that each counts for, all UUIDs. */
export interface FiguresAsk {
  /** UUIDs of environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly fingerprints: readonly { readonly fingerprint: string; readonly groupId: string }[]
  readonly since: Instant
}

/** People affected, by group. */
export async function countUsers(clickhouse: ClickHouse, ask: FiguresAsk): Promise<ReadonlyMap<string, number>> {
  const rows = await clickhouse.query<{ grouped: string; users: number }>({
    name: 'errors.countUsers',
    sql: `
      select transform(toString(fingerprint), {fingerprints:Array(String)}, {groups:Array(String)}, '') as grouped,
        toUInt32(uniqExactIf(user_hash, user_hash != 0)) as users
      from error
      where env in {environments:Array(UUID)} and toString(fingerprint) in {fingerprints:Array(String)} and t >= fromUnixTimestamp64Milli({since:Int64})
      group by grouped
      order by grouped`,
    params: figuresParams(ask),
  })
  return new Map(rows.map(({ grouped, users }) => [grouped, users]))
}

/** Errors by group and by day, counted from the day of `since` on as 0. */
export async function countDays(
  clickhouse: ClickHouse,
  ask: FiguresAsk,
): Promise<readonly { readonly groupId: string; readonly day: number; readonly errors: number }[]> {
  const rows = await clickhouse.query<{ grouped: string; day: number; errors: number }>({
    name: 'errors.countDays',
    sql: `
      select transform(toString(fingerprint), {fingerprints:Array(String)}, {groups:Array(String)}, '') as grouped,
        toUInt32(dateDiff('day', fromUnixTimestamp64Milli({since:Int64}, 'UTC'), t)) as day, toUInt32(uniqExact(id)) as errors
      from error
      where env in {environments:Array(UUID)} and toString(fingerprint) in {fingerprints:Array(String)} and t >= fromUnixTimestamp64Milli({since:Int64})
      group by grouped, day
      order by grouped, day`,
    params: figuresParams(ask),
  })
  return rows.map(({ grouped, ...row }) => ({ ...row, groupId: grouped }))
}

function figuresParams({ environmentIds, fingerprints, since }: FiguresAsk) {
  return {
    environments: environmentIds,
    fingerprints: fingerprints.map(({ fingerprint }) => fingerprint),
    groups: fingerprints.map(({ groupId }) => groupId),
    since,
  }
}

export interface ReleaseRow {
  readonly release: string
  readonly errors: number
  readonly firstAt: Instant
  readonly lastAt: Instant
}

/** Releases in which errors of these kinds happened, the latest first. */
export async function listReleasesOf(clickhouse: ClickHouse, { environmentId, fingerprints }: KindsAsk): Promise<readonly ReleaseRow[]> {
  const rows = await clickhouse.query<{ release: string; errors: number; first: string; last: string }>({
    name: 'errors.listReleasesOf',
    sql: `
      select release, toUInt32(uniqExact(id)) as errors, toUnixTimestamp64Milli(min(t)) as first, toUnixTimestamp64Milli(max(t)) as last
      from error
      where env = {environment:UUID} and fingerprint in {fingerprints:Array(UUID)} and release != ''
      group by release
      order by last desc, release
      limit ${RELEASES_SHOWN}`,
    params: { environment: environmentId, fingerprints },
  })
  return rows.map(({ first, last, ...row }) => ({ ...row, firstAt: instant(Number(first)), lastAt: instant(Number(last)) }))
}

/** The most frequent values of each tag among the latest errors, by name. */
export async function listTags(
  clickhouse: ClickHouse,
  { environmentId, fingerprints }: KindsAsk,
): Promise<readonly { readonly name: string; readonly value: string; readonly errors: number }[]> {
  return clickhouse.query({
    name: 'errors.listTags',
    sql: `
      select name, value, toUInt32(count()) as errors
      from (
        select tupleElement(pair, 1) as name, tupleElement(pair, 2) as value
        from (
          select arrayJoin(arrayZip(mapKeys(tags), mapValues(tags))) as pair
          from (
            select tags from error
            where env = {environment:UUID} and fingerprint in {fingerprints:Array(UUID)}
            order by t desc
            limit ${TAGGED_MAX}
          )
        )
      )
      group by name, value
      order by name, errors desc, value
      limit ${TAG_VALUES_SHOWN} by name
      limit ${TAG_NAMES_SHOWN * TAG_VALUES_SHOWN}`,
    params: { environment: environmentId, fingerprints },
  })
}

export interface ErrorHeadRow {
  /** 32 hexadecimal digits. */
  readonly id: string
  readonly at: Instant
  readonly title: string
  readonly level: Level
  readonly release: string
  readonly platform: string
}

export interface ErrorsAsk extends KindsAsk {
  /** Only those before; undefined for the latest. */
  readonly before: { readonly at: Instant; readonly id: string } | undefined
  readonly limit: number
}

const MS_MAX = 4_102_444_800_000
const UUID_MAX = 'f'.repeat(32)

/** The latest first, of one millisecond by id. */
export async function listErrors(clickhouse: ClickHouse, ask: ErrorsAsk): Promise<readonly ErrorHeadRow[]> {
  const rows = await clickhouse.query<Omit<ErrorHeadRow, 'at'> & { at: string }>({
    name: 'errors.listErrors',
    sql: `
      select lower(hex(e.id)) as id, toUnixTimestamp64Milli(t) as at, title, level, release, platform
      from error as e
      where env = {environment:UUID} and fingerprint in {fingerprints:Array(UUID)}
        and (toUnixTimestamp64Milli(t), lower(hex(e.id))) < ({at:Int64}, {id:String})
      order by t desc, id desc
      limit 1 by t, id
      limit {limit:UInt32}`,
    params: {
      environment: ask.environmentId,
      fingerprints: ask.fingerprints,
      at: ask.before?.at ?? MS_MAX,
      id: ask.before?.id ?? UUID_MAX,
      limit: ask.limit,
    },
  })
  return rows.map(({ at, ...row }) => ({ ...row, at: instant(Number(at)) }))
}

export interface ErrorDetailRow extends ErrorHeadRow {
  readonly traceId: string | null
  readonly tags: Readonly<Record<string, string>>
  readonly detail: ErrorDetail
}

/** One error by its id (32 digits), or the latest. Undefined when it is not there, or of another kind. */
export async function readError(
  clickhouse: ClickHouse,
  ask: KindsAsk & { readonly id: string | undefined },
): Promise<ErrorDetailRow | undefined> {
  type Row = Omit<ErrorHeadRow, 'at'> & { at: string; trace: string; tags: Readonly<Record<string, string>>; detail: string }
  const [row] = await clickhouse.query<Row>({
    name: 'errors.readError',
    sql: `
      select lower(hex(e.id)) as id, toUnixTimestamp64Milli(t) as at, title, level, release, platform, lower(hex(e.trace)) as trace, tags, detail
      from error as e
      where env = {environment:UUID} and fingerprint in {fingerprints:Array(UUID)} and ({id:String} = '' or lower(hex(e.id)) = {id:String})
      order by t desc, id desc
      limit 1`,
    params: { environment: ask.environmentId, fingerprints: ask.fingerprints, id: ask.id ?? '' },
  })
  if (row === undefined) return undefined
  const { at, trace, detail, ...rest } = row
  return { ...rest, at: instant(Number(at)), traceId: /^0+$/.test(trace) ? null : trace, detail: JSON.parse(detail) as ErrorDetail }
}

/** People say something hours or days after the error. */
const BEFORE_FEEDBACK_MS = 14 * DAY_MS

/** Of errors that are kept, by environment and id as UUIDs, with a space between; each is looked for in the days before its instant. */
export async function fingerprintsOfErrors(
  clickhouse: ClickHouse,
  errors: readonly { readonly environmentId: string; readonly errorId: string; readonly at: Instant }[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await clickhouse.query<{ place: string; kind: string }>({
    name: 'errors.fingerprintsOfErrors',
    sql: `
      select concat(toString(env), ' ', toString(e.id)) as place, toString(any(fingerprint)) as kind
      from error as e
      where env in {environments:Array(UUID)} and t >= fromUnixTimestamp64Milli({since:Int64}) and e.id in {ids:Array(UUID)}
      group by env, e.id
      order by place`,
    params: {
      environments: [...new Set(errors.map(({ environmentId }) => environmentId))],
      ids: errors.map(({ errorId }) => errorId),
      since: Math.min(...errors.map(({ at }) => at)) - BEFORE_FEEDBACK_MS,
    },
  })
  return new Map(rows.map(({ place, kind }) => [place, kind]))
}

export interface HealthRow {
  readonly environmentId: string
  readonly release: string
  readonly sessions: number
  readonly errored: number
  readonly crashed: number
  readonly lastAt: Instant
}

/** Runs by environment and release, those that ran last first. */
export async function listHealth(
  clickhouse: ClickHouse,
  { environmentIds, since, limit }: { readonly environmentIds: readonly string[]; readonly since: Instant; readonly limit: number },
): Promise<readonly HealthRow[]> {
  const rows = await clickhouse.query<Omit<HealthRow, 'environmentId' | 'lastAt'> & { env: string; last: number }>({
    name: 'errors.listHealth',
    sql: `
      select env, release, toFloat64(sum(s.sessions)) as sessions, toFloat64(sum(s.errored)) as errored, toFloat64(sum(s.crashed)) as crashed,
        toUnixTimestamp(max(t)) as last
      from session_count as s final
      where env in {environments:Array(UUID)} and t >= toDateTime({since:UInt32})
      group by env, release
      order by last desc, env, release
      limit {limit:UInt32}`,
    params: { environments: environmentIds, since: Math.floor(since / SECOND_MS), limit },
  })
  return rows.map(({ env, last, ...row }) => ({ ...row, environmentId: env, lastAt: instant(last * SECOND_MS) }))
}
