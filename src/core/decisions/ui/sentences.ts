/** What the events of decisions say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'decision.created': /*i18n*/ 'asked the question',
  'decision.changed': /*i18n*/ 'changed {fields}',
  'decision.view_asked': /*i18n*/ 'asked for the view of {side}',
  'decision.view_given': /*i18n*/ 'gave the view of {side}',
  'decision.view_withdrawn': /*i18n*/ 'no longer asks for the view of {side}',
  'decision.decided': /*i18n*/ 'decided',
  'decision.reopened': /*i18n*/ 'reopened the question',
  'decision.superseded': /*i18n*/ 'superseded it by {label}',
  'decision.deleted': /*i18n*/ 'deleted the decision',
  'decision.restored': /*i18n*/ 'brought the decision back',
  'hand_over.decisions.owned': /*i18n*/ 'Open decisions',
  'hand_over.decisions.owned.owner': /*i18n*/ 'Sees to it that it is decided',
  'hand_over.decisions.asked': /*i18n*/ 'Views that were asked for',
  'hand_over.decisions.asked.asked': /*i18n*/ 'Was asked for a view',
}
