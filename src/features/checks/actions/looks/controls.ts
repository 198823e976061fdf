/**
 * Whether the prober itself is well: how long the process stood still, whether our own name server answers at all, and whether
 * there is a network. Asked only when a look failed in a way that could be our own doing, and remembered for a few seconds, so that
 * a failure of ours costs one question and not thousands.
 */
import { Resolver } from 'node:dns/promises'
import { networkInterfaces } from 'node:os'
import { systemCodeOf } from '#platform/egress/failures.ts'
import { monotonicMs, type Stalls } from './stalls.ts'

export interface Own {
  readonly ownNameServer: 'works' | 'fails'
  readonly ownNetwork: 'works' | 'fails'
}

const REMEMBER_MS = 5_000
/** Longer than a name server that is there takes for what it has in its memory. */
const ASK_MS = 2_000
/** Anything that answered so lately proves that our network works. */
const ANSWER_COUNTS_MS = 120_000
/** What name servers say that are there: even a refusal is an answer. */
const ANSWERED = new Set(['ENODATA', 'ENOTFOUND', 'EREFUSED', 'EFORMERR', 'ENOTIMP', 'EBADRESP'])

export class Controls {
  readonly #stalls: Stalls
  #own: { readonly atMs: number; readonly own: Promise<Own> } | undefined
  #answeredAtMs = -Infinity

  constructor(stalls: Stalls) {
    this.#stalls = stalls
  }

  /** Longest time between the two for which the process could do nothing. */
  stalledMs(fromMs: number, toMs: number): number {
    return this.#stalls.longestMs(fromMs, toMs)
  }

  /** Something outside answered just now. */
  noteAnswer(): void {
    this.#answeredAtMs = monotonicMs()
  }

  own(): Promise<Own> {
    const nowMs = monotonicMs()
    if (this.#own === undefined || nowMs - this.#own.atMs > REMEMBER_MS) this.#own = { atMs: nowMs, own: this.#ask() }
    return this.#own.own
  }

  async #ask(): Promise<Own> {
    const nameServer = await askNameServer()
    const hasNetwork = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal))
    const answeredLately = monotonicMs() - this.#answeredAtMs < ANSWER_COUNTS_MS
    // Without an answer from anywhere a silent name server is the best sign that nothing leaves this machine.
    const ownNetwork = answeredLately || (hasNetwork && nameServer === 'works') ? 'works' : 'fails'
    return { ownNameServer: nameServer, ownNetwork }
  }
}

/** Asks for the root, which every name server knows; says nothing about what is checked. */
async function askNameServer(): Promise<Own['ownNameServer']> {
  const resolver = new Resolver({ timeout: ASK_MS, tries: 1 })
  try {
    await resolver.resolveNs('.')
    return 'works'
  } catch (error) {
    return ANSWERED.has(systemCodeOf(error)) ? 'works' : 'fails'
  }
}
