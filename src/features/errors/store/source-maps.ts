/** Table `source_map`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export interface NewSourceMap {
  readonly id: string
  readonly environmentId: string
  readonly release: string
  readonly name: string
  /** Empty when the build gave none. */
  readonly debugId: string
  readonly bytes: number
  readonly packedBytes: number
  readonly digest: string
  readonly at: Instant
}

/** Not found by anybody until its bytes are there. */
export async function insertSourceMap(tx: Tx, map: NewSourceMap): Promise<void> {
  const query = sql`
    insert into source_map (id, environment_id, release, name, debug_id, bytes, packed_bytes, digest, uploaded_at, needed_at)
    values (${map.id}, ${map.environmentId}, ${map.release}, ${map.name}, ${map.debugId === '' ? null : map.debugId}, ${map.bytes},
      ${map.packedBytes}, ${map.digest}, ${toDate(map.at)}, ${toDate(map.at)})`
  await affected(tx, 'errors.insertSourceMap', query)
}

/** Lets it take the place of all others of the same script and release; returns their UUIDs. */
export async function removeReplaced(tx: Tx, id: string): Promise<readonly string[]> {
  const query = sql<{ id: string }>`
    delete from source_map o using source_map m
    where m.id = ${id} and o.id <> m.id and o.environment_id = m.environment_id and o.release = m.release and o.name = m.name
    returning o.id`
  return (await named(tx, 'errors.removeReplacedMaps', query)).map((row) => row.id)
}

/** True for the only one of its release in the environment, and not when another upload has taken its place already. */
export async function setMapStored(tx: Tx, { id, at }: { readonly id: string; readonly at: Instant }): Promise<boolean> {
  const query = sql<{ first: boolean }>`
    update source_map m set stored_at = ${toDate(at)} where id = ${id}
    returning not exists (select from source_map o
      where o.environment_id = m.environment_id and o.release = m.release and o.id <> m.id and o.stored_at is not null) as first`
  return (await named(tx, 'errors.setMapStored', query))[0]?.first ?? false
}

export interface MapAsk {
  readonly environmentId: string
  readonly release: string
  readonly names: readonly string[]
  readonly debugIds: readonly string[]
}

export interface FoundRow {
  readonly id: string
  readonly name: string
  readonly debugId: string | null
  readonly digest: string
  readonly bytes: number
  readonly neededAt: Instant
}

/** Maps whose bytes are there: those of the release by name, and those of any release by debug id, the latest first. */
export function findMaps(tx: Tx, { environmentId, release, names, debugIds }: MapAsk): Promise<readonly FoundRow[]> {
  return named(
    tx,
    'errors.findMaps',
    sql<FoundRow>`
      select id, name, debug_id as "debugId", digest, bytes, needed_at as "neededAt" from source_map
      where environment_id = ${environmentId} and stored_at is not null
        and ((release = ${release} and name = any(${names}::text[])) or debug_id = any(${debugIds}::uuid[]))
      order by id desc`,
  )
}

export async function hasMaps(tx: Tx, environmentId: string): Promise<boolean> {
  const query = sql<{ has: boolean }>`select exists (select from source_map where environment_id = ${environmentId}) as has`
  return (await named(tx, 'errors.hasMaps', query))[0]?.has ?? false
}

export async function noteNeeded(tx: Tx, { ids, at }: { readonly ids: readonly string[]; readonly at: Instant }): Promise<void> {
  await affected(tx, 'errors.noteNeeded', sql`update source_map set needed_at = ${toDate(at)} where id = any(${ids}::uuid[])`)
}

/** Removes what was needed longest ago until the rest is within both bounds; returns their UUIDs. */
export async function removeBeyond(
  tx: Tx,
  { environmentId, bytesMax, countMax }: { readonly environmentId: string; readonly bytesMax: number; readonly countMax: number },
): Promise<readonly string[]> {
  const query = sql<{ id: string }>`
    delete from source_map where id in (
      select id from (
        select id, sum(packed_bytes) over latest as held, row_number() over latest as place
        from source_map where environment_id = ${environmentId}
        window latest as (order by needed_at desc, id desc rows unbounded preceding)
      ) as maps where held > ${bytesMax} or place > ${countMax}
    ) returning id`
  return (await named(tx, 'errors.removeMapsBeyond', query)).map(({ id }) => id)
}

/** Those of a release of an environment; returns their UUIDs. */
export async function removeRelease(
  tx: Tx,
  { environmentId, release }: { readonly environmentId: string; readonly release: string },
): Promise<readonly string[]> {
  const query = sql<{ id: string }>`delete from source_map where environment_id = ${environmentId} and release = ${release} returning id`
  return (await named(tx, 'errors.removeMapsOfRelease', query)).map(({ id }) => id)
}

/** Those needed last before; returns their UUIDs. */
export async function removeUnneeded(
  tx: Tx,
  { before, limit }: { readonly before: Instant; readonly limit: number },
): Promise<readonly string[]> {
  const query = sql<{ id: string }>`
    delete from source_map where id in (select id from source_map where needed_at < ${toDate(before)} order by needed_at limit ${limit})
    returning id`
  return (await named(tx, 'errors.removeUnneededMaps', query)).map(({ id }) => id)
}

export interface MappedRelease {
  readonly environmentId: string
  readonly release: string
  readonly files: number
  readonly bytes: number
  readonly uploadedAt: Instant
  readonly neededAt: Instant
}

/** Releases of environments that have maps, those that were uploaded last first. */
export function listMappedReleases(
  tx: Tx,
  { environmentIds, limit }: { readonly environmentIds: readonly string[]; readonly limit: number },
): Promise<readonly MappedRelease[]> {
  return named(
    tx,
    'errors.listMappedReleases',
    sql<MappedRelease>`
      select environment_id as "environmentId", release, count(*)::int as files, sum(packed_bytes)::float8 as bytes,
        max(uploaded_at) as "uploadedAt", max(needed_at) as "neededAt"
      from source_map where environment_id = any(${environmentIds}::uuid[]) and stored_at is not null
      group by environment_id, release order by "uploadedAt" desc, environment_id, release limit ${limit}`,
  )
}
