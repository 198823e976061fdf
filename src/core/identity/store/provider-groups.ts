/** Which roles groups of the sign-in provider give. */
import { isDangling } from '#platform/pg/failures.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { GroupRule } from '../domain/provider-groups.ts'
import type { DB } from './rows.gen.ts'

/** In the order in which they were written. */
export function listProviderGroups(tx: Tx): Promise<GroupRule[]> {
  const query = kysely<DB>(tx)
    .selectFrom('provider_group')
    .select(['name as group', 'role', 'client_id as clientId', 'application_id as applicationId'])
    .orderBy('position')
  return named<GroupRule>(tx, 'identity.listProviderGroups', query)
}

/** After `no_such_client` and `no_such_application` the transaction must end. */
export async function replaceProviderGroups(
  tx: Tx,
  rules: readonly GroupRule[],
): Promise<'replaced' | 'no_such_client' | 'no_such_application'> {
  await affected(tx, 'identity.clearProviderGroups', kysely<DB>(tx).deleteFrom('provider_group'))
  if (rules.length === 0) return 'replaced'
  const rows = rules.map((rule, position) => ({
    position,
    name: rule.group,
    role: rule.role,
    client_id: rule.clientId,
    application_id: rule.applicationId,
  }))
  try {
    await affected(tx, 'identity.insertProviderGroups', kysely<DB>(tx).insertInto('provider_group').values(rows))
    return 'replaced'
  } catch (error) {
    if (isDangling(error, 'provider_group_client_fk')) return 'no_such_client'
    if (isDangling(error, 'provider_group_application_fk')) return 'no_such_application'
    throw error
  }
}
