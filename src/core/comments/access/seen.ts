/** What of a record's conversation a caller hears. */
import { scopeOfRecord, type RecordRow } from '#core/records/public.ts'
import type { Caller } from '#platform/http/handlers.ts'
import { COMMENT_AUDIENCES, type CommentAudience } from '../domain/judge.ts'
import { READ_COMMENTS } from '../domain/permissions.ts'

/** Contacts hear what is said to the client, the team hears everything. */
export function audiencesFor(caller: Caller, record: RecordRow): readonly CommentAudience[] {
  return COMMENT_AUDIENCES.filter((audience) => caller.may(READ_COMMENTS, scopeOfRecord(record, audience)))
}
