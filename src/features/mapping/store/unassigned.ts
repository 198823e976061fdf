/** Table `unassigned_set`: labels of what no rule assigned. */
import { sql } from 'kysely'
import { toDate, toIso, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { UNASSIGNED_MAX } from '../domain/limits.ts'
import type { Owner } from '../domain/owner.ts'
import type { UnassignedReason } from '../domain/rules.ts'
import type { Noted } from '../domain/suggest.ts'
import type { MappedProtocol, UnassignedSet } from '../domain/unassigned.ts'

/** Adds to sets that are there. In an order that all writers share, so that two of them do not wait for each other. */
export async function addUnassigned(tx: Tx, sets: readonly UnassignedSet[]): Promise<void> {
  const rows = sets.map(({ owner: { kind, id }, firstAt, lastAt, ...set }) => ({
    ...set,
    kind,
    id,
    first: toIso(firstAt),
    last: toIso(lastAt),
  }))
  const query = sql`
    insert into unassigned_set as u (owner_kind, owner_id, digest, protocol, reason, labels, items, first_at, last_at)
    select kind, id, sha256(convert_to(concat_ws(' ', protocol, reason, labels::text), 'UTF8')) as digest, protocol, reason, labels, items, first, last
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(kind text, id uuid, protocol text, reason text, labels jsonb,
      items bigint, first timestamptz, last timestamptz)
    order by kind, id, digest
    on conflict (owner_kind, owner_id, digest) do update set items = u.items + excluded.items,
      first_at = least(u.first_at, excluded.first_at), last_at = greatest(u.last_at, excluded.last_at)`
  await affected(tx, 'mapping.addUnassigned', query)
}

/** Keeps of an owner those that came last, as many as are kept. */
export async function dropUnassignedBeyond(tx: Tx, { kind, id }: Owner): Promise<void> {
  const query = sql`
    delete from unassigned_set where owner_kind = ${kind} and owner_id = ${id} and digest in
      (select digest from unassigned_set where owner_kind = ${kind} and owner_id = ${id} order by last_at desc, digest offset ${UNASSIGNED_MAX})`
  await affected(tx, 'mapping.dropUnassignedBeyond', query)
}

export interface UnassignedRow {
  readonly protocol: MappedProtocol
  readonly reason: UnassignedReason
  readonly labels: readonly Noted[]
  readonly items: number
  readonly firstAt: Instant
  readonly lastAt: Instant
}

/** Those that came last first. */
export function listUnassigned(tx: Tx, { kind, id }: Owner): Promise<UnassignedRow[]> {
  const query = sql<UnassignedRow>`
    select protocol, reason, labels, items::float8 as items, first_at as "firstAt", last_at as "lastAt"
    from unassigned_set where owner_kind = ${kind} and owner_id = ${id} order by last_at desc, digest limit ${UNASSIGNED_MAX}`
  return named(tx, 'mapping.listUnassigned', query)
}

/** What other rules assign goes; what they do not comes again. */
export async function clearUnassigned(tx: Tx, { kind, id }: Owner): Promise<void> {
  const query = sql`delete from unassigned_set where owner_kind = ${kind} and owner_id = ${id}`
  await affected(tx, 'mapping.clearUnassigned', query)
}

/** Those that last came before then; returns how many. */
export function forgetUnassigned(tx: Tx, of: { readonly before: Instant; readonly limit: number }): Promise<number> {
  const query = sql`
    delete from unassigned_set where (owner_kind, owner_id, digest) in
      (select owner_kind, owner_id, digest from unassigned_set where last_at < ${toDate(of.before)} order by last_at limit ${of.limit})`
  return affected(tx, 'mapping.forgetUnassigned', query)
}

/** Of which a label has one of the words in any case; returns how many. */
export function removeUnassignedNaming(tx: Tx, words: readonly string[]): Promise<number> {
  const query = sql`
    delete from unassigned_set
    where exists (select from unnest(${words}::text[]) as word where strpos(lower(labels::text), lower(word)) > 0)`
  return affected(tx, 'mapping.removeUnassignedNaming', query)
}
