/** Why a database cannot be read, as a sentence of the server's own. */
import type { Reason } from './words.ts'

const WORDS: Readonly<Record<Reason, string>> = {
  name_not_found: 'There is no address for its name.',
  address_not_allowed: 'Its address lies in a private network that no owner has approved.',
  refused: 'Nothing listens at its address.',
  timeout: 'It did not answer in time.',
  lost: 'It ended the connection.',
  tls_failed: 'Its certificate or its TLS is not acceptable.',
  tls_not_offered: 'It does not offer TLS.',
  wrong_password: 'User or password are wrong.',
  not_permitted: 'The user may not connect from here.',
  unknown_database: 'It has no database of this name.',
  too_many_connections: 'It has no connection left.',
  starting: 'It is starting or going down.',
  failed: 'It answered with an error.',
}

export const reasonSentence = (reason: Reason): string => WORDS[reason]
