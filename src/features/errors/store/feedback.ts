/** Table `error_feedback`: what users say, to which errors. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { uuidFromHex } from '#kit/ids.ts'
import { joinRecord } from '#core/records/public.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { FeedbackSeen } from '../domain/record.ts'

/** What is there already stays as it is. */
export async function insertFeedback(
  tx: Tx,
  { environmentId, feedback, at }: { readonly environmentId: string; readonly feedback: readonly FeedbackSeen[]; readonly at: Instant },
): Promise<void> {
  const uuidOrNull = (hex: string): string | null => (hex === '' ? null : uuidFromHex(hex))
  for (const one of feedback) {
    const query = sql`
      insert into error_feedback (id, environment_id, event_id, error_id, at, kept_at, name, email, text, url, user_hash)
      values (${one.key}, ${environmentId}, ${uuidOrNull(one.id)}, ${uuidOrNull(one.errorId)}, ${toDate(one.at)}, ${toDate(at)},
        ${one.name}, ${one.email}, ${one.text}, ${one.url}, ${one.userHash})
      on conflict do nothing`
    await affected(tx, 'errors.insertFeedback', query)
  }
}

export interface UnplacedRow {
  readonly id: string
  readonly environmentId: string
  /** UUID */
  readonly errorId: string
  readonly at: Instant
}

/** Those about an error that was not found yet, the latest first. */
export function listUnplaced(tx: Tx, { since, limit }: { readonly since: Instant; readonly limit: number }): Promise<UnplacedRow[]> {
  return named(
    tx,
    'errors.listUnplacedFeedback',
    sql<UnplacedRow>`
      select id, environment_id as "environmentId", error_id as "errorId", at from error_feedback
      where fingerprint is null and error_id is not null and kept_at >= ${toDate(since)}
      order by kept_at desc, id limit ${limit}`,
  )
}

export async function placeFeedback(tx: Tx, { id, fingerprint }: { readonly id: string; readonly fingerprint: string }): Promise<void> {
  await affected(tx, 'errors.placeFeedback', sql`update error_feedback set fingerprint = ${fingerprint} where id = ${id}`)
}

export interface FeedbackAsk {
  /** UUIDs of environments that the caller may see. */
  readonly environmentIds: readonly string[]
  /** Only what is said to errors that count for this group; null for all. */
  readonly groupId: string | null
  readonly before: { readonly at: Instant; readonly id: string } | null
  readonly limit: number
}

export interface FeedbackRow {
  readonly id: string
  readonly environmentId: string
  readonly eventId: string | null
  readonly errorId: string | null
  readonly at: Instant
  readonly name: string
  readonly email: string
  readonly text: string
  readonly url: string
  /** Null while its error was not found. */
  readonly groupId: string | null
  readonly number: number | null
  readonly title: string | null
}

/** The latest first. */
export function listFeedback(tx: Tx, { environmentIds, groupId, before, limit }: FeedbackAsk): Promise<FeedbackRow[]> {
  const earlier = before === null ? sql`true` : sql`(f.at, f.id) < (${toDate(before.at)}, ${before.id}::uuid)`
  const query = sql<FeedbackRow>`
    select f.id, f.environment_id as "environmentId", f.event_id as "eventId", f.error_id as "errorId", f.at, f.name, f.email, f.text, f.url,
      p.group_id as "groupId", r.number, r.title
    from error_feedback f
      left join (error_fingerprint p ${joinRecord(sql`p.group_id`)}) on p.environment_id = f.environment_id and p.fingerprint = f.fingerprint
    where f.environment_id = any(${environmentIds}::uuid[]) and (${groupId}::uuid is null or p.group_id = ${groupId}::uuid) and ${earlier}
    order by f.at desc, f.id desc
    limit ${limit}`
  return named(tx, 'errors.listFeedback', query)
}

/** Those kept before; what came with them goes by its own time. */
export function removeOldFeedback(tx: Tx, { before, limit }: { readonly before: Instant; readonly limit: number }): Promise<number> {
  const query = sql`
    delete from error_feedback where id in (
      select id from error_feedback where kept_at < ${toDate(before)} order by kept_at limit ${limit})`
  return affected(tx, 'errors.removeOldFeedback', query)
}
