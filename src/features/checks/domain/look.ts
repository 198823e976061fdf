/** What one look at a target gives. Pure. */
import type { Reason } from './words.ts'

/** How long each step took, in milliseconds; null: there was no such step. */
export interface Split {
  readonly dns: number | null
  readonly connect: number | null
  readonly tls: number | null
  /** From the request to the first byte of the answer. */
  readonly wait: number | null
  readonly receive: number | null
}

export interface Look {
  readonly reason: Reason
  /** The one datum that the reason speaks of, such as a status or a number of days; never content of an answer. */
  readonly detail: string
  /** From the start to the end, in milliseconds. */
  readonly ms: number
  readonly split: Split
  /** Addresses that the answer led to, one for each redirect; without queries. */
  readonly redirects: readonly string[]
  /** Days until the certificate ends; null: there was none. */
  readonly certificateDays: number | null
}

export const NO_SPLIT: Split = { dns: null, connect: null, tls: null, wait: null, receive: null }

/** Texts that come from elsewhere are cut, so that no answer can fill the store. */
const DETAIL_CHARACTERS_MAX = 200

/** A look that ended for this reason; what is left out was not measured. */
export function aLook(reason: Reason, of: Partial<Omit<Look, 'reason'>> = {}): Look {
  const { detail = '', ms = 0, split = NO_SPLIT, redirects = [], certificateDays = null } = of
  return { reason, detail: detail.slice(0, DETAIL_CHARACTERS_MAX), ms, split, redirects, certificateDays }
}
