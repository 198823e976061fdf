/** A rule: what it looks at, when it fires, how much that matters. */
import { toId } from '#kit/ids.ts'
import { SECOND_MS } from '#kit/time.ts'
import type { Condition } from './watch.ts'
import type { AlertSeverity } from './words.ts'

/** Labels that a series must have, by name; all hold. */
export type Labels = Readonly<Record<string, string>>

/**
 * `metric`: the samples of each series as they come. `database`: the same for a figure of watched databases, whatever their system calls
 * it. `change`, `forecast`: what the course of each series says. `absence`: seconds since a series of the metric had a sample. `promql`:
 * each series of the answer. `check`: a check that is down. `requests`, `burn_rate`: what traces say of an environment's requests.
 * `logs`: how many lines fit. `errors`: each group of errors. `database_finding`: each thing that is found at a database.
 */
export type Source =
  | { readonly kind: 'metric'; readonly metric: string; readonly labels: Labels }
  | { readonly kind: 'database'; readonly measure: DatabaseMeasure; readonly databaseId: string | null }
  | { readonly kind: 'promql'; readonly expression: string; readonly whenAnswered: boolean }
  | { readonly kind: 'logs'; readonly text: string; readonly level: LogLevel; readonly service: string; readonly overMs: number }
  | { readonly kind: 'errors'; readonly measure: ErrorMeasure; readonly overMs: number }
  | { readonly kind: 'database_finding'; readonly finding: DatabaseFinding | null }
  | { readonly kind: 'absence'; readonly metric: string; readonly labels: Labels }
  | { readonly kind: 'change'; readonly metric: string; readonly labels: Labels; readonly overMs: number; readonly inUnits: boolean }
  | { readonly kind: 'forecast'; readonly metric: string; readonly labels: Labels; readonly overMs: number; readonly reaches: number }
  | { readonly kind: 'check'; readonly checkId: string | null }
  | {
      readonly kind: 'requests'
      readonly measure: RequestMeasure
      readonly service: string
      readonly operation: string
      readonly overMs: number
    }
  | { readonly kind: 'burn_rate'; readonly goal: number; readonly service: string }

export const REQUEST_MEASURES = ['p50', 'p75', 'p95', 'p99', 'mean', 'error_share'] as const
export type RequestMeasure = (typeof REQUEST_MEASURES)[number]

/** `any`: also lines that name none. */
export const LOG_LEVELS = ['any', 'debug', 'info', 'warn', 'error', 'fatal'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** `spike`: how many times as many as usual in the day before. `new`, `regressed`: at once, until somebody has dealt with the group. */
export const ERROR_MEASURES = ['events', 'users', 'spike', 'new', 'regressed'] as const
export type ErrorMeasure = (typeof ERROR_MEASURES)[number]

/** What a figure of watched databases is called by the metrics of each system. */
export const DATABASE_METRICS = {
  connections: ['postgresql.connection.utilization', 'mysql.connection.utilization'],
  slow_statements: ['postgresql.statements.slow', 'mysql.statements.slow'],
  statement_time: ['db.statement.duration.mean'],
  lock_wait: ['postgresql.lock.wait.longest', 'mysql.row_locks.wait.longest'],
  replication_lag: ['postgresql.wal.lag', 'mysql.replica.time_behind_source'],
} as const
export type DatabaseMeasure = keyof typeof DATABASE_METRICS
export const DATABASE_MEASURES = Object.keys(DATABASE_METRICS) as [DatabaseMeasure, ...DatabaseMeasure[]]
/** Label of those metrics that names the watched database. */
export const DATABASE_LABEL = 'pitcrew.database.id'

/** Kinds of findings at databases that somebody may want to be woken for, or told of. */
export const DATABASE_FINDINGS = [
  'wraparound',
  'foreign_key_without_index',
  'sequential_scans',
  'unused_index',
  'dead_rows',
  'bloat',
  'connections_near_limit',
  'memory_near_limit',
  'not_persisted',
  'no_memory_limit',
] as const
export type DatabaseFinding = (typeof DATABASE_FINDINGS)[number]

export type SourceKind = Source['kind']

/** A rule that another tool has judged already. */
export interface JudgedOutside {
  readonly kind: 'outside'
  /** Kind of the tool, such as `grafana`. */
  readonly tool: string
  /** It looks at what users meet. */
  readonly isCheck: boolean
  /** Where the tool shows the alert. */
  readonly link: string | null
  /** Where it is written what to do; alerts that opened before the tool was asked for it have none. */
  readonly runbookUrl?: string | null
}

export interface Rule {
  /** Key of a threshold in the plan, or the UUID of somebody's own rule. */
  readonly key: string
  readonly name: string
  readonly source: Source
  readonly condition: Condition
  readonly severity: AlertSeverity
  /** What it found is written down and wakes nobody. */
  readonly isLearning: boolean
  readonly pagesOnlyIfUsersAreAffected: boolean
  /** UUID of the component that it speaks of; null: labels may say. */
  readonly componentId: string | null
  readonly followsPlan: boolean
}

/** Also a rule that stands in another tool. */
export type AnyRule = Omit<Rule, 'source'> & { readonly source: Source | JudgedOutside }

/** The metrics whose series are judged one by one, where their samples arrive; none for a rule that reads more. */
export function metricsOf(source: Source): readonly string[] {
  if (source.kind === 'metric') return [source.metric]
  return source.kind === 'database' ? DATABASE_METRICS[source.measure] : []
}

/** Whether a series is one of those that the rule is about. */
export function isAbout(source: Source, labels: Labels): boolean {
  if (source.kind === 'database') return source.databaseId === null || labels[DATABASE_LABEL] === toId('database', source.databaseId)
  return 'labels' in source && hasLabels(labels, source.labels)
}

/** Whether users meet what it finds. */
export function facesUsers({ source }: AnyRule): boolean {
  if (source.kind === 'outside') return source.isCheck
  return source.kind === 'check' || source.kind === 'requests' || source.kind === 'burn_rate'
}

/** Labels by which people tell hosts, parts and services apart, the most telling first. */
const TELLING = [
  'check',
  'error',
  'database.name',
  'host.name',
  'host',
  'instance',
  'service.name',
  'service',
  'job',
  'db.namespace',
  'database',
  'pod',
  'container',
]
const PARTS = ['finding.subject', 'system.filesystem.mountpoint', 'mountpoint', 'device', 'network.io.direction']

/** What is wrong, in few words: the rule with what tells this target apart, such as "CPU of db-1". */
export function titleOf({ name }: Pick<Rule, 'name'>, labels: Labels): string {
  const whose = TELLING.flatMap((label) => labels[label] ?? [])[0]
  const part = PARTS.flatMap((label) => labels[label] ?? [])[0]
  return `${name}${part === undefined ? '' : ` ${part}`}${whose === undefined ? '' : ` of ${whose}`}`.slice(0, TITLE_LENGTH_MAX)
}

/** What a record's title has room for. */
const TITLE_LENGTH_MAX = 300

const NAMES_COMPONENT = ['component', 'service.name', 'service', 'service_name', 'job', 'app']

/** The component that labels name, by its name in small letters; null when they name none. */
export function componentOf(labels: Labels, byName: ReadonlyMap<string, string>): string | null {
  for (const label of NAMES_COMPONENT) {
    const id = byName.get(labels[label]?.toLowerCase() ?? '')
    if (id !== undefined) return id
  }
  return null
}

/** Labels of what serves requests, as traces call them. */
export function servedLabels({ service, operation }: { readonly service: string; readonly operation: string }): Labels {
  return { ...(service === '' ? {} : { 'service.name': service }), ...(operation === '' ? {} : { operation }) }
}

/** Requests of a window; times in milliseconds. */
export interface ServedFigures extends Readonly<Record<Exclude<RequestMeasure, 'error_share'>, number>> {
  readonly requests: number
  readonly failed: number
}

/** Times in seconds, as limits are; 0 where nothing was served. */
export function servedValue(figures: ServedFigures | undefined, measure: RequestMeasure): number {
  if (figures === undefined) return 0
  return measure === 'error_share' ? figures.failed / figures.requests : figures[measure] / SECOND_MS
}

/** A share is believed by how many failed, a time by how many there were. */
export function servedVolume(figures: ServedFigures | undefined, measure: RequestMeasure): number {
  return (measure === 'error_share' ? figures?.failed : figures?.requests) ?? 0
}

export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => (labels[name] ?? '') === value)
}

/** What tells a series apart where its number is not known: its labels by name. */
export function targetOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
