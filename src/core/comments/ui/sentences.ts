/** What the events of comments say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'comment.added': /*i18n*/ 'commented',
  'comment.edited': /*i18n*/ 'edited a comment',
  'comment.deleted': /*i18n*/ 'deleted a comment',
  'comment.restored': /*i18n*/ 'brought a comment back',
  'topic.comments.mentions': /*i18n*/ 'You are mentioned in a comment',
  'topic.comments.watched': /*i18n*/ 'Something that you watch is commented on',
}
