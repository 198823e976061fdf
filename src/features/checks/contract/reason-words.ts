/** Why a check is as it is, as messages; the console says them in its reader's language. `{detail}` is the datum of the reason. */
import type { Reason } from '../domain/words.ts'

export const REASON_WORDS: Readonly<Record<Reason, string>> = {
  answered: /*i18n*/ 'It answers as expected.',
  elsewhere_answered: /*i18n*/ 'It answers at most places.',
  name_not_found: /*i18n*/ 'Its name does not exist.',
  name_server_failed: /*i18n*/ 'Its name server gives no answer.',
  connection_refused: /*i18n*/ 'Nothing listens there.',
  connection_timeout: /*i18n*/ 'It does not take connections in time.',
  connection_lost: /*i18n*/ 'It broke the connection off.',
  host_unreachable: /*i18n*/ 'There is no way to its host.',
  tls_failed: /*i18n*/ 'It does not agree on TLS ({detail}).',
  certificate_untrusted: /*i18n*/ 'Its certificate is not trusted ({detail}).',
  certificate_expired: /*i18n*/ 'Its certificate has ended: {detail}.',
  certificate_wrong_name: /*i18n*/ 'Its certificate is not for {detail}.',
  certificate_ends_soon: /*i18n*/ 'Its certificate ends in {detail} days.',
  answer_timeout: /*i18n*/ 'It does not answer in time.',
  answer_invalid: /*i18n*/ 'Its answer is not valid.',
  redirect_refused: /*i18n*/ 'It leads to an address that is not followed.',
  too_many_redirects: /*i18n*/ 'It leads from one address to the next without an end.',
  status_unexpected: /*i18n*/ 'It answers with status {detail}.',
  too_slow: /*i18n*/ 'It answers, but only after {detail} ms.',
  header_missing: /*i18n*/ 'Its answer lacks what the header {detail} should say.',
  text_missing: /*i18n*/ 'Its answer does not hold “{detail}”.',
  json_differs: /*i18n*/ 'Its answer says something else at {detail}.',
  records_differ: /*i18n*/ 'Its records are others: {detail}.',
  packets_lost: /*i18n*/ 'It does not answer to pings.',
  heartbeat_missing: /*i18n*/ 'Nothing was heard for {detail} seconds.',
  heartbeat_failed: /*i18n*/ 'It reported a failure.',
  heartbeat_too_long: /*i18n*/ 'Its run has been going on for {detail} seconds.',
  sign_in_refused: /*i18n*/ 'It does not let the account in ({detail}).',
  statement_failed: /*i18n*/ 'It could not run the statement ({detail}).',
  value_differs: /*i18n*/ 'It answers with {detail}.',
  not_looked_yet: /*i18n*/ 'Nobody has looked yet.',
  nobody_looks: /*i18n*/ 'Nobody looked.',
  slot_missed: /*i18n*/ 'Pitcrew was too busy to look in time.',
  prober_starved: /*i18n*/ 'Pitcrew itself stood still for {detail} ms while it looked.',
  own_name_server_failed: /*i18n*/ 'The name server of this installation gives no answer.',
  own_network_failed: /*i18n*/ 'This installation has no network there.',
  address_not_allowed: /*i18n*/ 'It lies in a private network; an owner can approve that.',
  means_missing: /*i18n*/ 'This installation lacks the program {detail}, or the right to use it.',
  store_away: /*i18n*/ 'PostgreSQL was away.',
  look_failed: /*i18n*/ 'The look itself failed; the log of this installation says why.',
  locations_differ: /*i18n*/ 'Places see it differently.',
}

/** In English. */
export function reasonWords(reason: Reason, detail: string): string {
  return REASON_WORDS[reason].replace('{detail}', () => detail)
}
