/** Who is told of a new file: those who watch the record. Delivery leaves out who added it, and who may not see a file of its audience. */
import { watchersTold } from '#core/comments/public.ts'
import { attachmentAdded } from '#events/attachments.ts'
import type { Notifies, NoticeTopic } from '#platform/module.ts'

const watched: NoticeTopic = { key: 'attachments.watched', title: 'Something that you watch gets a file' }

export const attachmentNotifies: readonly Notifies[] = [
  { on: attachmentAdded, topic: watched, whom: ({ record }, tx) => watchersTold(tx, record.id) },
]
