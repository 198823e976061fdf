/** Commenting, editing, deleting and bringing back. */
import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { peopleWhoMay, signedIn, type PersonCaller } from '#core/identity/public.ts'
import { dropText, indexText, recordKindsOf, scopeOfRecord, type RecordRow } from '#core/records/public.ts'
import { commentAdded, commentDeleted, commentEdited, commentRestored } from '#events/comments.ts'
import type { HandledOf } from '#kit/contract.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { commentRoutes } from '../contract/comments.ts'
import { commentsCodes } from '../contract/codes.ts'
import { judgeAudience, judgeSend, type CommentAudience } from '../domain/judge.ts'
import { MODERATE_COMMENTS, READ_COMMENTS, WRITE_COMMENTS } from '../domain/permissions.ts'
import { MENTIONS_MAX, mentionsIn } from '../domain/text.ts'
import { audiencesFor } from '../access/seen.ts'
import * as store from '../store/comments.ts'
import { insertWatchers } from '../store/watchers.ts'

/** Who asks, on which platform. */
export interface Act {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly caller: Caller
}

type Creation = HandledOf<(typeof commentRoutes)['createComment']>['body']

/** Returns the UUID. The author and whoever is mentioned watch the record from now on. */
export function createComment({ platform, caller }: Act, body: Creation): Promise<string> {
  const at = platform.clock.now()
  const author = signedIn(caller)
  return platform.work.run(async (tx) => {
    const record = await recordKindsOf(platform).require(tx, caller, { record: body.record, permission: WRITE_COMMENTS })
    const audience = chooseAudience(caller, record, body.audience)
    await refuseUnseen(tx, author, record, body.seen)
    const named = await readMentions(tx, { platform, record, audience, text: body.text })
    const id = uuidv7()
    await store.insertComment(tx, { id, recordId: record.id, authorId: author.personId, text: body.text, audience, mentioned: named, at })
    await indexText(tx, { id, recordId: record.id, audience, text: body.text })
    await insertWatchers(tx, { recordId: record.id, personIds: [author.personId], reason: 'commented', at })
    await insertWatchers(tx, { recordId: record.id, personIds: named, reason: 'mentioned', at })
    const particulars = { commentId: id, mentioned: named, digest: digestOf(body.text) }
    await platform.log.publish(tx, { event: commentAdded, actor: caller.ref, at, ...about(record, audience), particulars })
    return id
  })
}

/** A comment that is to be changed: its UUID and the version that was read. */
export interface CommentTarget {
  readonly id: string
  readonly ifMatch: number | null
}

export function editComment(act: Act, target: CommentTarget, text: string): Promise<void> {
  const { platform, caller } = act
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const { row, record } = await claim(tx, act, target)
    if (row.authorId !== signedIn(caller).personId) {
      throw new Fault(common.forbidden, { detail: 'Only who wrote a comment may change its text.' })
    }
    if (row.deletedAt !== null) throw new Fault(commentsCodes.deleted)
    if (row.text === text) return
    const named = await readMentions(tx, { platform, record, audience: row.audience, text })
    const mentioned = named.filter((id) => !row.mentioned.includes(id))
    await store.editComment(tx, { id: row.id, text, mentioned: named, at })
    await indexText(tx, { id: row.id, recordId: record.id, audience: row.audience, text })
    await insertWatchers(tx, { recordId: record.id, personIds: mentioned, reason: 'mentioned', at })
    const particulars = { commentId: row.id, mentioned, digest: digestOf(text) }
    await platform.log.publish(tx, { event: commentEdited, actor: caller.ref, at, ...about(record, row.audience), particulars })
  })
}

export function setCommentState(act: Act, target: CommentTarget, state: 'posted' | 'deleted'): Promise<void> {
  const { platform, caller } = act
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const { row, record } = await claim(tx, act, target)
    const isAuthor = row.authorId === signedIn(caller).personId
    if (!isAuthor && !caller.may(MODERATE_COMMENTS, scopeOf(record, row.audience))) {
      throw new Fault(common.forbidden, { detail: `Deleting a comment of somebody else needs the permission "${MODERATE_COMMENTS}".` })
    }
    if ((row.deletedAt !== null) === (state === 'deleted')) return
    await store.setCommentDeleted(tx, row.id, state === 'deleted' ? at : null)
    if (state === 'deleted') await dropText(tx, row.id)
    else await indexText(tx, row)
    const event = state === 'deleted' ? commentDeleted : commentRestored
    await platform.log.publish(tx, { event, actor: caller.ref, at, ...about(record, row.audience), particulars: { commentId: row.id } })
  })
}

/** Locks the comment; what the caller may not see is not there. */
async function claim(tx: Tx, { platform, caller }: Act, { id, ifMatch }: CommentTarget) {
  const row = await store.lockComment(tx, id)
  if (row === undefined) throw new Fault(common.not_found)
  const record = await recordKindsOf(platform).requireById(tx, caller, { id: row.recordId, permission: WRITE_COMMENTS })
  if (!caller.may(WRITE_COMMENTS, scopeOf(record, row.audience))) throw new Fault(common.not_found)
  if (ifMatch !== row.version) throw new Fault(common.version_mismatch)
  return { row, record }
}

function chooseAudience(caller: Caller, record: RecordRow, asked: CommentAudience | undefined): CommentAudience {
  const isTeam = caller.may(WRITE_COMMENTS, scopeOf(record, 'internal'))
  const verdict = judgeAudience({ record: record.audience, asked, isTeam })
  if (verdict.allowed) return verdict.audience
  const words = {
    record_is_internal: 'This record is internal, so its comments are too.',
    contacts_speak_openly: 'What contacts write is seen by the team and the client.',
  }
  throw new Fault(commentsCodes.audience, {
    detail: words[verdict.reason],
    fields: [{ field: 'body.audience', message: words[verdict.reason] }],
  })
}

async function refuseUnseen(tx: Tx, author: PersonCaller, record: RecordRow, seenId: string | null | undefined): Promise<void> {
  const newest = seenId === undefined ? undefined : await store.findNewest(tx, record.id, audiencesFor(author, record))
  const verdict = judgeSend({ newest, seenId, authorId: author.personId })
  if (!verdict.allowed) throw new Fault(commentsCodes.newer_exists)
}

interface Naming {
  readonly platform: Act['platform']
  readonly record: RecordRow
  readonly audience: CommentAudience
  readonly text: string
}

/** People in the text. Throws when somebody is mentioned who may not see the comment. */
async function readMentions(tx: Tx, { platform, record, audience, text }: Naming) {
  const mentioned = mentionsIn(text)
  if (mentioned.length > MENTIONS_MAX) {
    const message = `may mention at most ${MENTIONS_MAX} people`
    throw new Fault(common.invalid_request, { detail: `The text ${message}.`, fields: [{ field: 'body.text', message }] })
  }
  if (mentioned.length === 0) return mentioned
  const permissions = [recordKindsOf(platform).of(record.kind)?.permission ?? READ_COMMENTS, READ_COMMENTS]
  const seeing = await peopleWhoMay(tx, { permissions, scope: scopeOf(record, audience), ids: mentioned, limit: MENTIONS_MAX })
  const blind = mentioned.length - seeing.length
  if (blind === 0) return mentioned
  const message = blind === 1 ? 'mentions somebody who may not see this comment' : `mentions ${blind} people who may not see this comment`
  throw new Fault(commentsCodes.cannot_be_mentioned, {
    detail: `The text ${message}; nothing was sent.`,
    fields: [{ field: 'body.text', message }],
  })
}

function scopeOf(record: RecordRow, audience: CommentAudience): Scope {
  return scopeOfRecord(record, audience)
}

function about(record: RecordRow, audience: CommentAudience) {
  return { record: { kind: record.kind, id: record.id }, scope: scopeOf(record, audience) }
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')
