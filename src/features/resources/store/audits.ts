/** Table `resource_audit`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { FindingRow } from './findings.ts'

export interface AuditRow {
  readonly id: string
  readonly applicationId: string
  /** The Monday of the week, as a date. */
  readonly week: string
  readonly zone: string
  readonly madeAt: Instant
  readonly isDue: boolean
  readonly current: readonly FindingRow[]
  readonly settled: readonly FindingRow[]
}

const columns = sql`id, application_id as "applicationId", week::text as week, zone, made_at as "madeAt", is_due as "isDue", current, settled`

/** Returns the id, which stays that of the first one of a week. Once due, the audit of a week stays so. */
export async function putAudit(tx: Tx, row: AuditRow): Promise<string> {
  const query = sql<{ id: string }>`
    insert into resource_audit (id, application_id, week, zone, made_at, is_due, current, settled)
    values (${row.id}, ${row.applicationId}, ${row.week}, ${row.zone}, ${toDate(row.madeAt)}, ${row.isDue},
      ${JSON.stringify(row.current)}, ${JSON.stringify(row.settled)})
    on conflict (application_id, week) do update set zone = excluded.zone, made_at = excluded.made_at,
      is_due = resource_audit.is_due or excluded.is_due, current = excluded.current, settled = excluded.settled
    returning id`
  return (await named(tx, 'resources.putAudit', query))[0]?.id ?? row.id
}

/** The latest week first. */
export function listAudits(
  tx: Tx,
  { applicationId, limit }: { readonly applicationId: string; readonly limit: number },
): Promise<AuditRow[]> {
  return named(
    tx,
    'resources.listAudits',
    sql<AuditRow>`select ${columns} from resource_audit where application_id = ${applicationId} order by week desc limit ${limit}`,
  )
}

export async function findAudit(tx: Tx, id: string): Promise<AuditRow | undefined> {
  return (await named(tx, 'resources.findAudit', sql<AuditRow>`select ${columns} from resource_audit where id = ${id}`))[0]
}

/** When the one before this week was made, and when one was due last; null for never. */
export async function findAuditTimes(
  tx: Tx,
  of: { readonly applicationId: string; readonly week: string },
): Promise<{ readonly before: Instant | null; readonly due: Instant | null }> {
  const query = sql<{ before: Instant | null; due: Instant | null }>`
    select max(made_at) as before, max(made_at) filter (where is_due) as due
    from resource_audit where application_id = ${of.applicationId} and week < ${of.week}`
  return (await named(tx, 'resources.findAuditTimes', query))[0] ?? { before: null, due: null }
}
