/**
 * The measured store. The same client for the embedded engine and for a cluster. Plain parameterised SQL (`{name:Type}`);
 * 64-bit integers arrive as strings.
 */

export interface Statement {
  /** Goes along as a comment and as the metric label: `monitoring.readFigures`. */
  readonly name: string
  readonly sql: string
  readonly params?: Readonly<Record<string, unknown>>
  /** 10 s unless said. */
  readonly timeoutMs?: number
}

export interface ClickHouse {
  /** Rows as objects. Throws Fault `common.store_unavailable` while the store is away. */
  query<Row>(statement: Statement): Promise<readonly Row[]>
  /**
   * Inserts one block in ClickHouse's Native format. With `token` the block is inserted once however often it is sent
   * (insert_deduplication_token, window 10,000 blocks).
   */
  insertNative(table: string, block: Uint8Array, token?: string): Promise<void>
  /** DDL and other statements without an answer. */
  command(statement: Statement): Promise<void>
  ping(): Promise<boolean>
}
