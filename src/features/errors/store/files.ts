/** Table `error_file`: files that came with errors or feedback. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { uuidFromHex } from '#kit/ids.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { FileHead } from '../domain/file-record.ts'

export interface NewFile extends FileHead {
  readonly mediaType: string
  readonly size: number
  readonly digest: string
  readonly at: Instant
}

/** False when it is there already. Not found by anybody until its bytes are there. */
export async function insertFile(tx: Tx, file: NewFile): Promise<boolean> {
  const query = sql`
    insert into error_file (id, environment_id, event_id, name, media_type, bytes, digest, user_hash, kept_at)
    values (${file.id}, ${file.environmentId}, ${uuidFromHex(file.eventId)}, ${file.name}, ${file.mediaType}, ${file.size},
      ${file.digest}, ${file.userHash}, ${toDate(file.at)})
    on conflict do nothing`
  return (await affected(tx, 'errors.insertFile', query)) === 1
}

export async function setFileStored(tx: Tx, { id, at }: { readonly id: string; readonly at: Instant }): Promise<void> {
  await affected(tx, 'errors.setFileStored', sql`update error_file set stored_at = ${toDate(at)} where id = ${id} and stored_at is null`)
}

export interface FileRow {
  readonly id: string
  readonly environmentId: string
  /** UUID */
  readonly eventId: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly digest: string
}

const columns = sql`id, environment_id as "environmentId", event_id as "eventId", name, media_type as "mediaType", bytes, digest`

/** Files whose bytes are there, of errors or feedback by their UUIDs. */
export function listFiles(
  tx: Tx,
  of: { readonly environmentIds: readonly string[]; readonly eventIds: readonly string[]; readonly limit: number },
): Promise<FileRow[]> {
  return named(
    tx,
    'errors.listFiles',
    sql<FileRow>`
      select ${columns} from error_file
      where environment_id = any(${of.environmentIds}::uuid[]) and event_id = any(${of.eventIds}::uuid[]) and stored_at is not null
      order by kept_at, name, id limit ${of.limit}`,
  )
}

export async function findFile(tx: Tx, id: string): Promise<FileRow | undefined> {
  const query = sql<FileRow>`select ${columns} from error_file where id = ${id} and stored_at is not null`
  return (await named(tx, 'errors.findFile', query))[0]
}

/** Those kept before; returns their UUIDs. */
export async function removeOldFiles(
  tx: Tx,
  { before, limit }: { readonly before: Instant; readonly limit: number },
): Promise<readonly string[]> {
  const query = sql<{ id: string }>`
    delete from error_file where id in (select id from error_file where kept_at < ${toDate(before)} order by kept_at limit ${limit})
    returning id`
  return (await named(tx, 'errors.removeOldFiles', query)).map(({ id }) => id)
}
