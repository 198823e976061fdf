/** What the events of databases say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'database.added': /*i18n*/ 'lets the database {name} be watched',
  'database.changed': /*i18n*/ 'changed {fields} of the watched database {name}',
  'database.removed': /*i18n*/ 'no longer lets the database {name} be watched',
  'database.unreachable': /*i18n*/ 'cannot reach the database {name}',
  'database.reachable': /*i18n*/ 'reaches the database {name} again',
  'now.databases.unreachable': /*i18n*/ 'The database {name} cannot be read',
  'now.databases.unreachable.reason': /*i18n*/ '{database_reason}',
  'value.database_reason.name_not_found': /*i18n*/ 'There is no address for its name.',
  'value.database_reason.address_not_allowed': /*i18n*/ 'Its address lies in a private network that no owner has approved.',
  'value.database_reason.refused': /*i18n*/ 'Nothing listens at its address.',
  'value.database_reason.timeout': /*i18n*/ 'It did not answer in time.',
  'value.database_reason.lost': /*i18n*/ 'It ended the connection.',
  'value.database_reason.tls_failed': /*i18n*/ 'Its certificate or its TLS is not acceptable.',
  'value.database_reason.tls_not_offered': /*i18n*/ 'It does not offer TLS.',
  'value.database_reason.wrong_password': /*i18n*/ 'User or password are wrong.',
  'value.database_reason.not_permitted': /*i18n*/ 'The user may not connect from here.',
  'value.database_reason.unknown_database': /*i18n*/ 'It has no database of this name.',
  'value.database_reason.too_many_connections': /*i18n*/ 'It has no connection left.',
  'value.database_reason.starting': /*i18n*/ 'It is starting or going down.',
  'value.database_reason.failed': /*i18n*/ 'It answered with an error.',
}
