/** Table `escalation_policy`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Policy } from '../domain/policy.ts'

export interface PolicyRow extends Policy {
  readonly id: string
  readonly applicationId: string
  /** Path of the configuration file that manages it; null: people do, in the console. */
  readonly managedBy: string | null
  readonly version: number
}

const columns = sql`id, application_id as "applicationId", steps, repeats, managed_by as "managedBy", version`

/** Every policy that does not follow the plan; one of an application at most, and few have one. */
export function listPolicies(tx: Tx): Promise<PolicyRow[]> {
  return named(tx, 'oncall.listPolicies', sql<PolicyRow>`select ${columns} from escalation_policy order by application_id`)
}

export async function findPolicy(tx: Tx, applicationId: string): Promise<PolicyRow | undefined> {
  const query = sql<PolicyRow>`select ${columns} from escalation_policy where application_id = ${applicationId}`
  return (await named(tx, 'oncall.findPolicy', query))[0]
}

/** False when somebody was faster. */
export async function putPolicy(tx: Tx, row: PolicyRow & { readonly at: Instant }): Promise<boolean> {
  const changed = await affected(
    tx,
    'oncall.putPolicy',
    sql`insert into escalation_policy (id, application_id, steps, repeats, managed_by, updated_at)
      values (${row.id}, ${row.applicationId}, ${JSON.stringify(row.steps)}, ${row.repeats}, ${row.managedBy}, ${toDate(row.at)})
      on conflict (application_id) do update set steps = excluded.steps, repeats = excluded.repeats,
        managed_by = excluded.managed_by, version = escalation_policy.version + 1, updated_at = excluded.updated_at
      where escalation_policy.version = ${row.version}`,
  )
  return changed === 1
}

/** It follows the plan again. */
export async function deletePolicy(tx: Tx, applicationId: string): Promise<void> {
  await affected(tx, 'oncall.deletePolicy', sql`delete from escalation_policy where application_id = ${applicationId}`)
}
