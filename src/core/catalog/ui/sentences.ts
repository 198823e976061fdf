/** What the events of the catalog say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'client.created': /*i18n*/ 'added the client {name}',
  'client.changed': /*i18n*/ 'changed {fields} of the client {name}',
  'client.archived': /*i18n*/ 'archived the client {name}',
  'client.restored': /*i18n*/ 'brought the client {name} back',
  'application.created': /*i18n*/ 'added the application {name}',
  'application.changed': /*i18n*/ 'changed {fields} of {name}',
  'application.archived': /*i18n*/ 'archived the application {name}',
  'application.restored': /*i18n*/ 'brought the application {name} back',
  'application.owners_set': /*i18n*/ 'changed who looks after {name}',
  'environment.created': /*i18n*/ 'added the environment {name}',
  'environment.changed': /*i18n*/ 'changed {fields} of the environment {name}',
  'environment.archived': /*i18n*/ 'archived the environment {name}',
  'environment.restored': /*i18n*/ 'brought the environment {name} back',
  'component.created': /*i18n*/ 'added the component {name}',
  'component.changed': /*i18n*/ 'changed {fields} of the component {name}',
  'component.archived': /*i18n*/ 'archived the component {name}',
  'component.restored': /*i18n*/ 'brought the component {name} back',
  'component.dependencies_set': /*i18n*/ 'changed what {name} depends on',
  'component.owners_set': /*i18n*/ 'changed who knows {name}',
  'feature.created': /*i18n*/ 'added the feature {name}',
  'feature.changed': /*i18n*/ 'changed {fields} of the feature {name}',
  'feature.archived': /*i18n*/ 'archived the feature {name}',
  'feature.restored': /*i18n*/ 'brought the feature {name} back',
}
