/** Tables `alert_watch` and `alert_transition`. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Labels } from '../domain/rule.ts'
import type { Standing } from '../domain/watch.ts'
import type { EvaluationReason, WatchState } from '../domain/words.ts'

/** Which rule on which target; UUIDs. */
export interface WatchKey {
  readonly ruleKey: string
  readonly applicationId: string
  readonly environmentId: string
  readonly target: string
}

export interface WatchRow extends WatchKey, Standing {
  readonly id: string
  readonly labels: Labels
  readonly reason: EvaluationReason
  readonly value: number | null
}

const columns = sql`
  id, application_id as "applicationId", environment_id as "environmentId", rule_key as "ruleKey", target, labels, state, since,
  firing_since as "firingSince", recoveries, reason, value`

export interface WatchWrite {
  readonly key: WatchKey
  readonly labels: Labels
  readonly before: Standing
  readonly after: Standing
  readonly reason: EvaluationReason
  readonly value: number | null
}

/**
 * Writes a transition over the state that was judged. Undefined when it is not there any more: another node has seen more. A watch that
 * was never written is `ok`.
 */
export async function moveWatch(tx: Tx, { key, labels, before, after, reason, value }: WatchWrite): Promise<string | undefined> {
  const firingSince = after.firingSince === null ? null : toDate(after.firingSince)
  const query = sql<{ id: string }>`
    insert into alert_watch as w
      (id, application_id, environment_id, rule_key, target, labels, state, since, firing_since, recoveries, reason, value)
    select ${uuidv7()}, ${key.applicationId}, ${key.environmentId}, ${key.ruleKey}, ${key.target}, ${JSON.stringify(labels)}::jsonb,
      ${after.state}, ${toDate(after.since)}, ${firingSince}, ${JSON.stringify(after.recoveries)}::jsonb, ${reason}, ${value}::float8
    on conflict (rule_key, environment_id, target) do update
      set state = excluded.state, since = excluded.since, firing_since = excluded.firing_since, recoveries = excluded.recoveries,
        labels = excluded.labels, reason = excluded.reason, value = excluded.value
      where w.state = ${before.state} and w.since <= excluded.since and (w.firing_since is null) = ${before.firingSince === null}
    returning id`
  return (await named(tx, 'alerting.moveWatch', query))[0]?.id
}

export interface TransitionRow {
  readonly id: string
  readonly at: Instant
  readonly from: WatchState
  readonly to: WatchState
  readonly reason: EvaluationReason
  readonly value: number | null
}

export async function insertTransition(
  tx: Tx,
  of: { readonly watchId: string; readonly alertId: string | null; readonly write: WatchWrite },
): Promise<void> {
  const { before, after, reason, value } = of.write
  const query = sql`
    insert into alert_transition (id, watch_id, alert_id, at, from_state, to_state, reason, value)
    values (${uuidv7()}, ${of.watchId}, ${of.alertId}, ${toDate(after.since)}, ${before.state}, ${after.state}, ${reason}, ${value})`
  await affected(tx, 'alerting.insertTransition', query)
}

/** Of a watch, the latest first. */
export function listTransitions(tx: Tx, of: { readonly watchId: string; readonly limit: number }): Promise<TransitionRow[]> {
  const query = sql<TransitionRow>`
    select id, at, from_state as "from", to_state as "to", reason, value from alert_transition
    where watch_id = ${of.watchId} order by at desc, id desc limit ${of.limit}`
  return named(tx, 'alerting.listTransitions', query)
}

/** Older ones are forgotten; returns how many. */
export function forgetTransitions(tx: Tx, of: { readonly before: Instant; readonly limit: number }): Promise<number> {
  const query = sql`
    delete from alert_transition
    where id in (select id from alert_transition where at < ${toDate(of.before)} order by at limit ${of.limit})`
  return affected(tx, 'alerting.forgetTransitions', query)
}

export async function findWatch(tx: Tx, key: Omit<WatchKey, 'applicationId'>): Promise<WatchRow | undefined> {
  const query = sql<WatchRow>`
    select ${columns} from alert_watch
    where rule_key = ${key.ruleKey} and environment_id = ${key.environmentId} and target = ${key.target}`
  return (await named(tx, 'alerting.findWatch', query))[0]
}

export async function findWatchById(tx: Tx, id: string): Promise<WatchRow | undefined> {
  return (await named(tx, 'alerting.findWatchById', sql<WatchRow>`select ${columns} from alert_watch where id = ${id}`))[0]
}

/** What does not stand as if it had never been looked at, by id. */
export function listStanding(tx: Tx, page: { readonly afterId: string | null; readonly limit: number }): Promise<WatchRow[]> {
  const after = page.afterId === null ? sql`true` : sql`id > ${page.afterId}::uuid`
  const query = sql<WatchRow>`
    select ${columns} from alert_watch where (state <> 'ok' or recoveries <> '[]'::jsonb) and ${after} order by id limit ${page.limit}`
  return named(tx, 'alerting.listStanding', query)
}
