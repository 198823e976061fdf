/** What the events of maintenance say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'window.planned': /*i18n*/ 'planned the window {title}',
  'window.changed': /*i18n*/ 'changed {fields} of the window {title}',
  'window.cancelled': /*i18n*/ 'cancelled the window {title}',
  'window.occurrence_changed': /*i18n*/ 'changed one time of the window {title}: {what}',
  'value.what.skipped': /*i18n*/ 'left out',
  'value.what.unskipped': /*i18n*/ 'takes place after all',
  'value.what.moved': /*i18n*/ 'moved',
  'value.what.extended': /*i18n*/ 'extended',
  'value.what.ended_early': /*i18n*/ 'ended early',
  'window.nears': /*i18n*/ 'saw the window {title} come near',
  'window.started': /*i18n*/ 'started the window {title}',
  'window.ended': /*i18n*/ 'ended the window {title}',
  'window.judged': /*i18n*/ 'judged the window {title}: {reason}',
  'topic.maintenance.planned': /*i18n*/ 'A window of yours is planned, moved or cancelled',
  'topic.maintenance.near': /*i18n*/ 'A window of yours starts within a day',
  'topic.maintenance.outside': /*i18n*/ 'A window of yours did not stay inside',
}
