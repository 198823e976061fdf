/**
 * Idempotency keys: a signed-in caller may send `Idempotency-Key` with any change; the same key on the same route then has its
 * effect once and gets the same answer for 24 hours.
 *
 * The guarantee, precisely. Before the handler runs, the key is claimed in its own transaction. `markingEffects` wraps the
 * program's `Work`, so that the claim is marked in the very transaction that makes the handler's effect. After a crash:
 * - no mark: nothing was committed; the claim passes to whoever repeats the request, and the old holder's late commit fails;
 * - mark, but no stored answer: the effect is there and its answer is lost; a repeat is told so and has no effect.
 * So a key never has two effects, however often the process dies. Effects outside PostgreSQL are not covered: a handler that
 * has some enqueues a job. Public routes are not covered either, since nobody is known to whom an answer may be replayed.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, later, MINUTE_MS, type Instant } from '#kit/time.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { Routine } from '../module.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Work } from '../work.ts'
import { httpCodes } from './codes.ts'
import { claimKey, findKey, forgetKeys, markEffect, releaseKey, storeAnswer, type KeyRow } from './idempotency-store.ts'

export const IDEMPOTENCY_KEPT_MS = DAY_MS
/** Longer than any statement may take (30 s), so a claim without an effect after it belongs to a dead process. */
const CLAIM_LEASE_MS = MINUTE_MS
/** Answers to changes are one record; a longer one is not kept, and a repeat is told that it is lost. */
const ANSWER_BYTES_MAX = 256 * 1024
const FORGET_EVERY_MS = 10 * MINUTE_MS

/** Printable and short enough for an index; a UUID is the usual choice. */
export const IDEMPOTENCY_KEY_FORM = /^[\u0021-\u007E]{1,128}$/

/** An answer as it was sent, except for cookies, which are not kept. */
export interface StoredAnswer {
  readonly status: number
  readonly etag: string | null
  readonly body: string | null
}

export interface KeyedRequest {
  readonly caller: string
  readonly route: string
  readonly key: string
  /** From `fingerprintOf`. */
  readonly fingerprint: Uint8Array
}

export interface Idempotency {
  /** Runs `answer` at most once for this key, or gives back what it answered before. */
  once(request: KeyedRequest, answer: () => Promise<StoredAnswer>): Promise<{ answer: StoredAnswer; replayed: boolean }>
  /** Removes what is older than 24 hours. */
  readonly forgetting: Routine
}

interface Claim {
  readonly id: string
  /** False once the handler is done: loops that it woke keep its context for ever. */
  open: boolean
  hasEffect: boolean
}

const current = new AsyncLocalStorage<Claim>()

/** The `Work` that modules get: marks the claim of the request that is being handled, in the transaction of its effect. */
export function markingEffects(work: Work): Work {
  return {
    read: (body) => work.read(body),
    afterCommit: (tx, effect) => work.afterCommit(tx, effect),
    run: async (body) => {
      const claim = current.getStore()
      if (!claim?.open) return work.run(body)
      const result = await work.run(async (tx) => {
        const made = await body(tx)
        if ((await markEffect(tx, claim.id)) === 0) throw new Fault(httpCodes.request_running, { internal: 'the claim passed to a repeat' })
        return made
      })
      claim.hasEffect = true
      return result
    },
  }
}

/** SHA-256 over everything that makes two requests the same. */
export function fingerprintOf(parts: readonly string[]): Uint8Array {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest()
}

/** `work` may be the wrapped one: what is done here happens outside the handler. */
export function openIdempotency(platform: { work: Work; secrets: Secrets; clock: Clock; logger: Logger }): Idempotency {
  const { work, secrets, clock, logger } = platform

  async function once(request: KeyedRequest, answer: () => Promise<StoredAnswer>): ReturnType<Idempotency['once']> {
    const claim: Claim = { id: uuidv7(), open: true, hasEffect: false }
    const earlier = await claimOrFind(request, claim.id)
    if (earlier !== undefined) return { answer: open(request, judge(earlier, request, clock.now())), replayed: true }
    try {
      const made = await current.run(claim, answer)
      await keep(request, claim, made)
      return { answer: made, replayed: false }
    } catch (error) {
      await release(claim)
      throw error
    } finally {
      claim.open = false
    }
  }

  /** Undefined when the claim is ours. */
  async function claimOrFind(request: KeyedRequest, claim: string): Promise<KeyRow | undefined> {
    const now = clock.now()
    const freeBefore = { untouched: later(now, -CLAIM_LEASE_MS), expired: later(now, -IDEMPOTENCY_KEPT_MS) }
    const isOurs = await work.run((tx) => claimKey(tx, { ...request, claim, now, freeBefore }))
    if (isOurs) return undefined
    const found = await work.read((tx) => findKey(tx, request))
    // Released between the two statements: the caller may repeat at once.
    return found ?? { fingerprint: request.fingerprint, claimedAt: now, hasEffect: false, answer: null }
  }

  /** The effect is committed, so a failure to keep the answer must not turn it into an error. */
  async function keep(request: KeyedRequest, claim: Claim, made: StoredAnswer): Promise<void> {
    const plain = Buffer.from(JSON.stringify(made))
    if (plain.length > ANSWER_BYTES_MAX)
      return logger.warn({ route: request.route, bytes: plain.length }, 'an answer is too long to be kept')
    const sealed = secrets.seal(plain, contextOf(request))
    await work
      .run((tx) => storeAnswer(tx, claim.id, sealed))
      .catch((error: unknown) => logger.warn({ error, route: request.route }, 'the answer for an idempotency key could not be kept'))
  }

  async function release(claim: Claim): Promise<void> {
    if (claim.hasEffect) return
    await work
      .run((tx) => releaseKey(tx, claim.id))
      .catch((error: unknown) => logger.warn({ error }, 'an idempotency key could not be released; it frees itself after a minute'))
  }

  function open(request: KeyedRequest, sealed: Uint8Array): StoredAnswer {
    return JSON.parse(Buffer.from(secrets.open(sealed, contextOf(request))).toString('utf8')) as StoredAnswer
  }

  const forget = (): Promise<void> => work.run((tx) => forgetKeys(tx, later(clock.now(), -IDEMPOTENCY_KEPT_MS)))
  return { once, forgetting: { name: 'http.forgetIdempotencyKeys', everyMs: FORGET_EVERY_MS, on: 'worker_nodes', run: forget } }
}

/** What a repeat gets: the sealed answer, or a fault that says why there is none. */
function judge(row: KeyRow, request: KeyedRequest, now: Instant): Uint8Array {
  if (Buffer.compare(row.fingerprint, request.fingerprint) !== 0) throw new Fault(common.idempotency_mismatch)
  if (row.answer !== null) return row.answer
  const isStale = row.claimedAt < later(now, -CLAIM_LEASE_MS)
  if (row.hasEffect && isStale) throw new Fault(httpCodes.answer_lost)
  throw new Fault(httpCodes.request_running, { retryAfterSeconds: 1 })
}

function contextOf(request: KeyedRequest): string {
  return `idempotency:${request.caller}:${request.route}:${request.key}`
}
