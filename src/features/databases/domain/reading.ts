/** What one look at a database brought. Everything is bounded by whoever looks. */
import type { Instant } from '#kit/time.ts'
import type { Finding } from './findings.ts'
import type { Lack } from './words.ts'

export type Labels = Readonly<Record<string, string>>

export interface Figure {
  readonly metric: string
  readonly labels: Labels
  readonly value: number
}

/** How often a statement ran since its counts began; they begin anew with a reset or a restart. */
export interface StatementCount {
  /** As the server tells statements apart; the same through restarts. */
  readonly fingerprint: string
  readonly calls: number
  readonly totalMs: number
  readonly rows: number
}

export interface Connections {
  readonly used: number
  /** Null where the user may not see what others do. */
  readonly idle: number | null
  readonly idleInTransaction: number | null
  /** For a lock. */
  readonly waiting: number | null
  readonly max: number
}

/** A statement that runs now for longer than the support plan allows. */
export interface RunningStatement {
  readonly pid: string
  readonly user: string
  readonly program: string
  readonly runningMs: number
  /** What it waits for; null: it works. */
  readonly waitsFor: string | null
  /** Without values. */
  readonly text: string
}

/** Somebody waits for somebody's lock. */
export interface LockWait {
  readonly pid: string
  readonly waitedMs: number
  readonly text: string
  readonly blockedBy: string
  /** What the blocker does: `active`, `idle in transaction` … */
  readonly blockerState: string
  readonly blockerText: string
  /** What both want; null when it is no table. */
  readonly relation: string | null
}

export interface TableSize {
  readonly name: string
  readonly bytes: number
  readonly rows: number
  /** Null where the kind of database counts none. */
  readonly deadRows: number | null
  readonly vacuumedAt: Instant | null
}

/** How it stands now, as its page shows it. */
export interface Picture {
  readonly connections: Connections | null
  readonly running: readonly RunningStatement[]
  readonly waits: readonly LockWait[]
  readonly tables: readonly TableSize[]
  readonly bytes: number | null
}

export interface Reading {
  readonly at: Instant
  /** Such as `PostgreSQL 16.4`. */
  readonly serverVersion: string
  readonly picture: Picture
  readonly lacks: readonly Lack[]
  readonly levels: readonly Figure[]
  /** Since the server began to count; a rate per second is made of two readings. */
  readonly counters: readonly Figure[]
  /** Counters of which the share of the first in both is a ratio. */
  readonly ratios: readonly { readonly metric: string; readonly part: number; readonly rest: number }[]
  /** Null where they are not counted or may not be seen. */
  readonly statements: readonly StatementCount[] | null
  /** By kind; a kind that could not be looked for is absent, and what was found of it before stays. */
  readonly findings: ReadonlyMap<Finding['kind'], readonly Finding[]>
}
