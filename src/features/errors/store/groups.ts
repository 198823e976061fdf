/** Tables `error_group`, `error_fingerprint`, `error_release`, `error_batch`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { joinRecord } from '#core/records/public.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { GroupState, GroupStanding } from '../domain/arrival.ts'
import type { GroupReason } from '../domain/fingerprint.ts'
import type { Seen } from '../domain/record.ts'

export interface GroupRow extends Omit<GroupStanding, 'state'> {
  readonly id: string
  readonly environmentId: string
  readonly reason: GroupReason
  readonly culprit: string
  readonly level: Seen['level']
  readonly platform: string
  readonly events: number
  readonly firstSeenAt: Instant
  readonly lastSeenAt: Instant
  readonly firstRelease: string
  readonly lastRelease: string
  readonly mergedInto: string | null
}

/** Of `error_group g`. */
export const groupColumns = sql`
  g.id, g.environment_id as "environmentId", g.reason, g.culprit, g.level, g.platform, g.events::float8 as events,
  g.first_seen_at as "firstSeenAt", g.last_seen_at as "lastSeenAt", g.first_release as "firstRelease", g.last_release as "lastRelease",
  g.resolved_at as "resolvedAt", g.resolved_in_next_release as "resolvedInNextRelease", g.ignored_until_at as "ignoredUntilAt",
  g.ignored_until_events::float8 as "ignoredUntilEvents", g.ignored_until_release_after as "ignoredUntilReleaseAfter",
  g.merged_into as "mergedInto"`

/** False when the segment of this name was counted already; otherwise it is noted that it is. */
export async function noteBatch(tx: Tx, { token, at }: { readonly token: string; readonly at: Instant }): Promise<boolean> {
  const query = sql`insert into error_batch (token, counted_at) values (${token}, ${toDate(at)}) on conflict do nothing`
  return (await affected(tx, 'errors.noteBatch', query)) === 1
}

export function forgetBatches(tx: Tx, before: Instant): Promise<number> {
  return affected(tx, 'errors.forgetBatches', sql`delete from error_batch where counted_at < ${toDate(before)}`)
}

/** Whoever counts, merges or splits in an environment does so alone, until the transaction ends. */
export async function lockEnvironment(tx: Tx, environmentId: string): Promise<void> {
  await named(tx, 'errors.lockEnvironment', sql`select pg_advisory_xact_lock(hashtextextended(${`errors ${environmentId}`}, 0))`)
}

/** Those that are known stay as they are. */
export async function putReleases(
  tx: Tx,
  { environmentId, releases, at }: { readonly environmentId: string; readonly releases: readonly string[]; readonly at: Instant },
): Promise<void> {
  const query = sql`
    insert into error_release (environment_id, release, first_seen_at)
    select ${environmentId}, release, ${toDate(at)} from unnest(${releases}::text[]) as release
    on conflict do nothing`
  await affected(tx, 'errors.putReleases', query)
}

/** When each was first seen. */
export async function releasesSeenAt(tx: Tx, environmentId: string, releases: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
  const query = sql<{ release: string; at: Instant }>`
    select release, first_seen_at as at from error_release where environment_id = ${environmentId} and release = any(${releases}::text[])`
  return new Map((await named(tx, 'errors.releasesSeenAt', query)).map(({ release, at }) => [release, at]))
}

export interface SeenRelease {
  readonly release: string
  /** When something of it was first heard of. */
  readonly at: Instant
}

/** The release of an environment (UUID) that was first heard of last; undefined when nobody ever named one. */
export async function findLatestRelease(tx: Tx, environmentId: string): Promise<SeenRelease | undefined> {
  const query = sql<SeenRelease>`
    select release, first_seen_at as at from error_release where environment_id = ${environmentId}
    order by first_seen_at desc, release desc limit 1`
  return (await named(tx, 'errors.findLatestRelease', query))[0]
}

/** Releases of an environment (UUID) that were first heard of from one instant (inclusive) to another (exclusive), the oldest first. */
export function listSeenReleases(
  tx: Tx,
  of: { readonly environmentId: string; readonly from: Instant; readonly to: Instant; readonly limit: number },
): Promise<SeenRelease[]> {
  const query = sql<SeenRelease>`
    select release, first_seen_at as at from error_release
    where environment_id = ${of.environmentId} and first_seen_at >= ${toDate(of.from)} and first_seen_at < ${toDate(of.to)}
    order by first_seen_at, release limit ${of.limit}`
  return named(tx, 'errors.listSeenReleases', query)
}

/** The group of each fingerprint (UUIDs); those that are new are left out. */
export async function groupsOfFingerprints(
  tx: Tx,
  environmentId: string,
  fingerprints: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const query = sql<{ fingerprint: string; groupId: string }>`
    select fingerprint, group_id as "groupId" from error_fingerprint
    where environment_id = ${environmentId} and fingerprint = any(${fingerprints}::uuid[])`
  return new Map((await named(tx, 'errors.groupsOfFingerprints', query)).map(({ fingerprint, groupId }) => [fingerprint, groupId]))
}

/** Counts errors of a fingerprint, and of its group. */
export async function countSeen(
  tx: Tx,
  { environmentId, groupId, seen }: { readonly environmentId: string; readonly groupId: string; readonly seen: Seen },
): Promise<void> {
  const { events, fingerprint } = seen
  const [firstAt, lastAt] = [toDate(seen.firstAt), toDate(seen.lastAt)]
  const ofFingerprint = sql`
    update error_fingerprint set events = events + ${events},
      first_seen_at = least(first_seen_at, ${firstAt}), last_seen_at = greatest(last_seen_at, ${lastAt})
    where environment_id = ${environmentId} and fingerprint = ${fingerprint}`
  await affected(tx, 'errors.countFingerprint', ofFingerprint)
  const ofGroup = sql`
    update error_group set events = events + ${events}, level = ${seen.level}, culprit = ${seen.culprit},
      first_release = case when ${firstAt} < first_seen_at then ${seen.firstRelease} else first_release end,
      last_release = case when ${lastAt} >= last_seen_at and ${seen.lastRelease} <> '' then ${seen.lastRelease} else last_release end,
      first_seen_at = least(first_seen_at, ${firstAt}), last_seen_at = greatest(last_seen_at, ${lastAt})
    where id = ${groupId}`
  await affected(tx, 'errors.countGroup', ofGroup)
}

/** A group with its first fingerprint; the record of the same id is written before. */
export async function insertGroup(
  tx: Tx,
  { id, environmentId, seen }: { readonly id: string; readonly environmentId: string; readonly seen: Seen },
): Promise<void> {
  const { fingerprint, reason, culprit, level, platform, events, firstRelease, lastRelease } = seen
  const [firstAt, lastAt] = [toDate(seen.firstAt), toDate(seen.lastAt)]
  const group = sql`
    insert into error_group
      (id, environment_id, reason, culprit, level, platform, events, first_seen_at, last_seen_at, first_release, last_release)
    values
      (${id}, ${environmentId}, ${reason}, ${culprit}, ${level}, ${platform}, ${events}, ${firstAt}, ${lastAt}, ${firstRelease}, ${lastRelease})`
  await affected(tx, 'errors.insertGroup', group)
  const ofGroup = sql`
    insert into error_fingerprint (environment_id, fingerprint, group_id, origin_group_id, events, first_seen_at, last_seen_at)
    values (${environmentId}, ${fingerprint}, ${id}, ${id}, ${events}, ${firstAt}, ${lastAt})`
  await affected(tx, 'errors.insertFingerprint', ofGroup)
}

export async function findGroup(tx: Tx, id: string): Promise<GroupRow | undefined> {
  const query = sql<GroupRow>`select ${groupColumns} from error_group g where g.id = ${id}`
  return (await named(tx, 'errors.findGroup', query))[0]
}

/** How a group was resolved or ignored; what is left out is none of that. */
export type Settled = Partial<Omit<GroupStanding, 'state'>> & { readonly mergedInto?: string | null }

/** The state itself stands in the record. */
export async function settleGroup(tx: Tx, id: string, settled: Settled): Promise<void> {
  const dateOf = (at: Instant | null | undefined) => (at === null || at === undefined ? null : toDate(at))
  const query = sql`
    update error_group set resolved_at = ${dateOf(settled.resolvedAt)}, resolved_in_next_release = ${settled.resolvedInNextRelease ?? false},
      ignored_until_at = ${dateOf(settled.ignoredUntilAt)}, ignored_until_events = ${settled.ignoredUntilEvents ?? null},
      ignored_until_release_after = ${dateOf(settled.ignoredUntilReleaseAfter)}, merged_into = ${settled.mergedInto ?? null}
    where id = ${id}`
  await affected(tx, 'errors.settleGroup', query)
}

export interface ListedGroup extends GroupRow {
  readonly number: number
  readonly title: string
  readonly state: GroupState
  readonly assigneeId: string | null
  readonly version: number
}

export interface GroupsAsk {
  /** UUIDs of environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly states: readonly GroupState[]
  readonly levels: readonly string[] | null
  /** Only those of this release, as the first or the last. */
  readonly release: string | null
  /** Stands somewhere in the title or the place; null for all. */
  readonly text: string | null
  readonly before: { readonly lastSeenAt: Instant; readonly id: string } | null
  readonly limit: number
}

/** Those that were seen last first. */
export function listGroups(tx: Tx, ask: GroupsAsk): Promise<ListedGroup[]> {
  const pattern = ask.text === null ? null : `%${ask.text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const before = ask.before === null ? sql`true` : sql`(g.last_seen_at, g.id) < (${toDate(ask.before.lastSeenAt)}, ${ask.before.id}::uuid)`
  const query = sql<ListedGroup>`
    select ${groupColumns}, r.number, r.title, r.state, r.assignee_id as "assigneeId", r.version
    from error_group g ${joinRecord(sql`g.id`)}
    where g.environment_id = any(${ask.environmentIds}::uuid[]) and r.state = any(${ask.states}::text[])
      and (${ask.levels}::text[] is null or g.level = any(${ask.levels}::text[]))
      and (${ask.release}::text is null or ${ask.release}::text in (g.first_release, g.last_release))
      and (${pattern}::text is null or r.title ilike ${pattern}::text or g.culprit ilike ${pattern}::text)
      and ${before}
    order by g.last_seen_at desc, g.id desc
    limit ${ask.limit}`
  return named(tx, 'errors.listGroups', query)
}

/** The culprits of groups by UUID; for the excerpts of search. */
export async function culpritsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const query = sql<{ id: string; culprit: string }>`select id, culprit from error_group where id = any(${ids}::uuid[])`
  return new Map((await named(tx, 'errors.culpritsOf', query)).map(({ id, culprit }) => [id, culprit]))
}

/** Fingerprints of several groups, of each the most frequent ones. */
export function fingerprintsOfAll(
  tx: Tx,
  groupIds: readonly string[],
  limitEach: number,
): Promise<{ readonly fingerprint: string; readonly groupId: string }[]> {
  const query = sql<{ fingerprint: string; groupId: string }>`
    select f.fingerprint, g.id as "groupId"
    from unnest(${groupIds}::uuid[]) as g (id)
    cross join lateral (
      select fingerprint from error_fingerprint where group_id = g.id order by events desc, fingerprint limit ${limitEach}
    ) f`
  return named(tx, 'errors.fingerprintsOfAll', query)
}
