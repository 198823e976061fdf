/**
 * What an attempt to hand a message over means for the message and for the relay. Pure.
 *
 * | what happened | outcome | then |
 * |---|---|---|
 * | the relay took it | accepted | handed over |
 * | it answered 5xx to the recipient or the text | refused | failed |
 * | it answered 4xx | postponed | deferred, and counted |
 * | the connection broke after the text was begun | answer_lost | deferred, and counted; the relay may have it |
 * | it could not be reached, or refuses us altogether | relay_trouble | deferred, not counted; everything else waits with it |
 */

export type OutcomeKind = 'accepted' | 'refused' | 'postponed' | 'answer_lost' | 'relay_trouble'

export interface Outcome {
  readonly kind: OutcomeKind
  /** The relay's words, or ours about what happened. */
  readonly answer: string
}

/** What nodemailer's errors carry. */
export interface SendFailure {
  readonly code?: string | undefined
  /** The command that was answered, such as `RCPT TO`. */
  readonly command?: string | undefined
  readonly response?: string | undefined
  readonly responseCode?: number | undefined
  readonly message: string
}

export interface AttemptFacts {
  /** The text was begun to be sent: from here on the relay may have taken it whatever we hear. */
  readonly textBegun: boolean
  /** The sender is the configured one; a refusal of it concerns every message. */
  readonly ownSender: boolean
}

/** Long answers of relays are explanations with links; the first lines say what matters. */
const ANSWER_CHARACTERS_MAX = 1_000

// RFC 4954 §6 and RFC 5321 §3.8: the relay wants us to sign in, does not accept how we did, or is going down.
const REFUSES_US = new Set([421, 530, 534, 535, 538])
// RFC 5321 §4.2.3: this message is too large, which another one is not.
const TOO_LARGE = 552

/** What a failed attempt means. */
export function judgeFailure(failure: SendFailure, facts: AttemptFacts): Outcome {
  const { responseCode } = failure
  const answer = (failure.response ?? wordsFor(failure)).slice(0, ANSWER_CHARACTERS_MAX)
  if (responseCode !== undefined && responseCode >= 400) return { kind: judgeAnswer(failure, responseCode, facts), answer }
  if (facts.textBegun) return { kind: 'answer_lost', answer }
  return { kind: isAboutMessage(failure) ? 'refused' : 'relay_trouble', answer }
}

function judgeAnswer({ command, code }: SendFailure, responseCode: number, { ownSender }: AttemptFacts): OutcomeKind {
  if (REFUSES_US.has(responseCode) || code === 'EAUTH' || command === 'CONN' || command === 'STARTTLS') return 'relay_trouble'
  if (responseCode < 500) return 'postponed'
  return command === 'MAIL FROM' && ownSender && responseCode !== TOO_LARGE ? 'relay_trouble' : 'refused'
}

/** Addresses that cannot be written, texts beyond the size that the relay announces: no relay will take them. */
function isAboutMessage({ code }: SendFailure): boolean {
  return code === 'EENVELOPE' || code === 'EMESSAGE' || code === 'ESTREAM'
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNECTION: 'The connection to the relay broke.',
  ETIMEDOUT: 'The relay did not answer in time.',
  ESOCKET: 'The connection to the relay broke.',
  ETLS: 'The relay does not offer the protection that is asked for, or its certificate is not acceptable.',
  EAUTH: 'The relay does not accept the name and password.',
  EPROTOCOL: 'The relay does not speak SMTP as it should.',
  EABORT: 'The relay did not answer in time.',
}

function wordsFor({ code, message }: SendFailure): string {
  const words = WORDS[code ?? '']
  return words === undefined ? message : `${words} (${message})`
}
