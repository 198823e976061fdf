/** The routes of comments for its screens. */
import type { z } from 'zod'
import { useClient } from '#design/session/client.ts'
import type { comment } from '../contract/comments.ts'
import type { commentsContract } from '../contract/contract.ts'

export const useComments = () => useClient<typeof commentsContract>('comments')

/** What a comment makes stale: itself, who watches, and what the log tells about the record. */
export const TOUCHES = ['comments', 'records']

export type Comment = z.input<typeof comment>

/** Comments of one page: the newest, of which most conversations have fewer. */
export const SHOWN_FIRST = 50
