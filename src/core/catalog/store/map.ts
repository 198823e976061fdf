/** What the coverage map is drawn of: applications with their components, and what one person looks after. */
import { sql } from 'kysely'
import { named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { ComponentKind, OwnershipPart } from '../domain/words.ts'
import { all, beyond, within, type ListAsk } from './filter.ts'

export interface MappedApplicationRow {
  readonly id: string
  readonly name: string
  readonly clientId: string | null
  readonly clientName: string | null
  readonly sortName: string
  /** Active ones, in the order in which people see them. */
  readonly components: readonly { readonly id: string; readonly name: string; readonly kind: ComponentKind }[]
}

export type MapAsk = Pick<ListAsk, 'reach' | 'after' | 'limit'> & {
  readonly clientId: string | undefined
  readonly applicationId: string | undefined
}

/** Active ones by name. */
export function listMapped(tx: Tx, ask: MapAsk): Promise<MappedApplicationRow[]> {
  const where = all(
    within(ask.reach, sql`a.client_id`, sql`a.id`),
    sql`a.state = 'active'`,
    ask.clientId === undefined ? sql`true` : sql`a.client_id = ${ask.clientId}`,
    ask.applicationId === undefined ? sql`true` : sql`a.id = ${ask.applicationId}`,
    beyond(sql`lower(a.name), a.id`, ask.after),
  )
  return named(
    tx,
    'catalog.listMapped',
    sql<MappedApplicationRow>`
      select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName",
        coalesce(
          (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id)
            from component p where p.application_id = a.id and p.state = 'active'),
          '[]') as components
      from application a left join client c on c.id = a.client_id
      where ${where} order by lower(a.name), a.id limit ${ask.limit}`,
  )
}

export interface HeldPartRow {
  readonly applicationId: string
  readonly applicationName: string
  readonly componentId: string | null
  readonly componentName: string | null
  readonly part: OwnershipPart
  /** Nobody else is named for the same thing. */
  readonly isOnly: boolean
}

/** What a person looks after that is not archived, by name of the application. */
export function listHeldParts(
  tx: Tx,
  { personId, reach, limit }: { readonly personId: string } & Pick<ListAsk, 'reach' | 'limit'>,
): Promise<HeldPartRow[]> {
  return named(
    tx,
    'catalog.listHeldParts',
    sql<HeldPartRow>`
      select a.id as "applicationId", a.name as "applicationName", p.id as "componentId", p.name as "componentName", o.part,
        not exists (
          select from ownership x where x.application_id = o.application_id and x.component_id is not distinct from o.component_id
            and x.person_id <> o.person_id) as "isOnly"
      from ownership o join application a on a.id = o.application_id left join component p on p.id = o.component_id
      where o.person_id = ${personId} and a.state = 'active' and (p.id is null or p.state = 'active')
        and ${within(reach, sql`a.client_id`, sql`a.id`)}
      order by lower(a.name), a.id, lower(p.name) nulls first, p.id limit ${limit}`,
  )
}
