/** How much of what an application stands on is used: of several hosts, disks and databases the one that has least left. Pure. */
import { NOTHING, ofHistogram, QUERY_TIMES, type Cell, type Source, type Told } from './request-signals.ts'
import type { Said } from './signals.ts'

const CPU = 'system.cpu.utilization'
const MEMORY = 'system.memory.utilization'
const DISK = 'system.filesystem.utilization'
const STATEMENTS = 'db.statement.duration.mean'
/** Clients that wait for a connection, by OpenTelemetry's names, those of HikariCP and of PgBouncer's exporter. */
const WAITING = [
  'db.client.connection.pending_requests',
  'db.client.connections.pending_requests',
  'hikaricp_connections_pending',
  'pgbouncer_pools_client_waiting_connections',
] as const
/** Where nobody counts who waits: how much of what the server allows is taken. */
const TAKEN = ['postgresql.connection.utilization', 'mysql.connection.utilization'] as const

export const CAPACITY_METRICS: readonly string[] = [CPU, MEMORY, DISK, STATEMENTS, ...WAITING, ...TAKEN]

/** OpenTelemetry's collector tells a share for each state, our agent one for all. */
const IDLE = 'idle'
const USED: readonly string[] = ['', 'used']

export const cpu = (told: Told): Source =>
  ofLevels(told, CPU, 'host', ({ by, high, low }) => (by[2] === IDLE ? 1 - low : by[2] === '' ? high : undefined))
export const memory = (told: Told): Source => ofLevels(told, MEMORY, 'host', used)
export const disk = (told: Told): Source => ofLevels(told, DISK, 'host', used)

/** Seconds. */
export function queryTime(told: Told): Source {
  const histogram = QUERY_TIMES.find(({ name }) => told.cells.has(`${name}_bucket`))
  return histogram ? ofHistogram(told, histogram, 'query_histogram') : ofLevels(told, STATEMENTS, 'watched_database', ({ high }) => high)
}

export interface PoolSource extends Source {
  /** Clients that wait; otherwise the share of connections that is taken. */
  readonly countsWaiting: boolean
}

export function pool(told: Told): PoolSource {
  const waiting = WAITING.find((metric) => told.cells.has(metric))
  if (waiting) return { ...ofLevels(told, waiting, 'pool', ({ high }) => high), countsWaiting: true }
  const taken = TAKEN.find((metric) => told.cells.has(metric))
  const source = taken ? ofLevels(told, taken, 'watched_database', ({ high }) => high) : NOTHING
  return { ...source, countsWaiting: false }
}

function used({ by, high }: Cell): number | undefined {
  return USED.includes(by[2] ?? '') ? high : undefined
}

/** What was said last counts. */
function ofLevels(told: Told, metric: string, basis: Source['basis'], valueOf: (cell: Cell) => number | undefined): Source {
  const byTime = told.cells.get(metric)
  if (!byTime) return NOTHING
  return {
    basis,
    metric,
    over: (ats) => {
      for (const at of ats.toSorted((a, b) => b - a)) {
        const said = greatest(byTime.get(at) ?? [], valueOf)
        if (said) return said
      }
      return { value: undefined }
    },
  }
}

function greatest(cells: readonly Cell[], valueOf: (cell: Cell) => number | undefined): Said | undefined {
  let found: { value: number; part: string } | undefined
  for (const cell of cells) {
    const value = valueOf(cell)
    if (value !== undefined && (found === undefined || value > found.value)) found = { value, part: partOf(cell.highest) }
  }
  return found
}

/** Labels that people know a host, a disk and a database by. */
const NAMES = [
  ['system.filesystem.mountpoint', 'mountpoint'],
  ['host.name', 'instance'],
  ['db.namespace', 'database', 'pool.name', 'pool', 'db.client.connection.pool.name'],
] as const

function partOf(labels: Cell['highest']): string {
  return NAMES.flatMap((names) => names.map((name) => labels[name] ?? '').find((value) => value !== '') ?? []).join(' · ')
}
