/** What the events of attachments say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'attachment.added': /*i18n*/ 'added a file',
  'attachment.deleted': /*i18n*/ 'deleted a file',
  'attachment.restored': /*i18n*/ 'brought a file back',
  'attachment.shown': /*i18n*/ 'changed who sees a file',
  'topic.attachments.watched': /*i18n*/ 'Something that you watch gets a file',
}
