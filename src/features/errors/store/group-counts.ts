/** How often errors of each group happen, and to how many people: by environment, group and window of time. */
import { sql } from 'kysely'
import { joinRecord } from '#core/records/public.ts'
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Instant } from '#kit/time.ts'

export interface CountedAsk {
  /** UUIDs of environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly from: Instant
  /** The first moment that no longer counts. */
  readonly to: Instant
}

/** A kind of error of an environment, both UUIDs. */
export interface SeenKind {
  readonly environmentId: string
  readonly fingerprint: string
}

/** Kinds of which an error happened, the most frequent first. */
export function listSeenKinds(clickhouse: ClickHouse, ask: CountedAsk & { readonly limit: number }): Promise<readonly SeenKind[]> {
  return clickhouse.query<SeenKind>({
    name: 'errors.listSeenKinds',
    sql: `
      select toString(env) as environmentId, toString(error.fingerprint) as fingerprint
      from error
      where env in {environments:Array(UUID)} and t >= fromUnixTimestamp64Milli({from:Int64}) and t < fromUnixTimestamp64Milli({to:Int64})
      group by environmentId, fingerprint
      order by count() desc, environmentId, fingerprint
      limit {limit:UInt32}`,
    params: { environments: ask.environmentIds, from: ask.from, to: ask.to, limit: ask.limit },
  })
}

export interface OpenGroup extends SeenKind {
  /** UUID */
  readonly groupId: string
  readonly number: number
}

/** The groups of these kinds that somebody has neither resolved nor ignored. */
export function listOpenGroups(tx: Tx, kinds: readonly SeenKind[]): Promise<OpenGroup[]> {
  const query = sql<OpenGroup>`
    select f.environment_id as "environmentId", f.fingerprint, f.group_id as "groupId", r.number
    from unnest(${kinds.map(({ environmentId }) => environmentId)}::uuid[], ${kinds.map(({ fingerprint }) => fingerprint)}::uuid[])
      as k (environment_id, fingerprint)
    join error_fingerprint f on f.environment_id = k.environment_id and f.fingerprint = k.fingerprint
    ${joinRecord(sql`f.group_id`)}
    where r.state = 'open'`
  return named(tx, 'errors.listOpenGroups', query)
}

export interface GroupWindow {
  /** UUIDs. */
  readonly environmentId: string
  readonly groupId: string
  /** Position from 0; windows without an error are left out. */
  readonly window: number
  readonly events: number
  readonly users: number
}

/** By environment, group and window; an error that came twice counts once. */
export function countGroupWindows(
  clickhouse: ClickHouse,
  ask: CountedAsk & { readonly windowMs: number; readonly groups: readonly OpenGroup[] },
): Promise<readonly GroupWindow[]> {
  return clickhouse.query<GroupWindow>({
    name: 'errors.countGroupWindows',
    sql: `
      select toString(env) as environmentId,
        transform(toString(fingerprint), {fingerprints:Array(String)}, {groups:Array(String)}, '') as groupId,
        toUInt32(intDiv(toUnixTimestamp64Milli(t) - {from:Int64}, {window:Int64})) as window,
        toFloat64(uniqExact(id)) as events, toFloat64(uniqExactIf(user_hash, user_hash != 0)) as users
      from error
      where env in {environments:Array(UUID)} and toString(fingerprint) in {fingerprints:Array(String)}
        and t >= fromUnixTimestamp64Milli({from:Int64}) and t < fromUnixTimestamp64Milli({to:Int64})
      group by environmentId, groupId, window
      order by environmentId, groupId, window`,
    params: {
      environments: ask.environmentIds,
      fingerprints: ask.groups.map(({ fingerprint }) => fingerprint),
      groups: ask.groups.map(({ groupId }) => groupId),
      from: ask.from,
      to: ask.to,
      window: ask.windowMs,
    },
  })
}
