/** `Work` on PostgreSQL: transactions that are tried again when they clash, and plain reads. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Histogram } from 'prom-client'
import { invariant } from '#kit/fault.ts'
import type { Logger } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import type { Tx, Work } from '../work.ts'
import { asStoreFault, isAborted, isConflict, isStalePlan } from './failures.ts'
import type { Pg } from './pool.ts'
import { asTx, newTransaction, sendTogether, sessionOf, type Session } from './tx.ts'

/** Two transactions that clash rarely clash twice; a third time says that the same rows are fought over. */
const CONFLICT_RETRIES_MAX = 3
/** Times the number of the attempt, and up to as much again by chance, so that the two do not meet once more. */
const CONFLICT_WAIT_MS = 10
const SECONDS = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10] as const

type Observe = NonNullable<Session['observe']>

export interface WorkOptions {
  readonly pg: Pg
  readonly logger: Logger
  readonly metrics: Metrics
}

/**
 * A failure of the connection is thrown as Fault `common.store_unavailable`. When it breaks during the commit nobody can say
 * whether the work was done; the caller hears of a failure and repeats it with its idempotency key.
 */
export function openWork({ pg, logger, metrics }: WorkOptions): Work {
  const duration = metrics.histogram('pitcrew_pg_statement_seconds', 'Time from sending a statement to its answer', ['statement'], SECONDS)
  const retries = metrics.counter('pitcrew_pg_transaction_retries_total', 'Transactions run again after a clash with another', [])
  // Looking a label up costs more than counting, and there are few names.
  const durations = new Map<string, Histogram.Internal<'statement'>>()
  const observe: Observe = (statement, seconds) => {
    const known = durations.get(statement) ?? duration.labels(statement)
    durations.set(statement, known)
    known.observe(seconds)
  }
  const reading = asTx({ client: pg.pool, transaction: null, observe })

  return {
    run: async (body) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(pg, observe, body, logger)
        } catch (error) {
          if (!isConflict(error) || attempt > CONFLICT_RETRIES_MAX) throw asStoreFault(error)
          retries.inc()
          await wait(CONFLICT_WAIT_MS * attempt * (1 + Math.random()))
        }
      }
    },
    read: (body) => body(reading),
    afterCommit: (tx, effect) => {
      const { transaction } = sessionOf(tx)
      invariant(transaction, 'only a transaction commits')
      transaction.effects.push(effect)
    },
  }
}

async function once<T>(pg: Pg, observe: Observe, body: (tx: Tx) => Promise<T>, logger: Logger): Promise<T> {
  const client = await pg.pool.connect()
  const transaction = newTransaction()
  const { effects, unanswered } = transaction
  let broken: Error | undefined
  try {
    sendTogether(client)
    const begun = client.query('begin')
    // Nobody waits for it yet: it is on its way with the first statement of the body, which would fail with it.
    begun.catch(() => undefined)
    const result = await body(asTx({ client, transaction, observe }))
    const [{ command }] = await Promise.all([client.query('commit'), begun, ...unanswered])
    // After a swallowed SQL error PostgreSQL answers a commit with a roll-back, and without an error.
    invariant(command === 'COMMIT', 'a statement failed inside the transaction and nobody passed the failure on')
    runEffects(effects, logger)
    return result
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    if (isStalePlan(error)) broken = error
    throw await firstFailure(unanswered, error)
  } finally {
    client.release(broken)
  }
}

/** What follows a dispatched statement that failed is refused by the server; the failure itself says more. */
async function firstFailure(unanswered: readonly Promise<unknown>[], error: unknown): Promise<unknown> {
  if (!isAborted(error)) return error
  const answers = await Promise.allSettled(unanswered)
  return answers.find(isRejected)?.reason ?? error
}

const isRejected = (answer: PromiseSettledResult<unknown>): answer is PromiseRejectedResult => answer.status === 'rejected'

/** The work is committed: an effect that fails must not make it look undone. */
function runEffects(effects: readonly (() => void)[], logger: Logger): void {
  for (const effect of effects) {
    try {
      effect()
    } catch (error) {
      logger.error({ err: error }, 'an effect after a commit failed')
    }
  }
}
