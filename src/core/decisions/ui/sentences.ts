/** What the events of decisions say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'decision.created': /*i18n*/ 'asked: {question}',
  'decision.changed': /*i18n*/ 'changed {fields}',
  'decision.view_asked': /*i18n*/ 'asked for the view of {side}',
  'decision.view_given': /*i18n*/ 'gave the view of {side}',
  'decision.view_withdrawn': /*i18n*/ 'no longer asks for the view of {side}',
  'decision.decided': /*i18n*/ 'decided',
  'decision.reopened': /*i18n*/ 'reopened the question',
  'decision.superseded': /*i18n*/ 'superseded it by {label}',
  'decision.deleted': /*i18n*/ 'deleted the decision',
  'decision.restored': /*i18n*/ 'brought the decision back',
}
