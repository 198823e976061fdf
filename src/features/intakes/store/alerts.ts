/** Table `source_alert`. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Labels } from '../domain/arrived.ts'
import type { SeverityReason } from '../domain/words.ts'

export interface SaidRow {
  readonly target: string
  readonly alertId: string
  readonly description: string
  readonly annotations: Labels
  readonly link: string | null
  readonly severitySaid: string | null
  readonly severityReason: SeverityReason
  readonly startsAt: Instant | null
  readonly endsAt: Instant | null
}

const dateOf = (at: Instant | null) => (at === null ? null : toDate(at))

/** What a source says of alerts that are open; one that was over fires again. Targets differ. */
export async function putSaid(
  tx: Tx,
  of: { readonly sourceId: string; readonly at: Instant; readonly rows: readonly SaidRow[] },
): Promise<void> {
  const rows = of.rows.map((row) => ({ ...row, id: uuidv7(), startsAt: dateOf(row.startsAt), endsAt: dateOf(row.endsAt) }))
  const query = sql`
    insert into source_alert (id, source_id, target, alert_id, description, annotations, link, severity_said, severity_reason, starts_at,
      ends_at, updated_at)
    select id, ${of.sourceId}, target, "alertId", description, annotations, link, "severitySaid", "severityReason", "startsAt", "endsAt",
      ${toDate(of.at)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, target text, "alertId" uuid, description text, annotations jsonb,
      link text, "severitySaid" text, "severityReason" text, "startsAt" timestamptz, "endsAt" timestamptz)
    on conflict (source_id, target) do update set alert_id = excluded.alert_id, description = excluded.description,
      annotations = excluded.annotations, link = excluded.link, severity_said = excluded.severity_said,
      severity_reason = excluded.severity_reason, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
      updated_at = excluded.updated_at, resolved_at = null`
  await affected(tx, 'intakes.putSaid', query)
}

export async function setResolved(
  tx: Tx,
  of: { readonly sourceId: string; readonly targets: readonly string[]; readonly at: Instant },
): Promise<void> {
  const query = sql`
    update source_alert set resolved_at = ${toDate(of.at)}
    where source_id = ${of.sourceId} and target = any(${of.targets}::text[]) and resolved_at is null`
  await affected(tx, 'intakes.setResolved', query)
}

/** Targets whose end has passed without their having come again. */
export function listExpired(
  tx: Tx,
  of: { readonly sourceId: string; readonly at: Instant; readonly limit: number },
): Promise<{ readonly target: string }[]> {
  const query = sql<{ target: string }>`
    select target from source_alert where source_id = ${of.sourceId} and resolved_at is null and ends_at <= ${toDate(of.at)}
    order by ends_at limit ${of.limit}`
  return named(tx, 'intakes.listExpired', query)
}

/** When the next alert of a source is over unless it comes again; null when none is. */
export async function nextEnd(tx: Tx, sourceId: string): Promise<Instant | null> {
  const query = sql<{ at: Instant | null }>`
    select min(ends_at) as at from source_alert where source_id = ${sourceId} and resolved_at is null and ends_at is not null`
  return (await named(tx, 'intakes.nextEnd', query))[0]?.at ?? null
}

export async function countOpen(tx: Tx, sourceIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const query = sql<{ id: string; count: number }>`
    select source_id as id, count(*)::int as count from source_alert
    where source_id = any(${sourceIds}::uuid[]) and resolved_at is null group by source_id`
  return new Map((await named(tx, 'intakes.countOpen', query)).map(({ id, count }) => [id, count]))
}

export interface OriginRow extends SaidRow {
  readonly sourceId: string
  readonly updatedAt: Instant
}

const columns = sql`
  source_id as "sourceId", target, alert_id as "alertId", description, annotations, link, severity_said as "severitySaid",
  severity_reason as "severityReason", starts_at as "startsAt", ends_at as "endsAt", updated_at as "updatedAt"`

/** What was said of these alerts. */
export function listOrigins(tx: Tx, alertIds: readonly string[]): Promise<OriginRow[]> {
  const query = sql<OriginRow>`select ${columns} from source_alert where alert_id = any(${alertIds}::uuid[])`
  return named(tx, 'intakes.listOrigins', query)
}

export interface TextRow {
  readonly id: string
  readonly description: string
  readonly annotations: Labels
}

/** Every text, by id: tools may name anybody. */
export function listTexts(tx: Tx, of: { readonly afterId: string | null; readonly limit: number }): Promise<TextRow[]> {
  const query = sql<TextRow>`
    select id, description, annotations from source_alert
    where (${of.afterId}::uuid is null or id > ${of.afterId}::uuid) order by id limit ${of.limit}`
  return named(tx, 'intakes.listTexts', query)
}

export async function rewriteText(tx: Tx, row: TextRow): Promise<void> {
  const query = sql`
    update source_alert set description = ${row.description}, annotations = ${JSON.stringify(row.annotations)}::jsonb where id = ${row.id}`
  await affected(tx, 'intakes.rewriteText', query)
}

/** Those that were over before are forgotten; returns how many. */
export function forgetSaid(tx: Tx, of: { readonly before: Instant; readonly limit: number }): Promise<number> {
  const query = sql`
    delete from source_alert
    where id in (select id from source_alert where resolved_at < ${toDate(of.before)} order by resolved_at limit ${of.limit})`
  return affected(tx, 'intakes.forgetSaid', query)
}
