/** Table `admission`: who may see a restricted record beside whoever has the clearance. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

/** False when they are admitted already. */
export async function insertAdmission(
  tx: Tx,
  { recordId, personId, at }: { readonly recordId: string; readonly personId: string; readonly at: Instant },
): Promise<boolean> {
  const query = sql`
    insert into admission (record_id, person_id, admitted_at) values (${recordId}, ${personId}, ${toDate(at)}) on conflict do nothing`
  return (await affected(tx, 'identity.insertAdmission', query)) === 1
}

/** False when they were not admitted. */
export async function deleteAdmission(tx: Tx, recordId: string, personId: string): Promise<boolean> {
  const query = sql`delete from admission where record_id = ${recordId} and person_id = ${personId}`
  return (await affected(tx, 'identity.deleteAdmission', query)) === 1
}

/** UUIDs of the people who are admitted to a record by name, in the order in which they came. */
export async function admittedPeople(tx: Tx, recordId: string): Promise<readonly string[]> {
  const query = sql<{ id: string }>`select person_id as id from admission where record_id = ${recordId} order by admitted_at, person_id`
  return (await named(tx, 'identity.admittedPeople', query)).map(({ id }) => id)
}

/** UUIDs of the records that a person is admitted to. */
export async function listAdmissionsOf(tx: Tx, personId: string): Promise<readonly string[]> {
  const query = sql<{ id: string }>`select record_id as id from admission where person_id = ${personId}`
  return (await named(tx, 'identity.listAdmissionsOf', query)).map(({ id }) => id)
}
