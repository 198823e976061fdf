/** Table `resource_look`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

/** Null: nobody has looked yet. */
export async function findLook(tx: Tx, applicationId: string): Promise<Instant | null> {
  const query = sql<{ lookedAt: Instant }>`select looked_at as "lookedAt" from resource_look where application_id = ${applicationId}`
  return (await named(tx, 'resources.findLook', query))[0]?.lookedAt ?? null
}

export async function noteLook(tx: Tx, applicationId: string, at: Instant): Promise<void> {
  const query = sql`insert into resource_look (application_id, looked_at) values (${applicationId}, ${toDate(at)})
    on conflict (application_id) do update set looked_at = excluded.looked_at`
  await affected(tx, 'resources.noteLook', query)
}
