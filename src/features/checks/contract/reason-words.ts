/** Why a check is as it is, in words; the console says the same in its reader's language. `{detail}` is the datum of the reason. */
import type { Reason } from '../domain/words.ts'

const WORDS: Readonly<Record<Reason, string>> = {
  answered: 'It answers as expected.',
  elsewhere_answered: 'It answers at most places.',
  name_not_found: 'Its name does not exist.',
  name_server_failed: 'Its name server gives no answer.',
  connection_refused: 'Nothing listens there.',
  connection_timeout: 'It does not take connections in time.',
  connection_lost: 'It broke the connection off.',
  host_unreachable: 'There is no way to its host.',
  tls_failed: 'It does not agree on TLS ({detail}).',
  certificate_untrusted: 'Its certificate is not trusted ({detail}).',
  certificate_expired: 'Its certificate has ended: {detail}.',
  certificate_wrong_name: 'Its certificate is not for {detail}.',
  certificate_ends_soon: 'Its certificate ends in {detail} days.',
  answer_timeout: 'It does not answer in time.',
  answer_invalid: 'Its answer is not valid.',
  redirect_refused: 'It leads to an address that is not followed.',
  too_many_redirects: 'It leads from one address to the next without an end.',
  status_unexpected: 'It answers with status {detail}.',
  too_slow: 'It answers, but only after {detail} ms.',
  header_missing: 'Its answer lacks what the header {detail} should say.',
  text_missing: 'Its answer does not hold “{detail}”.',
  json_differs: 'Its answer says something else at {detail}.',
  records_differ: 'Its records are others: {detail}.',
  packets_lost: 'It does not answer to pings.',
  heartbeat_missing: 'Nothing was heard for {detail} seconds.',
  heartbeat_failed: 'It reported a failure.',
  heartbeat_too_long: 'Its run has been going on for {detail} seconds.',
  sign_in_refused: 'It does not let the account in ({detail}).',
  statement_failed: 'It could not run the statement ({detail}).',
  value_differs: 'It answers with {detail}.',
  not_looked_yet: 'Nobody has looked yet.',
  nobody_looks: 'Nobody looked.',
  slot_missed: 'Pitcrew was too busy to look in time.',
  prober_starved: 'Pitcrew itself stood still for {detail} ms while it looked.',
  own_name_server_failed: 'The name server of this installation gives no answer.',
  own_network_failed: 'This installation has no network there.',
  address_not_allowed: 'It lies in a private network; an owner can approve that.',
  means_missing: 'This installation lacks the program {detail}, or the right to use it.',
  store_away: 'PostgreSQL was away.',
  look_failed: 'The look itself failed; the log of this installation says why.',
  locations_differ: 'Places see it differently.',
}

/** One sentence. */
export function reasonWords(reason: Reason, detail: string): string {
  return WORDS[reason].replace('{detail}', () => detail)
}
