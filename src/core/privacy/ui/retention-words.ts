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
  'channels.messages': {
    title: /*i18n*/ 'Pages handed over',
    sentence:
      /*i18n*/ 'What people on duty were sent by which channel and what came back, counted from its last change. It answers whether they were told.',
  },
  'comments.deleted': {
    title: /*i18n*/ 'Deleted comments',
    sentence: /*i18n*/ 'Kept so that they can be brought back, counted from the deletion.',
  },
  'attachments.deleted': {
    title: /*i18n*/ 'Deleted files',
    sentence: /*i18n*/ 'Kept so that they can be brought back, counted from the deletion.',
  },
  'dashboards.deleted': {
    title: /*i18n*/ 'Deleted dashboards',
    sentence: /*i18n*/ 'Kept so that they can be brought back, counted from the deletion.',
  },
  'logs.deleted_searches': {
    title: /*i18n*/ 'Deleted saved searches of log lines',
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
  'statuspage.unconfirmed': {
    title: /*i18n*/ 'Unconfirmed followers of status pages',
    sentence: /*i18n*/ 'An address that was typed in on a status page waits for its owner to confirm it; counted from the mail that asked.',
  },
  'alerting.transitions': {
    title: /*i18n*/ 'Changes of watches',
    sentence: /*i18n*/ 'When a rule began and ceased to fire on one target and why, counted from then. Alerts and their timelines stay.',
  },
  'intakes.alerts': {
    title: /*i18n*/ 'What other tools said of alerts',
    sentence:
      /*i18n*/ 'Descriptions and annotations of alerts of other tools, counted from when the tool said that they are over. The alerts stay.',
  },
  'intakes.tally': {
    title: /*i18n*/ 'Counts of alert sources',
    sentence: /*i18n*/ 'How much came of each alert source in an hour and what was refused, counted from that hour.',
  },
  'mapping.unassigned': {
    title: /*i18n*/ 'Labels of unassigned telemetry',
    sentence: /*i18n*/ 'Labels of what came and no mapping rule assigned, counted from when it came last.',
  },
  'errors.feedback': {
    title: /*i18n*/ 'Feedback of users',
    sentence: /*i18n*/ 'What users said to errors, with the name and address that they gave, counted from when it came.',
  },
  'errors.files': {
    title: /*i18n*/ 'Files of errors',
    sentence: /*i18n*/ 'Screenshots, dumps and other files that came with errors and feedback, counted from when they came.',
  },
  'errors.source_maps': {
    title: /*i18n*/ 'Source maps',
    sentence: /*i18n*/ 'Kept so that errors show the source, counted from the last error that was read by them.',
  },
}
