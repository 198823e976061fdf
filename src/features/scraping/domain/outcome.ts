/** How the last scrape of a target went. */
import type { Problem } from './exposition.ts'

/** In words of their own on screen. Those after `no_room` are the ways in which a request out of here can fail. */
export const OUTCOMES = [
  'kept',
  'not_kept',
  'http_status',
  'malformed',
  'too_many_samples',
  'no_room',
  'invalid_url',
  'scheme_not_allowed',
  'dns_lookup_failed',
  'address_not_allowed',
  'connection_refused',
  'connection_timeout',
  'connection_lost',
  'tls_failed',
  'too_many_redirects',
  'response_too_large',
  'answer_invalid',
  'answer_timeout',
] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface LastScrape {
  readonly outcome: Outcome
  /** Of HTTP; null when there was no answer. */
  readonly status: number | null
  /** Where and why the text is malformed; null when it is not. */
  readonly misfit: { readonly problem: Problem; readonly line: number; readonly column: number } | null
  readonly durationMs: number
  /** That the target answered with, as far as they were read. */
  readonly samples: number
  /** Of these: not kept, by limits of intake or because one of the same series came before. */
  readonly left: number
}
