/** Table `erasure`. */
import { sql } from 'kysely'
import type { ActorRef } from '#kit/event.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Counts } from '../domain/report.ts'
import type { DB } from './rows.gen.ts'

/** What tells an erasure apart from others, also in a restored database. */
export interface Erasing {
  readonly id: string
  readonly personIds: readonly string[]
  readonly contactIds: readonly string[]
  /** Base64. */
  readonly emailHashes: readonly string[]
  readonly reason: string
  readonly requestedBy: ActorRef
  readonly requestedAt: Instant
}

export interface ErasureRow extends Omit<Erasing, 'requestedBy'> {
  readonly requestedByKind: ActorRef['kind']
  readonly requestedById: string
  readonly sealedSubject: Buffer | null
  readonly files: readonly string[]
  readonly counts: Counts
  readonly remains: Readonly<Record<string, number>> | null
  readonly finishedAt: Instant | null
}

const columns = sql`id, person_ids as "personIds", contact_ids as "contactIds", email_hashes as "emailHashes", reason,
  requested_by_kind as "requestedByKind", requested_by_id as "requestedById", requested_at as "requestedAt",
  sealed_subject as "sealedSubject", files, counts, remains, finished_at as "finishedAt"`

export async function insertErasure(
  tx: Tx,
  { requestedBy, ...row }: Erasing & { readonly sealedSubject: Uint8Array; readonly files: readonly string[]; readonly counts: Counts },
): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('erasure')
    .values({
      id: row.id,
      person_ids: [...row.personIds],
      contact_ids: [...row.contactIds],
      email_hashes: [...row.emailHashes],
      reason: row.reason,
      requested_by_kind: requestedBy.kind,
      requested_by_id: requestedBy.id,
      requested_at: toDate(row.requestedAt),
      sealed_subject: row.sealedSubject,
      files: [...row.files],
      counts: JSON.stringify(row.counts),
    })
  await affected(tx, 'privacy.insertErasure', query)
}

export async function findErasure(tx: Tx, id: string): Promise<ErasureRow | undefined> {
  return (await named(tx, 'privacy.findErasure', sql<ErasureRow>`select ${columns} from erasure where id = ${id}`))[0]
}

/** Newest first; ids are UUIDv7. */
export function listErasures(tx: Tx, page: { readonly beforeId: string | null; readonly limit: number }): Promise<ErasureRow[]> {
  const before = page.beforeId === null ? sql`true` : sql`id < ${page.beforeId}`
  return named(
    tx,
    'privacy.listErasures',
    sql<ErasureRow>`select ${columns} from erasure where ${before} order by id desc limit ${page.limit}`,
  )
}

/** The last steps are done: what they needed is forgotten. */
export async function finishErasure(
  tx: Tx,
  id: string,
  { at, remains }: { readonly at: Instant; readonly remains: Readonly<Record<string, number>> },
): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('erasure')
    .set({ sealed_subject: null, files: [], remains: JSON.stringify(remains), finished_at: toDate(at) })
    .where('id', '=', id)
  await affected(tx, 'privacy.finishErasure', query)
}
