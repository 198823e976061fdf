/** What the events of identity say, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'organisation.founded': /*i18n*/ 'set Pitcrew up for {name}',
  'organisation.changed': /*i18n*/ 'changed the organisation',
  'person.invited': /*i18n*/ 'invited {email}',
  'invitation.revoked': /*i18n*/ 'withdrew the invitation',
  'person.joined': /*i18n*/ 'joined',
  'person.changed': /*i18n*/ 'changed {changed} of an account',
  'person.deactivated': /*i18n*/ 'deactivated an account',
  'person.reactivated': /*i18n*/ 'reactivated an account',
  'person.erased': /*i18n*/ 'erased an account',
  'person.signed_in': /*i18n*/ 'signed in',
  'person.sign_in_failed': /*i18n*/ 'failed to sign in, {failures} times in a row',
  'person.sign_in_slowed': /*i18n*/ 'must wait before further attempts to sign in, after {failures} failures',
  'session.ended': /*i18n*/ 'ended a session',
  'person.password_changed': /*i18n*/ 'changed the password; other sessions ended',
  'person.password_reset_offered': /*i18n*/ 'made a link for choosing a new password',
  'role.granted': /*i18n*/ 'gave the role {role}',
  'role.revoked': /*i18n*/ 'took the role {role} away',
  'api_key.created': /*i18n*/ 'made the API key {name}',
  'api_key.revoked': /*i18n*/ 'revoked the API key {name}',
}
