/** Channels whose provider is asked by one HTTP request: what is sent and what the answer means is pure, the asking is here. */
import type { EgressAnswer, EgressFailure } from '#platform/egress/egress.ts'
import { SECOND_MS } from '#kit/time.ts'
import { accepted, failed, type Failure, type Judged } from '../../domain/judging.ts'
import type { Channel, ChannelNeeds, Sending, Withdrawing } from './channel.ts'

/** Below the 20 seconds in which a message is handed over or not. */
const TIMEOUT_MS = 15 * SECOND_MS
/** Answers of providers are some hundred bytes. */
const ANSWER_BYTES_MAX = 64 * 1024

export interface ChannelRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  /** POST unless said. */
  readonly method?: 'POST' | 'PUT' | 'GET'
}

export interface ProviderAnswer {
  readonly status: number
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export interface HttpChannel<T, P> extends Omit<Channel<T, P>, 'handOver' | 'withdraw'> {
  readonly compose: (sending: Sending<T, P>) => ChannelRequest
  readonly read: (answer: ProviderAnswer) => Judged
  /** Where something goes on at the provider until it is told to end. */
  readonly composeWithdrawal?: (withdrawing: Withdrawing<T, P>) => ChannelRequest
}

export function httpChannel<T, P>({
  compose,
  read,
  composeWithdrawal,
  ...channel
}: HttpChannel<T, P>): Channel<T, P> & Pick<HttpChannel<T, P>, 'compose' | 'read' | 'composeWithdrawal'> {
  const ask = async (
    { egress }: ChannelNeeds,
    { method = 'POST', ...request }: ChannelRequest,
    { privateAllowed }: Pick<Sending<T, P>, 'privateAllowed'>,
  ): Promise<Judged> => {
    const answer = await egress.request({ ...request, method, privateAllowed, timeoutMs: TIMEOUT_MS, answerBytesMax: ANSWER_BYTES_MAX })
    return answer.ok ? read(answerOf(answer)) : failed(FAILURES[answer.failure], answer.detail)
  }
  return {
    ...channel,
    compose,
    read,
    handOver: (needs, sending) => ask(needs, compose(sending), sending),
    ...(composeWithdrawal && {
      composeWithdrawal,
      withdraw: (needs: ChannelNeeds, withdrawing: Withdrawing<T, P>) => ask(needs, composeWithdrawal(withdrawing), withdrawing),
    }),
  }
}

const answerOf = ({ status, headers, body }: Extract<EgressAnswer, { ok: true }>): ProviderAnswer => ({
  status,
  headers,
  text: Buffer.from(body).toString('utf8'),
})

const FAILURES: Readonly<Record<EgressFailure, Failure>> = {
  invalid_url: 'refused',
  scheme_not_allowed: 'refused',
  address_not_allowed: 'refused',
  dns_lookup_failed: 'unreachable',
  connection_refused: 'unreachable',
  connection_timeout: 'unreachable',
  connection_lost: 'timed_out',
  tls_failed: 'unreachable',
  too_many_redirects: 'provider_error',
  response_too_large: 'provider_error',
  answer_invalid: 'provider_error',
  answer_timeout: 'timed_out',
}

/** What a status means unless the provider says more. */
export function judgeStatus({ status, headers, text }: ProviderAnswer, reference: string | null = null): Judged {
  const words = `HTTP ${status}${text === '' ? '' : `: ${text}`}`
  if (status >= 200 && status < 300) return accepted(words, reference)
  if (status === 429) return failed('rate_limited', words, retryAfterMs(headers))
  if (status === 404 || status === 410) return failed('invalid_address', words)
  if (status >= 500 || status === 408) return failed('provider_error', words, retryAfterMs(headers))
  return failed('refused', words)
}

/** A wait of more than this would be a page that never comes; the next channel is faster. */
const RETRY_AFTER_MAX_MS = 3_600 * SECOND_MS

/** Of Retry-After in seconds (RFC 9110, 10.2.3); null for a date or nothing. */
export function retryAfterMs(headers: ProviderAnswer['headers']): number | null {
  const seconds = headers['retry-after'] ?? ''
  return /^\d{1,6}$/.test(seconds) ? Math.min(Number(seconds) * SECOND_MS, RETRY_AFTER_MAX_MS) : null
}

/** What the provider sent as JSON; an empty object for anything else. */
export function jsonOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** What names a message in an answer; null for anything that names none. */
export const referenceOf = (...candidates: readonly unknown[]): string | null => {
  const found = candidates.find((one) => typeof one === 'string' || typeof one === 'number')
  return found === undefined ? null : String(found)
}

export const asJson = (value: unknown, headers: Readonly<Record<string, string>> = {}): Pick<ChannelRequest, 'headers' | 'body'> => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
})

export const asForm = (
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Pick<ChannelRequest, 'headers' | 'body'> => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(fields).toString(),
})

/** The last signs of a secret, by which its owner knows it. */
export const tailOf = (secret: string): string => `…${secret.slice(-4)}`
