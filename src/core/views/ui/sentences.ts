/** What the events of saved views say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'saved_view.created': /*i18n*/ 'saved a view of the list',
  'saved_view.changed': /*i18n*/ 'changed {fields} of a saved view',
  'saved_view.given': /*i18n*/ 'gave a saved view to somebody else',
  'saved_view.deleted': /*i18n*/ 'deleted a saved view',
  'saved_view.restored': /*i18n*/ 'brought a saved view back',
  'hand_over.views.shared': /*i18n*/ 'Shared views',
  'hand_over.views.shared.sharer': /*i18n*/ 'Shares it with others',
  'value.fields.filter': /*i18n*/ 'filter',
  'value.fields.sort': /*i18n*/ 'order',
  'value.fields.columns': /*i18n*/ 'columns',
  'value.fields.shared': /*i18n*/ 'who has it',
  'value.fields.role': /*i18n*/ 'role',
}
