/** What the events of backups say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'backup.begun': /*i18n*/ 'began a backup',
  'backup.made': /*i18n*/ 'made a backup up to event {seq}',
  'backup.failed': /*i18n*/ 'could not make a backup',
  'backup.schedule_changed': /*i18n*/ 'set backups to every {everyHours} hours, keeping {keep}',
  'recovery_key.made': /*i18n*/ 'made a recovery key for backups',
  'export.made': /*i18n*/ 'took a full export up to event {seq}',
  'now.backup.none': /*i18n*/ 'There is no backup yet',
  'now.backup.none.reason': /*i18n*/ 'Should this machine be lost now, everything since then would be lost with it.',
  'now.backup.too_old': /*i18n*/ 'The last good backup is too old',
  'now.backup.too_old.reason': /*i18n*/ 'Should this machine be lost now, everything since then would be lost with it.',
}
