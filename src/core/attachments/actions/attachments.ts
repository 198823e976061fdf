/** Announcing files, deleting them, bringing them back, and choosing who sees them. */
import { uuidv7 } from 'uuidv7'
import { signedIn } from '#core/identity/public.ts'
import { lockRecord, recordKindsOf, scopeOfRecord, type RecordRow } from '#core/records/public.ts'
import { attachmentDeleted, attachmentRestored, attachmentShown } from '#events/attachments.ts'
import type { HandledOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { mayChange, requireAttachment, scopeOf } from '../access/seen.ts'
import { attachmentsCodes } from '../contract/codes.ts'
import type { attachmentsContract } from '../contract/contract.ts'
import { FILE_BYTES_MAX, FILES_PER_RECORD_MAX } from '../domain/bounds.ts'
import { judgeFileAudience, type FileAudience } from '../domain/judge.ts'
import { cleanName } from '../domain/name.ts'
import { MODERATE_ATTACHMENTS, WRITE_ATTACHMENTS } from '../domain/permissions.ts'
import * as store from '../store/attachments.ts'

/** Who asks, on which platform. */
export interface Act {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly caller: Caller
}

type Announcement = HandledOf<(typeof attachmentsContract)['announceAttachment']>['body']

/** Returns the UUID under which the bytes are sent. Throws before a byte is on its way what would be wrong with them. */
export function announceAttachment({ platform, caller }: Act, body: Announcement): Promise<string> {
  const at = platform.clock.now()
  const { personId } = signedIn(caller)
  return platform.work.run(async (tx) => {
    const record = await recordKindsOf(platform).require(tx, caller, { record: body.record, permission: WRITE_ATTACHMENTS })
    const audience = chooseAudience(caller, record, body.audience)
    if (body.bytes > FILE_BYTES_MAX) {
      const message = `is ${body.bytes}, and a file may have at most ${FILE_BYTES_MAX} bytes`
      throw new Fault(attachmentsCodes.too_large, { detail: tooLargeWords(), fields: [{ field: 'body.bytes', message }] })
    }
    // Held while counting, so that two who come at once do not both take the last place.
    await lockRecord(tx, record.id)
    if ((await store.countAttachments(tx, record.id)) >= FILES_PER_RECORD_MAX) {
      throw new Fault(attachmentsCodes.too_many, { detail: `A record may have at most ${FILES_PER_RECORD_MAX} files.` })
    }
    const id = uuidv7()
    const { bytes } = body
    await store.insertAttachment(tx, { id, recordId: record.id, uploaderId: personId, name: cleanName(body.name), audience, bytes, at })
    return id
  })
}

/** The limit in the unit in which people think of files. */
export function tooLargeWords(): string {
  return `A file may have at most ${FILE_BYTES_MAX / 1024 / 1024} MiB.`
}

/** A file that is to be changed: its UUID and the version that was read. */
export interface AttachmentTarget {
  readonly id: string
  readonly ifMatch: number | null
}

/** A file that is given up before it arrived does not come back. */
export function setAttachmentState(act: Act, target: AttachmentTarget, state: 'stored' | 'deleted'): Promise<void> {
  const { platform, caller } = act
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const { row, record } = await claim(tx, act, target)
    if ((row.deletedAt !== null) === (state === 'deleted')) return
    if (row.storedAt === null && state === 'stored') return
    await store.setAttachmentDeleted(tx, row.id, state === 'deleted' ? at : null)
    // Nobody has heard of it yet.
    if (row.storedAt === null) return
    const event = state === 'deleted' ? attachmentDeleted : attachmentRestored
    const about = { record: { kind: record.kind, id: record.id }, scope: scopeOf(record, row.audience) }
    await platform.log.publish(tx, { event, actor: caller.ref, at, ...about, particulars: { attachmentId: row.id } })
  })
}

export function changeAudience(act: Act, target: AttachmentTarget, asked: FileAudience): Promise<void> {
  const { platform, caller } = act
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const { row, record } = await claim(tx, act, target)
    const audience = chooseAudience(caller, record, asked)
    if (audience === row.audience) return
    await store.setAudience(tx, row.id, audience)
    if (row.storedAt === null) return
    // The client's contacts hear of it in either direction: it comes into their list, or leaves it.
    const about = { record: { kind: record.kind, id: record.id }, scope: scopeOf(record, 'client') }
    const particulars = { attachmentId: row.id, audience }
    await platform.log.publish(tx, { event: attachmentShown, actor: caller.ref, at, ...about, particulars })
  })
}

/** Locks the file; what the caller may not see is not there. */
async function claim(tx: Tx, act: Act, { id, ifMatch }: AttachmentTarget) {
  const found = await requireAttachment(tx, act, { row: await store.lockAttachment(tx, id), permission: WRITE_ATTACHMENTS })
  if (found.row.version !== ifMatch) throw new Fault(common.version_mismatch)
  if (!mayChange(act.caller, found.record, found.row)) {
    throw new Fault(common.forbidden, { detail: `Changing a file of somebody else needs the permission "${MODERATE_ATTACHMENTS}".` })
  }
  return found
}

function chooseAudience(caller: Caller, record: RecordRow, asked: FileAudience | undefined): FileAudience {
  const isTeam = caller.may(WRITE_ATTACHMENTS, scopeOfRecord(record, 'internal'))
  const verdict = judgeFileAudience({ record: record.audience, asked, isTeam })
  if (verdict.allowed) return verdict.audience
  const detail =
    verdict.reason === 'record_is_internal'
      ? 'This record is internal, so its files are.'
      : 'You speak for a client, so the client sees your files.'
  throw new Fault(attachmentsCodes.audience, { detail })
}
