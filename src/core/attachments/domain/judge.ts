/** Decisions about files: who sees them, and whether their bytes are awaited. */
import {
  COMMENT_AUDIENCES,
  judgeAudience,
  type AudienceAsked,
  type AudienceVerdict,
  type CommentAudience,
} from '#core/comments/domain/judge.ts'
import { later, type Instant } from '#kit/time.ts'
import { BEGIN_WITHIN_MS } from './bounds.ts'

/** A file is seen by the same people as a comment that stands beside it. */
export const FILE_AUDIENCES = COMMENT_AUDIENCES
export type FileAudience = CommentAudience

export function judgeFileAudience(asked: AudienceAsked): AudienceVerdict {
  return judgeAudience(asked)
}

export type FileState = 'arriving' | 'stored' | 'deleted'

/** What a row says about its state. */
export interface FileTimes {
  readonly announcedAt: Instant
  readonly storedAt: Instant | null
  readonly deletedAt: Instant | null
}

/** One that was given up before it arrived is deleted as well. */
export function stateOf({ storedAt, deletedAt }: FileTimes): FileState {
  if (deletedAt !== null) return 'deleted'
  return storedAt === null ? 'arriving' : 'stored'
}

export type ArrivalVerdict = 'awaited' | 'arrived' | 'given_up' | 'too_late'

/** Whether bytes that begin to arrive now are kept. A file that is there already stays as it is, whatever is sent. */
export function judgeArrival(times: FileTimes, now: Instant): ArrivalVerdict {
  if (times.storedAt !== null) return 'arrived'
  if (times.deletedAt !== null) return 'given_up'
  return now > later(times.announcedAt, BEGIN_WITHIN_MS) ? 'too_late' : 'awaited'
}
