/** The routes of attachments for their screens. */
import type { z } from 'zod'
import { useClient } from '#design/session/client.ts'
import type { attachment, attachmentsContract } from '../contract/contract.ts'

export const useAttachments = () => useClient<typeof attachmentsContract>('attachments')

/** What a file makes stale: the list, and what the log tells about the record. */
export const TOUCHES = ['attachments', 'records']

export type Attachment = z.input<typeof attachment>
export type Audience = Attachment['audience']

/** Where a browser saves it from, and pictures are shown from. */
export function contentPath(id: string): string {
  return `/api/pitcrew/v1/attachments/${id}/content`
}
