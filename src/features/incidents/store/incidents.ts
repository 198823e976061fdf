/** Table `incident`: what an incident has beside its record. */
import { sql } from 'kysely'
import { joinRecord } from '#core/records/public.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { IncidentType } from '../domain/security.ts'
import { LASTING_STATES, type Effect, type Reach, type Severity } from '../domain/words.ts'
import type { DB } from './rows.gen.ts'

export interface IncidentRow {
  readonly id: string
  readonly type: IncidentType
  /** Since when one about security is seen by the team; null for others. */
  readonly releasedAt: Instant | null
  readonly severity: Severity
  readonly severityReason: string
  readonly effect: Effect | null
  readonly reach: Reach | null
  readonly summary: string
  readonly environmentId: string | null
  readonly alertId: string | null
  readonly isShared: boolean
  readonly peopleAffected: number | null
  readonly harmStartedAt: Instant
  readonly touchedAt: Instant | null
  readonly recoveredAt: Instant | null
  readonly cause: string
  readonly fix: string
  readonly responseDueAt: Instant | null
  readonly resolutionDueAt: Instant | null
  readonly postDueAt: Instant | null
  readonly noticeDueAt: Instant | null
  readonly firstPostAt: Instant | null
  readonly lastPostAt: Instant | null
  readonly declaredBy: string | null
}

const columns = sql`
  i.id, i.type, i.released_at as "releasedAt", i.notice_due_at as "noticeDueAt", i.severity, i.severity_reason as "severityReason", i.effect, i.reach, i.summary, i.environment_id as "environmentId",
  i.alert_id as "alertId", i.is_shared as "isShared", i.people_affected as "peopleAffected", i.harm_started_at as "harmStartedAt",
  i.touched_at as "touchedAt", i.recovered_at as "recoveredAt", i.cause, i.fix, i.response_due_at as "responseDueAt",
  i.resolution_due_at as "resolutionDueAt", i.post_due_at as "postDueAt", i.first_post_at as "firstPostAt", i.last_post_at as "lastPostAt", i.declared_by as "declaredBy"`

const dateOf = (at: Instant | null): Date | null => (at === null ? null : toDate(at))

const written = (row: IncidentRow) => ({
  type: row.type,
  released_at: dateOf(row.releasedAt),
  notice_due_at: dateOf(row.noticeDueAt),
  severity: row.severity,
  severity_reason: row.severityReason,
  effect: row.effect,
  reach: row.reach,
  summary: row.summary,
  environment_id: row.environmentId,
  alert_id: row.alertId,
  is_shared: row.isShared,
  people_affected: row.peopleAffected,
  harm_started_at: toDate(row.harmStartedAt),
  touched_at: dateOf(row.touchedAt),
  recovered_at: dateOf(row.recoveredAt),
  cause: row.cause,
  fix: row.fix,
  response_due_at: dateOf(row.responseDueAt),
  resolution_due_at: dateOf(row.resolutionDueAt),
  post_due_at: dateOf(row.postDueAt),
  first_post_at: dateOf(row.firstPostAt),
  last_post_at: dateOf(row.lastPostAt),
  declared_by: row.declaredBy,
})

/** The record of the same id is written before. */
export async function insertIncident(tx: Tx, row: IncidentRow): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('incident')
    .values({ id: row.id, ...written(row) })
  await affected(tx, 'incidents.insertIncident', query)
}

/** The whole row; its record is locked by the caller. */
export async function updateIncident(tx: Tx, row: IncidentRow): Promise<void> {
  await affected(tx, 'incidents.updateIncident', kysely<DB>(tx).updateTable('incident').set(written(row)).where('id', '=', row.id))
}

export async function findIncident(tx: Tx, id: string): Promise<IncidentRow | undefined> {
  return (await findIncidents(tx, [id]))[0]
}

/** In any order. */
export function findIncidents(tx: Tx, ids: readonly string[]): Promise<IncidentRow[]> {
  return named(tx, 'incidents.findIncidents', sql<IncidentRow>`select ${columns} from incident i where i.id = any(${ids}::uuid[])`)
}

/** Until the transaction ends nobody else decides whether an alert there declares an incident. */
export async function lockPlace(tx: Tx, environmentId: string): Promise<void> {
  await named(tx, 'incidents.lockPlace', sql`select pg_advisory_xact_lock(hashtextextended(${`incidents ${environmentId}`}, 0))`)
}

/** A private one is no answer to what is asked in nobody's name. */
const known = sql`r.audience <> 'restricted'`

const lasting = sql`r.state = any(${[...LASTING_STATES]}::text[])`

/** An environment, or what happens to its application as a whole. */
export interface Place {
  readonly applicationId: string
  readonly environmentId: string
}

const there = ({ applicationId, environmentId }: Place) =>
  sql`r.application_id = ${applicationId} and (i.environment_id = ${environmentId} or i.environment_id is null)`

/** UUID of the one that has lasted longest there. */
export async function findOpenAt(tx: Tx, place: Place): Promise<string | undefined> {
  const query = sql<{ id: string }>`
    select i.id from incident i ${joinRecord(sql`i.id`)} where ${there(place)} and ${known} and ${lasting} order by i.id limit 1`
  return (await named(tx, 'incidents.findOpenAt', query))[0]?.id
}

/** The latest one there, whatever became of it. */
export async function findLatestAt(tx: Tx, place: Place): Promise<string | undefined> {
  const query = sql<{ id: string }>`
    select i.id from incident i ${joinRecord(sql`i.id`)} where ${there(place)} and ${known} order by i.id desc limit 1`
  return (await named(tx, 'incidents.findLatestAt', query))[0]?.id
}

export interface PlacedIncident {
  readonly id: string
  readonly number: number
  readonly severity: Severity
  readonly environmentId: string | null
}

/** Those of an application that last, the oldest first. */
export function listOpenOf(tx: Tx, applicationId: string, limit: number): Promise<PlacedIncident[]> {
  return named(
    tx,
    'incidents.listOpenOf',
    sql<PlacedIncident>`
      select i.id, r.number, i.severity, i.environment_id as "environmentId" from incident i ${joinRecord(sql`i.id`)}
      where r.application_id = ${applicationId} and ${known} and ${lasting} order by i.id limit ${limit}`,
  )
}

/** By UUID; for the excerpts of search. */
export async function summariesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const query = sql<{ id: string; text: string }>`
    select id, concat_ws(E'\n', nullif(summary, ''), nullif(cause, ''), nullif(fix, '')) as text from incident where id = any(${ids}::uuid[])`
  return new Map((await named(tx, 'incidents.summariesOf', query)).map(({ id, text }) => [id, text]))
}

/** UUIDs of incidents of which some text of their own has one of the words in any case, by id. */
export async function listNaming(
  tx: Tx,
  words: readonly string[],
  { afterId, limit }: { readonly afterId: string; readonly limit: number },
): Promise<string[]> {
  const query = sql<{ id: string }>`
    select i.id from incident i
    where i.id > ${afterId}::uuid and exists (
      select from unnest(${words}::text[]) as word
      where strpos(lower(i.summary || ' ' || i.cause || ' ' || i.fix), lower(word)) > 0
        or exists (
          select from incident_review v
          where v.incident_id = i.id and strpos(lower(v.causes || ' ' || v.lessons || ' ' || v.went_well), lower(word)) > 0)
        or exists (select from incident_move m where m.incident_id = i.id and strpos(lower(m.note), lower(word)) > 0)
        or exists (select from incident_measure d where d.incident_id = i.id and strpos(lower(d.what || ' ' || d.undo), lower(word)) > 0)
        or exists (select from incident_notice n where n.incident_id = i.id and strpos(lower(n.note), lower(word)) > 0))
    order by i.id limit ${limit}`
  return (await named(tx, 'incidents.listNaming', query)).map(({ id }) => id)
}
