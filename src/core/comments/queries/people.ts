/** Whom one can mention, and who watches. */
import { peopleByIds, peopleWhoMay, signedIn } from '#core/identity/public.ts'
import { recordKindsOf, scopeOfRecord, showActor } from '#core/records/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import type { RecordRef } from '#kit/event.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { commentRoutes } from '../contract/comments.ts'
import type { watcherRoutes } from '../contract/watchers.ts'
import { COMMENT_AUDIENCES, judgeAudience } from '../domain/judge.ts'
import { READ_COMMENTS, WRITE_COMMENTS } from '../domain/permissions.ts'
import { listWatchers as list } from '../store/watchers.ts'
import type { Reading } from './comments.ts'
import { audiencesFor } from '../access/seen.ts'

/** As many as the picker shows. */
const FOUND_MAX = 8
/** More than this watch nothing any more. */
const WATCHERS_MAX = 200

/** What a comment of theirs may be heard by, the usual one first. */
export function readAudiences(
  platform: Reading,
  caller: Caller,
  { query }: HandledOf<(typeof commentRoutes)['readAudiences']>,
): Promise<ReplyOf<(typeof commentRoutes)['readAudiences']>> {
  return platform.work.read(async (tx) => {
    const record = await recordKindsOf(platform).require(tx, caller, { record: query.record, permission: WRITE_COMMENTS })
    const isTeam = caller.may(WRITE_COMMENTS, scopeOfRecord(record, 'internal'))
    const items = COMMENT_AUDIENCES.filter((asked) => judgeAudience({ record: record.audience, asked, isTeam }).allowed)
    return { items }
  })
}

type Mentionable = (typeof commentRoutes)['listMentionable']

/** By name; without an audience, those who would see a comment of the widest audience that the caller may give it. */
export function listMentionable(platform: Reading, caller: Caller, { query }: HandledOf<Mentionable>): Promise<ReplyOf<Mentionable>> {
  return platform.work.read(async (tx) => {
    const kinds = recordKindsOf(platform)
    const record = await kinds.require(tx, caller, { record: query.record, permission: WRITE_COMMENTS })
    const heard = audiencesFor(caller, record)
    const audience = query.audience && heard.includes(query.audience) ? query.audience : record.audience
    const permissions = [kinds.of(record.kind)?.permission ?? READ_COMMENTS, READ_COMMENTS]
    const scope = scopeOfRecord(record, audience)
    const text = query.text === undefined ? {} : { text: query.text }
    const people = await peopleWhoMay(tx, { permissions, scope, ...text, limit: FOUND_MAX })
    return { items: people.map(({ id, name }) => ({ id, name })) }
  })
}

/** In the order in which they began. */
export function listWatchers(platform: Reading, caller: Caller, ref: RecordRef): Promise<ReplyOf<(typeof watcherRoutes)['listWatchers']>> {
  return platform.work.read(async (tx) => {
    const record = await recordKindsOf(platform).require(tx, caller, { record: ref, permission: READ_COMMENTS })
    const rows = await list(tx, record.id, WATCHERS_MAX)
    const people = await peopleByIds(
      tx,
      rows.map(({ personId }) => personId),
    )
    const { personId } = signedIn(caller)
    const own = rows.find((row) => row.personId === personId)
    const items = rows.map(({ personId: id, reason, muted, since }) => {
      return { person: { id, name: showActor({ kind: 'person', id }, people).name }, reason, muted, since }
    })
    return { items, mine: own ? { reason: own.reason, muted: own.muted, since: own.since } : null }
  })
}
