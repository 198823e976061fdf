/** Table `incident_alert`: alerts that are the evidence of incidents. */
import { sql } from 'kysely'
import { joinRecord } from '#core/records/public.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { ALERTS_MAX } from '../domain/words.ts'
import type { DB } from './rows.gen.ts'

export interface EvidenceRow {
  readonly alertId: string
  readonly title: string
  readonly severity: string
  readonly componentId: string | null
  readonly ruleKey: string
  readonly speaks: boolean
  readonly openedAt: Instant
  readonly recoveredAt: Instant | null
}

/** False when it is linked as it is now, or the incident has as many as are kept. One that had recovered fires again. */
export async function linkAlert(tx: Tx, incidentId: string, row: EvidenceRow): Promise<boolean> {
  if ((await countAlerts(tx, incidentId)).count >= ALERTS_MAX) return false
  const query = kysely<DB>(tx)
    .insertInto('incident_alert')
    .values({
      incident_id: incidentId,
      alert_id: row.alertId,
      title: row.title,
      severity: row.severity,
      component_id: row.componentId,
      rule_key: row.ruleKey,
      speaks: row.speaks,
      opened_at: toDate(row.openedAt),
      recovered_at: row.recoveredAt === null ? null : toDate(row.recoveredAt),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['incident_id', 'alert_id'])
        .doUpdateSet({ recovered_at: null, speaks: sql<boolean>`incident_alert.speaks or excluded.speaks` })
        .where(sql<boolean>`incident_alert.recovered_at is not null or (excluded.speaks and not incident_alert.speaks)`),
    )
  return (await affected(tx, 'incidents.linkAlert', query)) === 1
}

/** UUIDs of incidents whose evidence an alert is, deleted ones left out. */
export async function incidentsOfAlert(tx: Tx, alertId: string): Promise<string[]> {
  const query = sql<{ id: string }>`
    select a.incident_id as id from incident_alert a ${joinRecord(sql`a.incident_id`)} where a.alert_id = ${alertId} order by a.incident_id`
  return (await named(tx, 'incidents.incidentsOfAlert', query)).map(({ id }) => id)
}

/** How many alerts it has, and how many of them fire. */
export async function countAlerts(tx: Tx, incidentId: string): Promise<{ readonly count: number; readonly firing: number }> {
  const query = sql<{ count: number; firing: number }>`
    select count(*)::int as count, (count(*) filter (where recovered_at is null))::int as firing
    from incident_alert where incident_id = ${incidentId}`
  return (await named(tx, 'incidents.countAlerts', query))[0] ?? { count: 0, firing: 0 }
}

/** False when it was recovered already. */
export async function recoverAlert(
  tx: Tx,
  { incidentId, alertId, at }: { readonly incidentId: string; readonly alertId: string; readonly at: Instant },
): Promise<boolean> {
  const query = sql`
    update incident_alert set recovered_at = ${toDate(at)}
    where incident_id = ${incidentId} and alert_id = ${alertId} and recovered_at is null`
  return (await affected(tx, 'incidents.recoverAlert', query)) === 1
}

/** Those that speak for themselves first, then by when they came. */
export function listAlerts(tx: Tx, incidentId: string, limit: number): Promise<EvidenceRow[]> {
  return named(
    tx,
    'incidents.listAlerts',
    sql<EvidenceRow>`
      select alert_id as "alertId", title, severity, component_id as "componentId", rule_key as "ruleKey", speaks,
        opened_at as "openedAt", recovered_at as "recoveredAt"
      from incident_alert where incident_id = ${incidentId} order by speaks desc, opened_at, alert_id limit ${limit}`,
  )
}

/** What is known of an alert that is the evidence of some incident. */
export async function findEvidence(tx: Tx, alertId: string): Promise<Pick<EvidenceRow, 'ruleKey'> | undefined> {
  const query = sql<Pick<EvidenceRow, 'ruleKey'>>`select rule_key as "ruleKey" from incident_alert where alert_id = ${alertId} limit 1`
  return (await named(tx, 'incidents.findEvidence', query))[0]
}
