/**
 * Opaque transactions. Actions open one and hand it to store functions and to `publish`; only stores (through `platform/pg`)
 * can look inside, so no SQL can stand in an action.
 */

declare const opaque: unique symbol

/** A PostgreSQL transaction, or for reads a connection; opened by `Work` only. */
export interface Tx {
  readonly [opaque]: true
}

export interface Work {
  /**
   * Runs `body` in one READ COMMITTED transaction: commits when it returns, rolls back when it throws. Serialisation failures
   * and deadlocks (40001, 40P01) are tried again up to 3 times, so `body` must have no effect outside the transaction.
   */
  run<T>(body: (tx: Tx) => Promise<T>): Promise<T>
  /** For queries: no transaction is opened; each statement sees what is committed. */
  read<T>(body: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs `effect` after the transaction has committed (never after a roll-back). For wake-ups only: a crash loses it. */
  afterCommit(tx: Tx, effect: () => void): void
}
