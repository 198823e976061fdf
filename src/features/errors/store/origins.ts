/** Table `error_origins`: from which pages errors of an environment are taken. */
import { sql } from 'kysely'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

/** Undefined when nobody said. */
export async function findOrigins(tx: Tx, environmentId: string): Promise<readonly string[] | undefined> {
  const query = sql<{ origins: string[] }>`select origins from error_origins where environment_id = ${environmentId}`
  return (await named(tx, 'errors.findOrigins', query))[0]?.origins
}

export async function putOrigins(tx: Tx, environmentId: string, origins: readonly string[]): Promise<void> {
  const query = sql`
    insert into error_origins (environment_id, origins) values (${environmentId}, ${origins}::text[])
    on conflict (environment_id) do update set origins = excluded.origins`
  await affected(tx, 'errors.putOrigins', query)
}
