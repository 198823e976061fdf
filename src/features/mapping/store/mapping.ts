/** Table `mapping`: the rules of an application or a client. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Owner } from '../domain/owner.ts'
import type { Rule } from '../domain/rules.ts'

export interface MappingRow {
  readonly rules: readonly Rule[]
  readonly version: number
}

/** Undefined while nobody has written rules. */
export async function findMapping(tx: Tx, { kind, id }: Owner): Promise<MappingRow | undefined> {
  const query = sql<MappingRow>`select rules, version from mapping where owner_kind = ${kind} and owner_id = ${id}`
  return (await named(tx, 'mapping.findMapping', query))[0]
}

export interface MappingWrite {
  readonly rules: readonly Rule[]
  /** That they replace; 0 when there were none. */
  readonly version: number
  readonly at: Instant
}

/** False when they are no longer in that version. */
export async function writeMapping(tx: Tx, { kind, id }: Owner, { rules, version, at }: MappingWrite): Promise<boolean> {
  const query = sql`
    insert into mapping as m (owner_kind, owner_id, rules, version, updated_at)
    select ${kind}, ${id}::uuid, ${JSON.stringify(rules)}::jsonb, 1, ${toDate(at)}::timestamptz
    where ${version}::int = 0 or exists (select from mapping where owner_kind = ${kind} and owner_id = ${id}::uuid)
    on conflict (owner_kind, owner_id) do update set rules = excluded.rules, version = m.version + 1, updated_at = excluded.updated_at
      where m.version = ${version}::int`
  return (await affected(tx, 'mapping.writeMapping', query)) > 0
}

export interface NamingRules {
  readonly owner: Owner
  readonly rules: readonly Rule[]
}

/** Those with one of the words in any case. */
export function mappingsNaming(tx: Tx, words: readonly string[]): Promise<NamingRules[]> {
  const query = sql<NamingRules>`
    select jsonb_build_object('kind', owner_kind, 'id', owner_id) as owner, rules from mapping
    where exists (select from unnest(${words}::text[]) as word where strpos(lower(rules::text), lower(word)) > 0) for update`
  return named(tx, 'mapping.mappingsNaming', query)
}

/** Whatever their version, which rises so that nobody brings back what they have read before: for erasing what names a person. */
export async function rewriteRules(tx: Tx, { kind, id }: Owner, rules: readonly Rule[]): Promise<void> {
  const query = sql`
    update mapping set rules = ${JSON.stringify(rules)}::jsonb, version = version + 1 where owner_kind = ${kind} and owner_id = ${id}`
  await affected(tx, 'mapping.rewriteRules', query)
}
