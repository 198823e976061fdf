/** Reading files and what is known about them. */
import { peopleByIds, signedIn } from '#core/identity/public.ts'
import { recordKindsOf, scopeOfRecord, showActor, type RecordRow } from '#core/records/public.ts'
import type { FileAnswer, HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { decodeCursor, pageFrom } from '#platform/http/cursor.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { audiencesFor, mayChange, requireAttachment } from '../access/seen.ts'
import { attachmentsCodes } from '../contract/codes.ts'
import type { Attachment, attachmentsContract } from '../contract/contract.ts'
import { FILE_BYTES_MAX, FILES_PER_RECORD_MAX } from '../domain/bounds.ts'
import { FILE_AUDIENCES, judgeFileAudience, stateOf } from '../domain/judge.ts'
import { MODERATE_ATTACHMENTS, READ_ATTACHMENTS, WRITE_ATTACHMENTS } from '../domain/permissions.ts'
import { previewOf } from '../domain/preview.ts'
import { UNKNOWN } from '../domain/sniff.ts'
import * as store from '../store/attachments.ts'
import type { AttachmentRow } from '../store/attachments.ts'

type Routes = typeof attachmentsContract
/** What reading needs of the platform. */
export type Reading = Pick<Platform, 'work' | 'log'>

const ORDER = '-id'

/** Deleted ones only as far as the caller may bring them back. */
export function listAttachments(
  platform: Reading,
  caller: Caller,
  { query }: HandledOf<Routes['listAttachments']>,
): Promise<ReplyOf<Routes['listAttachments']>> {
  const after = decodeCursor(query.cursor, ORDER, 1)
  const deleted = query.state === 'deleted'
  return platform.work.read(async (tx) => {
    const record = await recordKindsOf(platform).require(tx, caller, { record: query.record, permission: READ_ATTACHMENTS })
    const ownOnly = deleted && !caller.may(MODERATE_ATTACHMENTS, scopeOfRecord(record))
    const rows = await store.listAttachments(tx, {
      recordId: record.id,
      audiences: audiencesFor(caller, record),
      deleted,
      uploaderId: ownOnly ? signedIn(caller).personId : null,
      beforeId: after && String(after[0]),
      limit: query.limit + 1,
    })
    const { items, nextCursor } = pageFrom(rows, query.limit, ORDER, (row) => [row.id])
    return { items: await answers(tx, { caller, record }, items), nextCursor }
  })
}

/** In any state, for whom it is there. */
export function readAttachment(platform: Reading, caller: Caller, id: string): Promise<Attachment> {
  return platform.work.read(async (tx) => {
    const { row, record } = await requireAttachment(
      tx,
      { platform, caller },
      { row: await store.findAttachment(tx, id), permission: READ_ATTACHMENTS },
    )
    const [answer] = await answers(tx, { caller, record }, [row])
    if (answer === undefined) throw new Fault(common.not_found)
    return answer
  })
}

/** The bytes, as they lie in the file store. */
export async function readContent(platform: Reading & Pick<Platform, 'files'>, caller: Caller, id: string): Promise<FileAnswer> {
  const { row } = await platform.work.read(async (tx) =>
    requireAttachment(tx, { platform, caller }, { row: await store.findAttachment(tx, id), permission: READ_ATTACHMENTS }),
  )
  if (stateOf(row) !== 'stored' || row.digest === null) throw new Fault(common.not_found)
  const content = await platform.files.get(row.digest)
  if (content === undefined) throw new Fault(attachmentsCodes.content_missing, { internal: `the file store has no ${row.digest}` })
  return { name: row.name, mediaType: row.mediaType ?? UNKNOWN, bytes: row.bytes, content }
}

/** Whom a file of theirs may be for, and how much room there is. */
export function readRoom(
  platform: Reading,
  caller: Caller,
  { query }: HandledOf<Routes['readRoom']>,
): Promise<ReplyOf<Routes['readRoom']>> {
  return platform.work.read(async (tx) => {
    const record = await recordKindsOf(platform).require(tx, caller, { record: query.record, permission: WRITE_ATTACHMENTS })
    const isTeam = caller.may(WRITE_ATTACHMENTS, scopeOfRecord(record, 'internal'))
    const audiences = FILE_AUDIENCES.filter((asked) => judgeFileAudience({ record: record.audience, asked, isTeam }).allowed)
    const count = await store.countAttachments(tx, record.id)
    return { bytesMax: FILE_BYTES_MAX, countMax: FILES_PER_RECORD_MAX, count, audiences }
  })
}

interface Answering {
  readonly caller: Caller
  readonly record: RecordRow
}

async function answers(tx: Tx, { caller, record }: Answering, rows: readonly AttachmentRow[]): Promise<Attachment[]> {
  const people = await peopleByIds(
    tx,
    rows.flatMap(({ uploaderId }) => uploaderId ?? []),
  )
  return rows.map((row) => ({
    id: row.id,
    record: { kind: record.kind, id: record.id },
    name: row.name,
    bytes: row.bytes,
    state: stateOf(row),
    mediaType: row.storedAt === null ? null : row.mediaType,
    sha256: row.storedAt === null ? null : row.digest,
    preview: row.storedAt === null || row.mediaType === null ? null : previewOf(row.mediaType),
    audience: row.audience,
    addedBy: row.uploaderId === null ? null : { id: row.uploaderId, name: showActor({ kind: 'person', id: row.uploaderId }, people).name },
    addedAt: row.storedAt ?? row.announcedAt,
    deletedAt: row.deletedAt,
    mayChange: mayChange(caller, record, row),
    version: row.version,
  }))
}
