/**
 * The measured store. The same client for the embedded engine and for a cluster. Plain parameterised SQL (`{name:Type}`);
 * 64-bit integers arrive as strings.
 */
import type { NativeColumns } from './native-read.ts'

export interface Statement {
  /** Goes along as a comment and as the metric label: `monitoring.readFigures`. */
  readonly name: string
  readonly sql: string
  readonly params?: Readonly<Record<string, unknown>>
  /** 10 s unless said. */
  readonly timeoutMs?: number
  /** The server stops working on it when this aborts, and the caller gets a fault. */
  readonly signal?: AbortSignal
}

export interface ClickHouse {
  /** Rows as objects. Throws Fault `common.store_unavailable` while the store is away. */
  query<Row>(statement: Statement): Promise<readonly Row[]>
  /** Columns as they come, for answers of millions of rows; the types are those that `decodeNative` reads. */
  queryNative(statement: Statement): Promise<NativeColumns>
  /**
   * Inserts one block in ClickHouse's Native format. With `token` the block is inserted once however often it is sent
   * (insert_deduplication_token, window 10,000 blocks).
   */
  insertNative(table: string, block: Uint8Array, token?: string): Promise<void>
  /** DDL and other statements without an answer. */
  command(statement: Statement): Promise<void>
  ping(): Promise<boolean>
}
