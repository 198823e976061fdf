/** Table `alert_rule`: rules that people made. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Source } from '../domain/rule.ts'
import type { Condition } from '../domain/watch.ts'
import type { AlertSeverity } from '../domain/words.ts'

export interface RuleRow {
  readonly id: string
  readonly applicationId: string
  readonly environmentId: string | null
  readonly componentId: string | null
  readonly name: string
  readonly severity: AlertSeverity
  readonly mode: 'live' | 'learning' | 'off'
  readonly source: Source
  readonly condition: Condition
  readonly runbookUrl: string | null
  /** Path of the configuration file that manages it; null: people do, in the console. */
  readonly managedBy: string | null
  readonly version: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

const columns = sql`
  id, application_id as "applicationId", environment_id as "environmentId", component_id as "componentId", name, severity, mode, source,
  condition, runbook_url as "runbookUrl", managed_by as "managedBy", version, created_at as "createdAt", updated_at as "updatedAt"`

export type RuleWrite = Omit<RuleRow, 'version' | 'createdAt' | 'updatedAt'> & { readonly at: Instant }

export async function insertRule(tx: Tx, row: RuleWrite): Promise<void> {
  const query = sql`
    insert into alert_rule (id, application_id, environment_id, component_id, name, severity, mode, source, condition, runbook_url,
      managed_by, created_at, updated_at)
    values (${row.id}, ${row.applicationId}, ${row.environmentId}, ${row.componentId}, ${row.name}, ${row.severity}, ${row.mode},
      ${JSON.stringify(row.source)}::jsonb, ${JSON.stringify(row.condition)}::jsonb, ${row.runbookUrl}, ${row.managedBy},
      ${toDate(row.at)}, ${toDate(row.at)})`
  await affected(tx, 'alerting.insertRule', query)
}

export async function updateRule(tx: Tx, row: RuleWrite): Promise<void> {
  const query = sql`
    update alert_rule set environment_id = ${row.environmentId}, component_id = ${row.componentId}, name = ${row.name},
      severity = ${row.severity}, mode = ${row.mode}, source = ${JSON.stringify(row.source)}::jsonb,
      condition = ${JSON.stringify(row.condition)}::jsonb, runbook_url = ${row.runbookUrl}, managed_by = ${row.managedBy},
      version = version + 1, updated_at = ${toDate(row.at)}
    where id = ${row.id}`
  await affected(tx, 'alerting.updateRule', query)
}

export async function deleteRule(tx: Tx, id: string): Promise<void> {
  await affected(tx, 'alerting.deleteRule', sql`delete from alert_rule where id = ${id}`)
}

/** Held until the transaction ends. */
export async function lockRule(tx: Tx, id: string): Promise<RuleRow | undefined> {
  return (await named(tx, 'alerting.lockRule', sql<RuleRow>`select ${columns} from alert_rule where id = ${id} for no key update`))[0]
}

export async function findRule(tx: Tx, id: string): Promise<RuleRow | undefined> {
  return (await named(tx, 'alerting.findRule', sql<RuleRow>`select ${columns} from alert_rule where id = ${id}`))[0]
}

/** Of an application, by name. */
export function listRules(tx: Tx, of: { readonly applicationId: string; readonly limit: number }): Promise<RuleRow[]> {
  const query = sql<RuleRow>`
    select ${columns} from alert_rule where application_id = ${of.applicationId} order by lower(name), id limit ${of.limit}`
  return named(tx, 'alerting.listRules', query)
}

export async function countRules(tx: Tx, applicationId: string): Promise<number> {
  const query = sql<{ count: number }>`select count(*)::int as count from alert_rule where application_id = ${applicationId}`
  return (await named(tx, 'alerting.countRules', query))[0]?.count ?? 0
}
