/** Table `status_copy`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { CopiedFiles, CopyProblem } from '../domain/copies.ts'
import { PAGES_MAX } from '../domain/limits.ts'

export interface CopyRow {
  readonly pageId: string
  readonly outlet: string
  readonly slug: string
  readonly files: CopiedFiles
  readonly failures: number
}

export interface CopyState {
  readonly pageId: string
  readonly outlet: string
  readonly slug: string
  readonly builtAt: Instant | null
  readonly copiedAt: Instant | null
  readonly problem: CopyProblem | null
  readonly problemDetail: string | null
  readonly failingSince: Instant | null
  readonly nextAt: Instant
  /** Its page is there, published and not private. */
  readonly isOpen: boolean
}

const claimed = sql`page_id as "pageId", outlet, slug, files, failures`
const states = sql`c.page_id as "pageId", c.outlet, c.slug, c.built_at as "builtAt", c.copied_at as "copiedAt", c.problem,
    c.problem_detail as "problemDetail", c.failing_since as "failingSince", c.next_at as "nextAt", p.id is not null as "isOpen"
  from status_copy c left join status_page p on p.id = c.page_id and p.state = 'published' and not p.is_private`

/** Those of pages that are gone too. */
export function listCopies(tx: Tx): Promise<CopyState[]> {
  return named(tx, 'statuspage.listCopies', sql<CopyState>`select ${states} order by c.page_id limit ${2 * PAGES_MAX}`)
}

export async function findCopy(tx: Tx, pageId: string): Promise<CopyState | undefined> {
  return (await named(tx, 'statuspage.findCopy', sql<CopyState>`select ${states} where c.page_id = ${pageId}`))[0]
}

export interface Claim {
  readonly pageId: string
  readonly outlet: string
  readonly now: Instant
  /** Nobody else begins before. */
  readonly until: Instant
}

/**
 * Undefined when the page is not open to everybody, another page's files still lie in its folder, it is too early, or another node is
 * at it.
 */
export async function claimCopy(tx: Tx, { pageId, outlet, now, until }: Claim): Promise<CopyRow | undefined> {
  const query = sql<CopyRow>`insert into status_copy (page_id, outlet, slug, next_at)
    select id, ${outlet}, slug, ${toDate(until)} from status_page p
    where id = ${pageId} and state = 'published' and not is_private
      and not exists (select from status_copy c where c.outlet = ${outlet} and c.slug = p.slug and c.page_id <> p.id)
    on conflict (page_id) do update set next_at = excluded.next_at where status_copy.next_at <= ${toDate(now)}
    returning ${claimed}`
  return (await named(tx, 'statuspage.claimCopy', query))[0]
}

/** For taking it away; undefined when it is too early, another node is at it, or the page is open to everybody. */
export async function claimWithdrawal(tx: Tx, { pageId, now, until }: Omit<Claim, 'outlet'>): Promise<CopyRow | undefined> {
  const query = sql<CopyRow>`update status_copy set next_at = ${toDate(until)}
    where page_id = ${pageId} and next_at <= ${toDate(now)}
      and not exists (select from status_page where id = ${pageId} and state = 'published' and not is_private)
    returning ${claimed}`
  return (await named(tx, 'statuspage.claimWithdrawal', query))[0]
}

/** Before anything is put there or removed: what may be there from now on. */
export async function noteCopy(tx: Tx, row: Pick<CopyRow, 'pageId' | 'outlet' | 'slug' | 'files'>): Promise<void> {
  const query = sql`update status_copy set outlet = ${row.outlet}, slug = ${row.slug}, files = ${JSON.stringify(row.files)}
    where page_id = ${row.pageId}`
  await affected(tx, 'statuspage.noteCopy', query)
}

export async function settleCopy(
  tx: Tx,
  { pageId, files, builtAt, at }: Pick<CopyRow, 'pageId' | 'files'> & { readonly builtAt: Instant; readonly at: Instant },
): Promise<void> {
  const query = sql`update status_copy set files = ${JSON.stringify(files)}, built_at = ${toDate(builtAt)}, copied_at = ${toDate(at)},
    problem = null, problem_detail = null, failing_since = null, failures = 0, next_at = ${toDate(at)} where page_id = ${pageId}`
  await affected(tx, 'statuspage.settleCopy', query)
}

export interface FailedCopy extends Pick<CopyRow, 'pageId' | 'files' | 'failures'> {
  readonly problem: CopyProblem
  readonly detail: string
  readonly at: Instant
  readonly nextAt: Instant
}

export async function failCopy(tx: Tx, failed: FailedCopy): Promise<void> {
  const query = sql`update status_copy set files = ${JSON.stringify(failed.files)}, problem = ${failed.problem},
    problem_detail = ${failed.detail}, failing_since = coalesce(failing_since, ${toDate(failed.at)}), failures = ${failed.failures},
    next_at = ${toDate(failed.nextAt)} where page_id = ${failed.pageId}`
  await affected(tx, 'statuspage.failCopy', query)
}

/** Once nothing of it is left. */
export async function dropCopy(tx: Tx, pageId: string): Promise<void> {
  await affected(tx, 'statuspage.dropCopy', sql`delete from status_copy where page_id = ${pageId}`)
}
