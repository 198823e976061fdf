/** Reading comments. */
import { peopleByIds, signedIn, type PersonSummary } from '#core/identity/public.ts'
import { readThing } from '#core/records/contract/thing.ts'
import { findRecord, recordKindsOf, scopeOfRecord, showActor, type RecordRow } from '#core/records/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { decodeCursor, pageFrom } from '#platform/http/cursor.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { Comment, commentRoutes } from '../contract/comments.ts'
import { MODERATE_COMMENTS, READ_COMMENTS } from '../domain/permissions.ts'
import { recordAddressesIn } from '../domain/text.ts'
import * as store from '../store/comments.ts'
import type { CommentRow } from '../store/comments.ts'
import { audiencesFor } from '../access/seen.ts'

type Routes = typeof commentRoutes
/** What reading needs of the platform. */
export type Reading = Pick<Platform, 'work' | 'log' | 'config'>

const ORDER = '-id'
/** Cards of one page; further addresses stay addresses. */
const CARDS_MAX = 20

export function listComments(
  platform: Reading,
  caller: Caller,
  { query }: HandledOf<Routes['listComments']>,
): Promise<ReplyOf<Routes['listComments']>> {
  const after = decodeCursor(query.cursor, ORDER, 1)
  return platform.work.read(async (tx) => {
    const record = await recordKindsOf(platform).require(tx, caller, { record: query.record, permission: READ_COMMENTS })
    const rows = await store.listComments(tx, {
      recordId: record.id,
      audiences: audiencesFor(caller, record),
      beforeId: after && String(after[0]),
      limit: query.limit + 1,
    })
    const { items, nextCursor } = pageFrom(rows, query.limit, ORDER, (row) => [row.id])
    return { items: await answers(tx, { platform, caller, record }, items), nextCursor }
  })
}

/** Deleted ones too, without their text. Throws `common.not_found` for what the caller may not see. */
export function readComment(platform: Reading, caller: Caller, id: string): Promise<Comment> {
  return platform.work.read(async (tx) => {
    const { row, record } = await requireComment(tx, { platform, caller }, id)
    const [answer] = await answers(tx, { platform, caller, record }, [row])
    if (answer === undefined) throw new Fault(common.not_found)
    return answer
  })
}

export function listCommentVersions(
  platform: Reading,
  caller: Caller,
  { params, query }: HandledOf<Routes['listCommentVersions']>,
): Promise<ReplyOf<Routes['listCommentVersions']>> {
  const after = decodeCursor(query.cursor, '-version', 1)
  return platform.work.read(async (tx) => {
    const { row } = await requireComment(tx, { platform, caller }, params.id)
    const before = after && Number(after[0])
    const rows = row.deletedAt === null ? await store.listCommentVersions(tx, { id: row.id, before, limit: query.limit + 1 }) : []
    const { items, nextCursor } = pageFrom(rows, query.limit, '-version', ({ version }) => [version])
    return { items: [...items], nextCursor }
  })
}

async function requireComment(tx: Tx, { platform, caller }: Pick<Answering, 'platform' | 'caller'>, id: string) {
  const row = await store.findComment(tx, id)
  if (row === undefined) throw new Fault(common.not_found)
  const record = await recordKindsOf(platform).requireById(tx, caller, { id: row.recordId, permission: READ_COMMENTS })
  if (!audiencesFor(caller, record).includes(row.audience)) throw new Fault(common.not_found)
  return { row, record }
}

interface Answering {
  readonly platform: Reading
  readonly caller: Caller
  readonly record: RecordRow
}

async function answers(tx: Tx, to: Answering, rows: readonly CommentRow[]): Promise<Comment[]> {
  const people = await peopleByIds(
    tx,
    rows.flatMap(({ authorId, mentioned }) => [...mentioned, ...(authorId === null ? [] : [authorId])]),
  )
  const cards = await cardsOf(tx, to, rows)
  const { personId } = signedIn(to.caller)
  return rows.map((row) => {
    const isGone = row.deletedAt !== null
    const isOwn = row.authorId === personId
    const mayModerate = to.caller.may(MODERATE_COMMENTS, scopeOfRecord(to.record, row.audience))
    return {
      id: row.id,
      record: { kind: to.record.kind, id: to.record.id },
      author: row.authorId === null ? null : { id: row.authorId, name: nameOf(people, row.authorId) },
      text: isGone ? '' : row.text,
      audience: row.audience,
      mentions: isGone ? [] : row.mentioned.map((id) => ({ id, name: nameOf(people, id) })),
      cards: isGone ? [] : cards.filter(({ address }) => row.text.includes(address)),
      createdAt: row.createdAt,
      editedAt: row.editedAt,
      deletedAt: row.deletedAt,
      mayEdit: isOwn && !isGone,
      mayDelete: isOwn || mayModerate,
      version: row.version,
    }
  })
}

function nameOf(people: ReadonlyMap<string, PersonSummary>, id: string): string {
  return showActor({ kind: 'person', id }, people).name
}

/** A record that the caller may not see stays a bare address: whoever wrote it has said as much already. */
async function cardsOf(tx: Tx, { platform, caller }: Answering, rows: readonly CommentRow[]): Promise<Comment['cards']> {
  const kinds = recordKindsOf(platform)
  const found = rows.flatMap(({ text }) => recordAddressesIn(text, platform.config.publicUrl)).slice(0, CARDS_MAX)
  const cards: Comment['cards'] = []
  for (const { address, id } of found) {
    const thing = readThing(id)
    const row = thing && (await findRecord(tx, thing.id))
    const card = row && row.kind === thing.kind && kinds.isSeenBy(caller, row) ? kinds.cardOf(row) : undefined
    if (card) cards.push({ address, ...card })
  }
  return cards
}
