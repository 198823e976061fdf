/** What the events of privacy say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'privacy.person_exported': /*i18n*/ 'exported what is held about a person, {items} items',
  'erasure.begun': /*i18n*/ 'erased a person: {rows} rows',
  'erasure.finished': /*i18n*/ 'finished erasing a person; {remains} texts of others still name them',
  'retention.changed': /*i18n*/ 'set how long {kind} is kept to {days} days',
  'retention.applied': /*i18n*/ 'removed {count} rows of {kind} that were kept long enough',
  'consent.recorded': /*i18n*/ 'recorded a consent',
  'consent.withdrawn': /*i18n*/ 'recorded that a consent was withdrawn',
  'value.kind.identity.closed_invitations': /*i18n*/ 'Closed invitations',
  'value.kind.comments.deleted': /*i18n*/ 'Deleted comments',
  'value.kind.attachments.deleted': /*i18n*/ 'Deleted files',
  'value.kind.views.deleted': /*i18n*/ 'Deleted saved views',
  'value.kind.delivery.notifications': /*i18n*/ 'Notifications',
  'value.kind.delivery.messages': /*i18n*/ 'Sent messages',
}
