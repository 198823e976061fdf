/** What this part must be told about the process it runs in. `app` implements it, because only `app` knows the stores it started. */
import type { Instant } from '#kit/time.ts'
import type { Module } from '#platform/module.ts'

export interface StoreFacts {
  readonly name: 'postgresql' | 'clickhouse'
  /** Started and supervised by this process. */
  readonly embedded: boolean
  readonly state: 'up' | 'down'
  readonly version: string | null
  /** Time of a round trip; null while it is down. */
  readonly answerMs: number | null
  /** Restarts since this process started; null for a store that is not ours to start. */
  readonly restarts: number | null
}

export interface LogReaderFacts {
  /** A reaction, or `facts` for the copy in ClickHouse. */
  readonly name: string
  /** The last event it has dealt with. */
  readonly seq: number
}

export interface OperationFacts {
  /** Every module but this one: their events get words, their lines stand on the first screen. */
  readonly modules: readonly Module[]
  /** Host name of this node. */
  readonly nodeName: string
  readonly version: string
  readonly startedAt: Instant
  /** Both stores; one that does not answer within a second is down. Never throws. */
  stores(): Promise<readonly StoreFacts[]>
  /** This node minus PostgreSQL, as last compared; null when it could not be. */
  clockSkewMs(): number | null
  /** Where the data folder lies; null when the system does not say. */
  disk(): Promise<{ readonly freeBytes: number; readonly totalBytes: number } | null>
  /** Resident memory of this process. */
  memoryBytes(): number
  /** Committed events that wait to be sealed. */
  unsealed(): Promise<number>
  /** Everything that follows the log. */
  logReaders(): Promise<readonly LogReaderFacts[]>
}
