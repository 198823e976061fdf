/** The rules by which something is found at a PostgreSQL. Each has a source; see the README. */
import type { Finding } from './findings.ts'

interface Ages {
  readonly transactionIdAge: number
  readonly multixactAge: number
  readonly freezeMaxAge: number
  /** Null: not known. */
  readonly oldestTable: string | null
}

/** Of 2^31 ids the server keeps the last three million back and takes no more writes. */
const IDS = 2_147_483_648
/** Autovacuum begins at its own limit whatever is set; what is twice as old, it does not get done. */
const LATE = 2

export function wraparoundFindings({ transactionIdAge, multixactAge, freezeMaxAge, oldestTable }: Ages): readonly Finding[] {
  const age = Math.max(transactionIdAge, multixactAge)
  if (age <= LATE * freezeMaxAge) return []
  const fix = oldestTable === null ? 'VACUUM (FREEZE, VERBOSE);' : `VACUUM (FREEZE, VERBOSE) ${oldestTable};`
  const facts = { age, left: Math.max(0, IDS - age), table: oldestTable ?? '' }
  return [{ kind: 'wraparound', subject: '', fix, winsBytes: null, facts }]
}

interface TableRow {
  readonly name: string
  readonly bytes: number
  readonly rows: number
  readonly deadRows: number
  readonly sequentialScans: number
  readonly sequentialRows: number
  readonly indexScans: number
}

/** Autovacuum comes at 20 % (`autovacuum_vacuum_scale_factor`) and 50; of twice that it is late. */
const DEAD_SHARE_MAX = 0.4
const DEAD_ROWS_MIN = 10_000

export function deadRowFindings(tables: readonly TableRow[]): readonly Finding[] {
  return tables
    .filter(({ rows, deadRows }) => deadRows >= DEAD_ROWS_MIN && deadRows > DEAD_SHARE_MAX * rows)
    .map(({ name, rows, deadRows }) => ({
      kind: 'dead_rows',
      subject: name,
      fix: `VACUUM (ANALYZE, VERBOSE) ${name};`,
      winsBytes: null,
      facts: { rows, deadRows },
    }))
}

/** A table that is small is read faster as a whole. */
const SCANNED_ROWS_MIN = 10_000
const SCANS_MIN = 100

/** Tables that are mostly read from end to end, though they are large. */
export function scanFindings(tables: readonly TableRow[]): readonly Finding[] {
  return tables
    .filter(
      ({ rows, sequentialScans, sequentialRows, indexScans }) =>
        rows >= SCANNED_ROWS_MIN &&
        sequentialScans >= SCANS_MIN &&
        sequentialScans > indexScans &&
        sequentialRows / sequentialScans >= SCANNED_ROWS_MIN,
    )
    .map(({ name, sequentialScans, sequentialRows, indexScans }) => ({
      kind: 'sequential_scans',
      subject: name,
      fix: null,
      winsBytes: null,
      facts: { scans: sequentialScans, rowsPerScan: Math.round(sequentialRows / sequentialScans), indexScans },
    }))
}

export function unusedIndexFindings(
  indexes: readonly { readonly name: string; readonly table: string; readonly bytes: number }[],
): readonly Finding[] {
  return indexes.map(({ name, table, bytes }) => ({
    kind: 'unused_index',
    subject: name,
    fix: `DROP INDEX CONCURRENTLY ${name};`,
    winsBytes: bytes,
    facts: { table },
  }))
}

interface ForeignKey {
  readonly constraint: string
  readonly table: string
  readonly columns: string
  readonly referenced: string
}

export function foreignKeyFindings(keys: readonly ForeignKey[]): readonly Finding[] {
  return keys.map(({ constraint, table, columns, referenced }) => ({
    kind: 'foreign_key_without_index',
    subject: `${table}.${constraint}`,
    fix: `CREATE INDEX CONCURRENTLY ON ${table} (${columns});`,
    winsBytes: null,
    facts: { table, columns, referenced },
  }))
}

export function bloatFindings(
  tables: readonly { readonly name: string; readonly bytes: number; readonly wastedBytes: number }[],
): readonly Finding[] {
  return tables.map(({ name, bytes, wastedBytes }) => ({
    kind: 'bloat',
    subject: name,
    fix: `VACUUM (FULL, ANALYZE, VERBOSE) ${name};`,
    winsBytes: wastedBytes,
    facts: { bytes },
  }))
}
