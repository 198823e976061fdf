/** Who may see and change which files. */
import { signedIn } from '#core/identity/public.ts'
import { recordKindsOf, scopeOfRecord, type RecordRow } from '#core/records/public.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { FILE_AUDIENCES, stateOf, type FileAudience } from '../domain/judge.ts'
import { MODERATE_ATTACHMENTS, READ_ATTACHMENTS } from '../domain/permissions.ts'
import type { AttachmentRow } from '../store/attachments.ts'

export function scopeOf(record: RecordRow, audience: FileAudience): Scope {
  return scopeOfRecord(record, audience)
}

/** Contacts see what is shown to the client, the team sees everything. */
export function audiencesFor(caller: Caller, record: RecordRow): readonly FileAudience[] {
  return FILE_AUDIENCES.filter((audience) => caller.may(READ_ATTACHMENTS, scopeOf(record, audience)))
}

/** A file that somebody asks for, and the permission that it takes. */
export interface AttachmentWanted {
  readonly row: AttachmentRow | undefined
  readonly permission: string
}

/**
 * The file and its record. Throws `common.not_found` for what is not there, or not for this caller: one that is arriving is its
 * sender's alone, a deleted one that of whoever may bring it back.
 */
export async function requireAttachment(
  tx: Tx,
  { platform, caller }: { readonly platform: Pick<Platform, 'log'>; readonly caller: Caller },
  { row, permission }: AttachmentWanted,
): Promise<{ readonly row: AttachmentRow; readonly record: RecordRow }> {
  if (row === undefined) throw new Fault(common.not_found)
  const record = await recordKindsOf(platform).requireById(tx, caller, { id: row.recordId, permission })
  const isThere = stateOf(row) === 'stored' || (row.storedAt === null ? isOwn(caller, row) : mayChange(caller, record, row))
  if (!isThere || !caller.may(permission, scopeOf(record, row.audience))) throw new Fault(common.not_found)
  return { row, record }
}

export function mayChange(caller: Caller, record: RecordRow, row: AttachmentRow): boolean {
  return isOwn(caller, row) || caller.may(MODERATE_ATTACHMENTS, scopeOf(record, row.audience))
}

function isOwn(caller: Caller, row: AttachmentRow): boolean {
  return row.uploaderId !== null && row.uploaderId === signedIn(caller).personId
}
