/** Tables `error_feedback` and `error_file`: what is somebody's own, and what names them. */
import { sql } from 'kysely'
import type { Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

/** Whose something is: by the address that they gave, or by the hash of whom the client named. */
export interface Whose {
  /** In lower case. */
  readonly emails: readonly string[]
  /** Decimal numbers; those of one environment are no others'. */
  readonly userHashes: readonly string[]
}

const said = ({ emails, userHashes }: Whose) => sql`(f.email = any(${emails}::text[]) or f.user_hash = any(${userHashes}::text[]))`

/** Files of theirs, and those that came with what they said. */
const filed = (whose: Whose) => sql`(u.user_hash = any(${whose.userHashes}::text[]) or exists (
  select from error_feedback f where f.environment_id = u.environment_id and f.event_id = u.event_id and ${said(whose)}))`

/** UUIDs of environments in which feedback or files say whose they are. */
export async function environmentsWithHashes(tx: Tx): Promise<readonly string[]> {
  const query = sql<{ id: string }>`
    select environment_id as id from error_feedback where user_hash <> ''
    union select environment_id from error_file where user_hash <> ''`
  return (await named(tx, 'errors.environmentsWithHashes', query)).map(({ id }) => id)
}

export interface SaidRow {
  readonly id: string
  readonly at: Instant
  readonly name: string
  readonly email: string
  readonly text: string
  readonly url: string
}

export interface PageAsk {
  readonly afterId: string
  readonly limit: number
}

export function listOwnFeedback(tx: Tx, whose: Whose, { afterId, limit }: PageAsk): Promise<SaidRow[]> {
  const query = sql<SaidRow>`
    select f.id, f.at, f.name, f.email, f.text, f.url from error_feedback f
    where f.id > ${afterId}::uuid and ${said(whose)} order by f.id limit ${limit}`
  return named(tx, 'errors.listOwnFeedback', query)
}

export interface OwnFileRow {
  readonly id: string
  readonly name: string
  readonly bytes: number
  readonly digest: string
}

export function listOwnFiles(tx: Tx, whose: Whose, { afterId, limit }: PageAsk): Promise<OwnFileRow[]> {
  const query = sql<OwnFileRow>`
    select u.id, u.name, u.bytes, u.digest from error_file u
    where u.id > ${afterId}::uuid and u.stored_at is not null and ${filed(whose)} order by u.id limit ${limit}`
  return named(tx, 'errors.listOwnFiles', query)
}

/** Before their feedback, by which some are found; returns their UUIDs. */
export async function eraseOwnFiles(tx: Tx, whose: Whose): Promise<readonly string[]> {
  const query = sql<{ id: string }>`delete from error_file u where ${filed(whose)} returning u.id`
  return (await named(tx, 'errors.eraseOwnFiles', query)).map(({ id }) => id)
}

export function eraseOwnFeedback(tx: Tx, whose: Whose): Promise<number> {
  return affected(tx, 'errors.eraseOwnFeedback', sql`delete from error_feedback f where ${said(whose)}`)
}

/** Texts of others in which one of some words stands somewhere. */
export function listNamingFeedback(
  tx: Tx,
  words: readonly string[],
  { afterId, limit }: PageAsk,
): Promise<Pick<SaidRow, 'id' | 'name' | 'text' | 'url'>[]> {
  const query = sql<SaidRow>`
    select id, name, text, url from error_feedback
    where id > ${afterId}::uuid
      and exists (select from unnest(${words}::text[]) as word where strpos(lower(concat_ws(' ', name, text, url)), lower(word)) > 0)
    order by id limit ${limit}`
  return named(tx, 'errors.listNamingFeedback', query)
}

export async function rewriteFeedback(tx: Tx, { id, name, text, url }: Pick<SaidRow, 'id' | 'name' | 'text' | 'url'>): Promise<void> {
  const query = sql`update error_feedback set name = ${name}, text = ${text}, url = ${url} where id = ${id}`
  await affected(tx, 'errors.rewriteFeedback', query)
}

export function listNamingFiles(
  tx: Tx,
  words: readonly string[],
  { afterId, limit }: PageAsk,
): Promise<{ readonly id: string; readonly name: string }[]> {
  const query = sql<{ id: string; name: string }>`
    select id, name from error_file
    where id > ${afterId}::uuid and exists (select from unnest(${words}::text[]) as word where strpos(lower(name), lower(word)) > 0)
    order by id limit ${limit}`
  return named(tx, 'errors.listNamingFiles', query)
}

export async function renameFile(tx: Tx, { id, name }: { readonly id: string; readonly name: string }): Promise<void> {
  await affected(tx, 'errors.renameFile', sql`update error_file set name = ${name} where id = ${id}`)
}

/** Every address under which something was said, page by page. */
export async function listFeedbackEmails(
  tx: Tx,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly string[]> {
  const query = sql<{ email: string }>`select distinct email from error_feedback where email > ${after} order by email limit ${limit}`
  return (await named(tx, 'errors.listFeedbackEmails', query)).map(({ email }) => email)
}
