/** Table `alert`. */
import { sql } from 'kysely'
import { joinRecord } from '#core/records/public.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Speaker } from '../domain/placing.ts'
import type { JudgedOutside, Labels, Source } from '../domain/rule.ts'
import type { Condition } from '../domain/watch.ts'
import type { AlertSeverity, PageReason, PlaceReason } from '../domain/words.ts'

export interface AlertRow {
  readonly id: string
  readonly watchId: string
  /** Of its watch: the number of a series, or what else tells targets of the rule apart. */
  readonly target: string
  readonly applicationId: string
  readonly environmentId: string
  readonly componentId: string | null
  readonly ruleKey: string
  readonly ruleName: string
  readonly severity: AlertSeverity
  readonly labels: Labels
  readonly source: Source | JudgedOutside
  readonly condition: Condition
  readonly value: number | null
  readonly facesUsers: boolean
  readonly onlyWithUsers: boolean
  readonly isLearning: boolean
  readonly foldedInto: string | null
  readonly placeReason: PlaceReason
  readonly speaksSince: Instant | null
  readonly pages: boolean
  readonly pageReason: PageReason
  readonly pagedAt: Instant | null
  readonly openedAt: Instant
  readonly acknowledgedAt: Instant | null
  readonly acknowledgedBy: string | null
  readonly recoveredAt: Instant | null
}

const columns = sql`
  a.id, a.watch_id as "watchId", a.target, a.application_id as "applicationId", a.environment_id as "environmentId",
  a.component_id as "componentId", a.rule_key as "ruleKey", a.rule_name as "ruleName", a.severity, a.labels, a.source, a.condition,
  a.value, a.faces_users as "facesUsers", a.only_with_users as "onlyWithUsers", a.is_learning as "isLearning",
  a.folded_into as "foldedInto", a.place_reason as "placeReason", a.speaks_since as "speaksSince", a.pages, a.page_reason as "pageReason",
  a.paged_at as "pagedAt", a.opened_at as "openedAt", a.acknowledged_at as "acknowledgedAt", a.acknowledged_by as "acknowledgedBy",
  a.recovered_at as "recoveredAt"`

/** Whoever opens, folds or raises alerts of an application does so alone, until the transaction ends. */
export async function lockApplication(tx: Tx, applicationId: string): Promise<void> {
  await named(tx, 'alerting.lockApplication', sql`select pg_advisory_xact_lock(hashtextextended(${`alerts ${applicationId}`}, 0))`)
}

const dateOf = (at: Instant | null) => (at === null ? null : toDate(at))

/** The record of the same id is written before. */
export async function insertAlert(tx: Tx, row: AlertRow): Promise<void> {
  const query = sql`
    insert into alert (id, watch_id, target, application_id, environment_id, component_id, rule_key, rule_name, severity, labels, source, condition,
      value, faces_users, only_with_users, is_learning, folded_into, place_reason, speaks_since, pages, page_reason, paged_at, opened_at)
    values (${row.id}, ${row.watchId}, ${row.target}, ${row.applicationId}, ${row.environmentId}, ${row.componentId}, ${row.ruleKey}, ${row.ruleName},
      ${row.severity}, ${JSON.stringify(row.labels)}::jsonb, ${JSON.stringify(row.source)}::jsonb, ${JSON.stringify(row.condition)}::jsonb,
      ${row.value}, ${row.facesUsers}, ${row.onlyWithUsers}, ${row.isLearning}, ${row.foldedInto}, ${row.placeReason},
      ${dateOf(row.speaksSince)}, ${row.pages}, ${row.pageReason}, ${dateOf(row.pagedAt)}, ${toDate(row.openedAt)})`
  await affected(tx, 'alerting.insertAlert', query)
}

export async function findAlert(tx: Tx, id: string): Promise<AlertRow | undefined> {
  return (await named(tx, 'alerting.findAlert', sql<AlertRow>`select ${columns} from alert a where a.id = ${id}`))[0]
}

export async function findOpenAlert(tx: Tx, watchId: string): Promise<AlertRow | undefined> {
  const query = sql<AlertRow>`select ${columns} from alert a where a.watch_id = ${watchId} and a.recovered_at is null`
  return (await named(tx, 'alerting.findOpenAlert', query))[0]
}

/** One that speaks for itself, with what the place of others depends on. */
export interface SpeakingRow extends Speaker {
  readonly pagedAt: Instant | null
}

export interface SpeakersAsk {
  readonly environmentId: string
  /** Those without a component, and without any standing among others, count only when they are as new as this. */
  readonly since: Instant
}

/** Alerts of an environment that speak for themselves and could have to do with one that opens. */
export function listSpeakers(tx: Tx, { environmentId, since }: SpeakersAsk): Promise<SpeakingRow[]> {
  const query = sql<SpeakingRow>`
    select a.id, a.environment_id as "environmentId", a.component_id as "componentId", a.severity, a.speaks_since as since,
      a.faces_users as "facesUsers", a.only_with_users as "onlyWithUsers", a.paged_at as "pagedAt"
    from alert a
    where a.environment_id = ${environmentId} and a.recovered_at is null and a.folded_into is null
      and (a.component_id is not null or a.faces_users or a.only_with_users or a.speaks_since >= ${toDate(since)})
    order by a.speaks_since, a.id`
  return named(tx, 'alerting.listSpeakers', query)
}

export interface PlaceWrite {
  readonly id: string
  readonly foldedInto: string | null
  readonly placeReason: PlaceReason
  readonly speaksSince: Instant | null
  readonly pages: boolean
  readonly pageReason: PageReason
  /** Kept when it was paged before. */
  readonly pagedAt: Instant | null
}

export async function setPlace(tx: Tx, write: PlaceWrite): Promise<void> {
  const query = sql`
    update alert set folded_into = ${write.foldedInto}, place_reason = ${write.placeReason}, speaks_since = ${dateOf(write.speaksSince)},
      pages = ${write.pages}, page_reason = ${write.pageReason}, paged_at = coalesce(paged_at, ${dateOf(write.pagedAt)}::timestamptz)
    where id = ${write.id}`
  await affected(tx, 'alerting.setPlace', query)
}

/** What was evidence of some is evidence of another one from now on. */
export async function moveEvidence(tx: Tx, of: { readonly from: readonly string[]; readonly to: string }): Promise<void> {
  const query = sql`
    update alert set folded_into = ${of.to} where folded_into = any(${of.from}::uuid[]) and recovered_at is null`
  await affected(tx, 'alerting.moveEvidence', query)
}

export async function setRecovered(
  tx: Tx,
  of: { readonly id: string; readonly at: Instant; readonly value: number | null },
): Promise<void> {
  const query = sql`update alert set recovered_at = ${toDate(of.at)}, value = coalesce(${of.value}::float8, value) where id = ${of.id}`
  await affected(tx, 'alerting.setRecovered', query)
}

export async function setAcknowledged(
  tx: Tx,
  of: { readonly id: string; readonly at: Instant; readonly by: string | null },
): Promise<void> {
  const query = sql`update alert set acknowledged_at = ${toDate(of.at)}, acknowledged_by = ${of.by} where id = ${of.id}`
  await affected(tx, 'alerting.setAcknowledged', query)
}

export interface EvidenceRow {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly state: string
  readonly severity: AlertSeverity
  readonly placeReason: PlaceReason
  readonly openedAt: Instant
  readonly recoveredAt: Instant | null
}

/** Evidence of an alert, the earliest first. */
export function listEvidence(tx: Tx, of: { readonly id: string; readonly limit: number }): Promise<EvidenceRow[]> {
  const query = sql<EvidenceRow>`
    select a.id, r.number, r.title, r.state, a.severity, a.place_reason as "placeReason", a.opened_at as "openedAt",
      a.recovered_at as "recoveredAt"
    from alert a ${joinRecord(sql`a.id`)}
    where a.folded_into = ${of.id} order by a.opened_at, a.id limit ${of.limit}`
  return named(tx, 'alerting.listEvidence', query)
}

export async function countEvidence(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const query = sql<{ id: string; count: number }>`
    select folded_into as id, count(*)::int as count from alert where folded_into = any(${ids}::uuid[]) group by folded_into`
  return new Map((await named(tx, 'alerting.countEvidence', query)).map(({ id, count }) => [id, count]))
}

/** Evidence that still fires, the most severe first, then the earliest. */
export function listOpenEvidence(tx: Tx, of: { readonly id: string; readonly limit: number }): Promise<AlertRow[]> {
  const query = sql<AlertRow>`
    select ${columns} from alert a ${joinRecord(sql`a.id`)}
    where a.folded_into = ${of.id} and a.recovered_at is null order by r.priority, a.opened_at, a.id limit ${of.limit}`
  return named(tx, 'alerting.listOpenEvidence', query)
}

/** Alerts by id, with what lists show beside their records. */
export function findAlerts(tx: Tx, ids: readonly string[]): Promise<AlertRow[]> {
  return named(tx, 'alerting.findAlerts', sql<AlertRow>`select ${columns} from alert a where a.id = any(${ids}::uuid[])`)
}

/** Alerts of these applications that speak for themselves and wake nobody for this reason, by id. */
export function listHeld(
  tx: Tx,
  of: { readonly reasons: readonly PageReason[]; readonly applicationId: string | null; readonly limit: number },
): Promise<{ readonly id: string }[]> {
  const query = sql<{ id: string }>`
    select a.id from alert a
    where a.page_reason = any(${of.reasons}::text[]) and a.recovered_at is null and a.folded_into is null
      and (${of.applicationId}::uuid is null or a.application_id = ${of.applicationId}::uuid)
    order by a.id limit ${of.limit}`
  return named(tx, 'alerting.listHeld', query)
}
