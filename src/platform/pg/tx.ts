/**
 * What stores use to talk to PostgreSQL: `named(tx, 'catalog.findClient', kysely<DB>(tx).selectFrom(…))`.
 *
 * Every statement has a name. It goes along as a comment, so that the server's logs and `pg_stat_activity` say who asks; it is
 * the metric's label; and in store tests it is recorded with its text for the printed list of queries. Kysely builds SQL here and
 * nothing else: execution, transactions and errors stay in our hands, and its own `execute()` refuses.
 */
import type pg from 'pg'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type Compilable, type RawBuilder } from 'kysely'
import { invariant } from '#kit/fault.ts'
import type { Tx } from '../work.ts'
import { asStoreFault } from './failures.ts'
import { preparedName } from './prepared.ts'
import { recordStatement } from './recording.ts'

/** What stands behind a `Tx`; made by work.ts, looked into only here. */
export interface Session {
  readonly client: Pick<pg.PoolClient, 'query'>
  /** Null outside a transaction. */
  readonly transaction: OpenTransaction | null
  readonly observe?: (name: string, seconds: number) => void
}

export interface OpenTransaction {
  /** Wake-ups to run after the commit. */
  readonly effects: (() => void)[]
  /** Answers to what was dispatched; the commit waits for them. None of them rejects unheard. */
  readonly unanswered: Promise<unknown>[]
}

/** A transaction that has done nothing yet. */
export const newTransaction = (): OpenTransaction => ({ effects: [], unanswered: [] })

/** A statement as Kysely's builder or its `sql` template makes it. */
export type Query<Row> = Compilable<Row> | RawBuilder<Row>

class BuilderDriver extends DummyDriver {
  override acquireConnection(): never {
    throw new TypeError('statements run through named(tx, name, query), not through execute()')
  }
}

const builder = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new BuilderDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** Kysely's builder over a part's row types (`DB` of its rows.gen.ts). Asks for the `Tx` because only its holder may build SQL. */
export function kysely<DB>(_tx: Tx): Kysely<DB> {
  return builder as unknown as Kysely<DB>
}

/** Runs a statement and returns its rows, all of them: a store function bounds them with `limit` or a key. */
export async function named<Row>(tx: Tx, name: string, query: Query<Row>): Promise<Row[]> {
  const result = await execute(tx, name, query)
  return result.rows as Row[]
}

/** Runs a statement and returns how many rows it inserted, changed or removed. */
export async function affected(tx: Tx, name: string, query: Query<unknown>): Promise<number> {
  const result = await execute(tx, name, query)
  return result.rowCount ?? 0
}

/**
 * Sends a write of the hottest paths, without Kysely and without waiting: it travels together with what follows in the same turn,
 * mostly the commit, which waits for its answer and fails with it. `text` must be constant.
 */
export function dispatch(tx: Tx, name: string, text: string, values: readonly unknown[]): void {
  const { client, transaction } = sessionOf(tx)
  invariant(transaction, 'only a transaction has a commit that waits for the answer')
  sendTogether(client)
  const answer = send(tx, name, text, values as unknown[])
  answer.catch(() => undefined)
  transaction.unanswered.push(answer)
}

/**
 * Holds back what is sent to the server until this turn of the event loop has said all it has to say: waking the other side is
 * what costs most of a short statement.
 */
export function sendTogether(client: object): void {
  const stream = (client as Partial<Pick<pg.PoolClient, 'connection'>>).connection?.stream
  stream?.cork()
  if (stream) process.nextTick(() => stream.uncork())
}

/**
 * Runs `body` so that its failure undoes only its own writes and wake-ups; the failure is thrown on and the transaction stays
 * usable. Two more round trips: not for hot paths.
 */
export async function savepoint<T>(tx: Tx, body: () => Promise<T>): Promise<T> {
  const { client, transaction } = sessionOf(tx)
  invariant(transaction, 'a savepoint needs a transaction')
  const { effects, unanswered } = transaction
  await Promise.all(unanswered)
  const effectsBefore = effects.length
  const unansweredBefore = unanswered.length
  await client.query('savepoint attempt')
  try {
    const result = await body()
    await Promise.all(unanswered)
    await client.query('release savepoint attempt')
    return result
  } catch (error) {
    effects.length = effectsBefore
    unanswered.length = unansweredBefore
    await client.query('rollback to savepoint attempt').catch((lost: unknown) => {
      throw asStoreFault(lost)
    })
    throw error
  }
}

/** True inside `work.run`, false inside `work.read`. */
export function isTransaction(tx: Tx): boolean {
  return sessionOf(tx).transaction !== null
}

/** Wraps a session as the opaque `Tx`; for work.ts and for single connections of platform/log. */
export function asTx(session: Session): Tx {
  return session as unknown as Tx
}

/** The other way round. */
export function sessionOf(tx: Tx): Session {
  return tx as unknown as Session
}

async function execute(tx: Tx, name: string, query: Query<unknown>): Promise<pg.QueryResult> {
  const { sql, parameters } = 'isRawBuilder' in query ? query.compile(builder) : query.compile()
  return send(tx, name, sql, parameters as unknown[])
}

async function send(tx: Tx, name: string, sql: string, values: unknown[]): Promise<pg.QueryResult> {
  const { client, transaction, observe } = sessionOf(tx)
  recordStatement(name, sql)
  const text = `/* ${name} */ ${sql}`
  const prepared = transaction ? preparedName(text) : undefined
  const started = performance.now()
  try {
    return await client.query(prepared === undefined ? { text, values } : { name: prepared, text, values })
  } catch (error) {
    const fault = asStoreFault(error, name)
    // An outage is known by the driver's words, and the driver may give one error to many statements: that one stays as it is.
    if (fault === error && error instanceof Error) error.message = `${name}: ${error.message}`
    throw fault
  } finally {
    observe?.(name, (performance.now() - started) / 1_000)
  }
}
