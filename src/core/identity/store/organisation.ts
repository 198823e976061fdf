/** The one organisation row. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

export interface OrganisationRow {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly version: number
}

const columns = ['id', 'name', 'zone', 'version'] as const

/** Undefined until set-up. */
export async function findOrganisation(tx: Tx): Promise<OrganisationRow | undefined> {
  const query = kysely<DB>(tx).selectFrom('organisation').select(columns)
  return (await named<OrganisationRow>(tx, 'identity.findOrganisation', query))[0]
}

/** False when there is an organisation already; of two at once the second waits for the first and then gets false. */
export async function insertOrganisation(tx: Tx, row: { id: string; name: string; zone: string; at: Instant }): Promise<boolean> {
  const { at, ...values } = row
  const query = kysely<DB>(tx)
    .insertInto('organisation')
    .values({ ...values, created_at: toDate(at) })
    .onConflict((on) => on.doNothing())
  return (await affected(tx, 'identity.insertOrganisation', query)) === 1
}

/** Undefined when somebody else changed it since `version`; what is undefined in the change stays. */
export async function updateOrganisation(
  tx: Tx,
  { version, ...change }: { name: string | undefined; zone: string | undefined; version: number },
): Promise<OrganisationRow | undefined> {
  const query = kysely<DB>(tx)
    .updateTable('organisation')
    .set({ ...change, version: version + 1 })
    .where('version', '=', version)
    .returning(columns)
  return (await named<OrganisationRow>(tx, 'identity.updateOrganisation', query))[0]
}

/** Lets changes of who is an owner pass one at a time, so that two people cannot demote each other. */
export async function lockOwners(tx: Tx): Promise<void> {
  await named(tx, 'identity.lockOwners', sql`select 1 from organisation for no key update`)
}
