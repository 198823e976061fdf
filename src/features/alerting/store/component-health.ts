/** Table `alert`: what is wrong with the components of an application now. */
import { sql } from 'kysely'
import { named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { SEVERITIES, type AlertSeverity } from '../domain/words.ts'

export interface ComponentHealthRow {
  /** UUID */
  readonly componentId: string
  /** The gravest of its alerts. */
  readonly severity: AlertSeverity
  readonly alerts: number
}

/** Components with alerts that have not recovered, evidence of others among them; those without any are left out. */
export async function listComponentHealth(tx: Tx, applicationId: string): Promise<readonly ComponentHealthRow[]> {
  const query = sql<{ componentId: string; rank: number; alerts: number }>`
    select component_id as "componentId", min(array_position(${SEVERITIES}::text[], severity)) as rank, count(*)::int as alerts
    from alert
    where application_id = ${applicationId} and component_id is not null and recovered_at is null and not is_learning
    group by component_id
    order by component_id`
  const rows = await named(tx, 'alerting.listComponentHealth', query)
  return rows.map(({ rank, ...row }) => ({ ...row, severity: SEVERITIES[rank - 1] ?? 'notify' }))
}
