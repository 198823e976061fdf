/** Table `silence`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Silence } from '../domain/silence.ts'

export interface SilenceRow extends Silence {
  readonly clientId: string | null
  readonly applicationId: string | null
  readonly comment: string
  readonly authorId: string | null
  readonly createdAt: Instant
}

const columns = sql`
  id, client_id as "clientId", application_id as "applicationId", matchers, comment, author_id as "authorId", starts_at as "startsAt",
  ends_at as "endsAt", created_at as "createdAt"`

export async function insertSilence(tx: Tx, row: SilenceRow): Promise<void> {
  const query = sql`
    insert into silence (id, client_id, application_id, matchers, comment, author_id, starts_at, ends_at, created_at)
    values (${row.id}, ${row.clientId}, ${row.applicationId}, ${JSON.stringify(row.matchers)}::jsonb, ${row.comment}, ${row.authorId},
      ${toDate(row.startsAt)}, ${toDate(row.endsAt)}, ${toDate(row.createdAt)})`
  await affected(tx, 'alerting.insertSilence', query)
}

/** One that has not begun never does. */
export async function endSilence(tx: Tx, of: { readonly id: string; readonly at: Instant }): Promise<void> {
  const query = sql`update silence set ends_at = greatest(starts_at, least(ends_at, ${toDate(of.at)})) where id = ${of.id}`
  await affected(tx, 'alerting.endSilence', query)
}

/** Held until the transaction ends. */
export async function lockSilence(tx: Tx, id: string): Promise<SilenceRow | undefined> {
  const query = sql<SilenceRow>`select ${columns} from silence where id = ${id} for no key update`
  return (await named(tx, 'alerting.lockSilence', query))[0]
}

export interface SilencesOf {
  readonly clientId: string | null
  readonly applicationId: string
  readonly at: Instant
  readonly limit: number
}

/** Those that hold at that time and may meet alerts of the application. */
export function listHolding(tx: Tx, { clientId, applicationId, at, limit }: SilencesOf): Promise<SilenceRow[]> {
  const query = sql<SilenceRow>`
    select ${columns} from silence
    where ends_at > ${toDate(at)} and starts_at <= ${toDate(at)}
      and (application_id is null or application_id = ${applicationId}) and (client_id is null or client_id = ${clientId}::uuid)
    order by ends_at desc, id limit ${limit}`
  return named(tx, 'alerting.listHolding', query)
}

/** Those that end after that time, the earliest to end first. */
export function listSilences(tx: Tx, of: { readonly endsAfter: Instant; readonly limit: number }): Promise<SilenceRow[]> {
  const query = sql<SilenceRow>`
    select ${columns} from silence where ends_at > ${toDate(of.endsAfter)} order by ends_at desc, id desc limit ${of.limit}`
  return named(tx, 'alerting.listSilences', query)
}

/** What these people added, by id; for exporting. */
export function listWrittenBy(
  tx: Tx,
  of: { readonly personIds: readonly string[]; readonly afterId: string | null; readonly limit: number },
): Promise<SilenceRow[]> {
  const query = sql<SilenceRow>`
    select ${columns} from silence
    where author_id = any(${of.personIds}::uuid[]) and (${of.afterId}::uuid is null or id > ${of.afterId}::uuid) order by id limit ${of.limit}`
  return named(tx, 'alerting.listWrittenBy', query)
}

/** Every silence with its comment, by id: comments may name anybody. */
export function listComments(
  tx: Tx,
  of: { readonly afterId: string | null; readonly limit: number },
): Promise<{ readonly id: string; readonly comment: string }[]> {
  const query = sql<{ id: string; comment: string }>`
    select id, comment from silence where (${of.afterId}::uuid is null or id > ${of.afterId}::uuid) order by id limit ${of.limit}`
  return named(tx, 'alerting.listComments', query)
}

export async function rewriteComment(tx: Tx, of: { readonly id: string; readonly comment: string }): Promise<void> {
  await affected(tx, 'alerting.rewriteComment', sql`update silence set comment = ${of.comment} where id = ${of.id}`)
}

/** Forgets who added silences and who acknowledged alerts; returns how many silences. */
export async function forgetPeople(tx: Tx, personIds: readonly string[]): Promise<number> {
  const alerts = sql`update alert set acknowledged_by = null where acknowledged_by = any(${personIds}::uuid[])`
  await affected(tx, 'alerting.forgetAcknowledgers', alerts)
  return affected(tx, 'alerting.forgetAuthors', sql`update silence set author_id = null where author_id = any(${personIds}::uuid[])`)
}
