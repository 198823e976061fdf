/** What became of a message that was handed to a provider, in a closed set of words. Pure. */

/**
 * | reason | what it means | tried again |
 * |---|---|---|
 * | refused | the provider understood and does not want it: sign-in, content | no |
 * | unreachable | no connection to the provider | yes |
 * | timed_out | connected, and no answer in time; it may have been sent | yes, under the same key |
 * | rate_limited | too much at once | yes, when the provider says |
 * | invalid_address | nobody is behind the address any more; it is turned off | no |
 * | provider_error | the provider is in trouble | yes |
 * | not_configured | nobody set up who sends it | no |
 * | not_verified | the address was never proved | no |
 * | turned_off | the address was turned off | no |
 * | gone | the address was removed, or its person left | no |
 */
export const FAILURES = [
  'refused',
  'unreachable',
  'timed_out',
  'rate_limited',
  'invalid_address',
  'provider_error',
  'not_configured',
  'not_verified',
  'turned_off',
  'gone',
] as const
export type Failure = (typeof FAILURES)[number]

/** `answer`: the provider's own words, as people are shown them who look for the fault. */
export type Judged =
  | { readonly kind: 'accepted'; readonly reference: string | null; readonly answer: string }
  | { readonly kind: 'failed'; readonly reason: Failure; readonly answer: string; readonly retryAfterMs: number | null }

const MAY_RETRY: ReadonlySet<Failure> = new Set(['unreachable', 'timed_out', 'rate_limited', 'provider_error'])

/** Whether the same message may get through later. */
export const mayRetry = (reason: Failure): boolean => MAY_RETRY.has(reason)

export const accepted = (answer: string, reference: string | null = null): Judged => ({ kind: 'accepted', reference, answer })
export const failed = (reason: Failure, answer: string, retryAfterMs: number | null = null): Judged => ({
  kind: 'failed',
  reason,
  answer,
  retryAfterMs,
})
