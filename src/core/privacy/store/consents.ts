/** Table `consent`. */
import { sql } from 'kysely'
import type { ActorRef } from '#kit/event.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { ConsentWay } from '../domain/consent.ts'
import type { DB } from './rows.gen.ts'

export interface ConsentRow {
  readonly id: string
  readonly email: string
  readonly purpose: string
  readonly textVersion: string
  readonly how: ConsentWay
  readonly note: string
  readonly givenAt: Instant
  readonly recordedByKind: ActorRef['kind']
  readonly recordedById: string
  readonly withdrawnAt: Instant | null
  readonly withdrawnHow: ConsentWay | null
}

const columns = sql`id, email, purpose, text_version as "textVersion", how, note, given_at as "givenAt",
  recorded_by_kind as "recordedByKind", recorded_by_id as "recordedById", withdrawn_at as "withdrawnAt", withdrawn_how as "withdrawnHow"`

/** Newest first; `email` compares without regard to case. */
export function listConsents(
  tx: Tx,
  ask: { readonly email: string | undefined; readonly beforeId: string | null; readonly limit: number },
): Promise<ConsentRow[]> {
  const before = ask.beforeId === null ? sql`true` : sql`id < ${ask.beforeId}`
  const whose = ask.email === undefined ? sql`true` : sql`lower(email) = lower(${ask.email})`
  return named(
    tx,
    'privacy.listConsents',
    sql<ConsentRow>`select ${columns} from consent where ${before} and ${whose} order by id desc limit ${ask.limit}`,
  )
}

export async function findConsent(tx: Tx, id: string): Promise<ConsentRow | undefined> {
  return (await named(tx, 'privacy.findConsent', sql<ConsentRow>`select ${columns} from consent where id = ${id}`))[0]
}

export async function insertConsent(tx: Tx, row: Omit<ConsentRow, 'withdrawnAt' | 'withdrawnHow'>): Promise<void> {
  const query = kysely<DB>(tx)
    .insertInto('consent')
    .values({
      id: row.id,
      email: row.email,
      purpose: row.purpose,
      text_version: row.textVersion,
      how: row.how,
      note: row.note,
      given_at: toDate(row.givenAt),
      recorded_by_kind: row.recordedByKind,
      recorded_by_id: row.recordedById,
    })
  await affected(tx, 'privacy.insertConsent', query)
}

/** False when it was withdrawn already. */
export async function withdrawConsent(
  tx: Tx,
  id: string,
  { at, how }: { readonly at: Instant; readonly how: ConsentWay },
): Promise<boolean> {
  const query = kysely<DB>(tx)
    .updateTable('consent')
    .set({ withdrawn_at: toDate(at), withdrawn_how: how })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
  return (await affected(tx, 'privacy.withdrawConsent', query)) === 1
}

/** Everything recorded about somebody; a person has a handful. */
export function consentsOf(tx: Tx, emails: readonly string[]): Promise<ConsentRow[]> {
  return named(
    tx,
    'privacy.consentsOf',
    sql<ConsentRow>`select ${columns} from consent where lower(email) = any(${emails}::text[]) order by id`,
  )
}

export function deleteConsents(tx: Tx, emails: readonly string[]): Promise<number> {
  return affected(tx, 'privacy.deleteConsents', sql`delete from consent where lower(email) = any(${emails}::text[])`)
}

/** Addresses in lower case, each once, after `after`. */
export async function listConsentEmails(tx: Tx, page: { readonly after: string; readonly limit: number }): Promise<string[]> {
  const query = sql<{ email: string }>`
    select distinct lower(email) as email from consent where lower(email) > ${page.after} order by 1 limit ${page.limit}`
  return (await named(tx, 'privacy.listConsentEmails', query)).map(({ email }) => email)
}
