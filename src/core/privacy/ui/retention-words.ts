/** What is not kept for ever, as messages by the id of its kind; the English is the server’s own. */

export interface RetentionWords {
  readonly title: string
  readonly sentence: string
}

/** A kind that is not listed here is told in the server’s words. */
export const retentionWords: Readonly<Record<string, RetentionWords>> = {
  'identity.closed_invitations': {
    title: /*i18n*/ 'Closed invitations',
    sentence:
      /*i18n*/ 'Who was invited by whom, counted from the invitation, once it was used or withdrawn. The audit trail keeps the fact.',
  },
  'comments.deleted': {
    title: /*i18n*/ 'Deleted comments',
    sentence: /*i18n*/ 'Kept so that they can be brought back, counted from the deletion.',
  },
  'attachments.deleted': {
    title: /*i18n*/ 'Deleted files',
    sentence: /*i18n*/ 'Kept so that they can be brought back, counted from the deletion.',
  },
  'views.deleted': {
    title: /*i18n*/ 'Deleted saved views',
    sentence: /*i18n*/ 'Kept so that they can be brought back, counted from the deletion.',
  },
  'delivery.notifications': {
    title: /*i18n*/ 'Notifications',
    sentence: /*i18n*/ 'What people were told in the console, counted from the last thing that it tells. Timelines keep the events.',
  },
  'delivery.messages': {
    title: /*i18n*/ 'Sent messages',
    sentence:
      /*i18n*/ 'Mails with their text, counted from when they were handed over or given up. They answer who was told what, and when.',
  },
}
