/** What the events of the operation of the installation say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'setting.changed': /*i18n*/ 'set {key} to {after}',
  'setting.reset': /*i18n*/ 'brought the default of {key} back',
  'audit.verified': /*i18n*/ 'verified the log from {fromSeq} to {toSeq}: the chain holds',
  'audit.broken': /*i18n*/ 'found the log broken at {seq}: {what}',
  'audit.exported': /*i18n*/ 'exported {what} of the audit trail as {format}',
  'job.retried': /*i18n*/ 'ran the dead job {job} again',
  'job.discarded': /*i18n*/ 'discarded the dead job {job}',
  'jobs.retried': /*i18n*/ 'ran {count} dead jobs of {task} again',
  'jobs.discarded': /*i18n*/ 'discarded {count} dead jobs of {task}',
  'reaction.retried': /*i18n*/ 'asked for another try of a parked reaction',
}
