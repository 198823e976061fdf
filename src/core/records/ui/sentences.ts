/** What fields of records are called inside sentences, as messages by the name of the field. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'value.fields.name': /*i18n*/ 'name',
  'value.fields.title': /*i18n*/ 'title',
  'value.fields.description': /*i18n*/ 'description',
  'value.fields.state': /*i18n*/ 'state',
  'value.fields.priority': /*i18n*/ 'priority',
  'value.fields.assigneeId': /*i18n*/ 'assignee',
  'value.fields.ownerId': /*i18n*/ 'owner',
  'value.fields.dueAt': /*i18n*/ 'due date',
  'value.fields.clientId': /*i18n*/ 'client',
  'value.fields.applicationId': /*i18n*/ 'application',
}
