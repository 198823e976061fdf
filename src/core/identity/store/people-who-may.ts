/** People by what their roles allow at one place. */
import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '#kit/event.ts'
import { named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { PersonState } from '../domain/changes.ts'
import type { Role } from '../domain/roles.ts'

export interface WhoMayAsk {
  readonly scope: Scope
  /** For each permission that is needed, the roles that hold it there. */
  readonly roles: readonly (readonly Role[])[]
  /** The roles that open what is restricted there, beside whoever is admitted to it; null: nothing is. */
  readonly cleared: readonly Role[] | null
  /** Null: anybody. UUIDs. */
  readonly ids: readonly string[] | null
  /** Part of the name or address, in any case. */
  readonly text: string | null
  readonly limit: number
}

/** Active people by name; the same rule as `may`, as a statement. */
export function listWhoMay(tx: Tx, ask: WhoMayAsk): Promise<{ id: string; name: string; state: PersonState }[]> {
  const conditions = [
    sql`p.state = 'active'`,
    ...ask.roles.map((roles) => holdsHere(ask.scope, roles)),
    ...(ask.cleared === null ? [] : [sql`(${holdsHere(ask.scope, ask.cleared)} or ${isAdmitted(ask.scope)})`]),
    ...(ask.ids === null ? [] : [sql`p.id = any(${ask.ids}::uuid[])`]),
    ...(ask.text === null ? [] : [sql`(strpos(lower(p.name), lower(${ask.text})) > 0 or strpos(lower(p.email), lower(${ask.text})) > 0)`]),
  ]
  return named(
    tx,
    'identity.listWhoMay',
    sql<{ id: string; name: string; state: PersonState }>`
      select p.id, p.name, p.state from person p where ${sql.join(conditions, sql` and `)}
      order by lower(p.name), p.id limit ${ask.limit}`,
  )
}

function isAdmitted({ recordId }: Scope): RawBuilder<unknown> {
  return sql`exists (select from admission a where a.person_id = p.id and a.record_id = ${recordId ?? null}::uuid)`
}

function holdsHere({ clientId, applicationId }: Scope, roles: readonly Role[]): RawBuilder<unknown> {
  return sql`exists (
    select from role_grant g where g.person_id = p.id and g.role = any(${roles}::text[])
      and (g.client_id is null or g.client_id = ${clientId}::uuid)
      and (g.application_id is null or g.application_id = ${applicationId}::uuid)
      and (g.role <> 'client_contact' or g.client_id is not null))`
}
