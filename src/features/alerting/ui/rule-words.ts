/** What rules look at and how they judge it, in the reader's language. */
import { i18n } from '@lingui/core'
import { number, plain } from '#design/time/format.ts'
import type { DatabaseFinding, DatabaseMeasure, ErrorMeasure, LogLevel } from '../domain/rule.ts'
import type { Rule } from './client.ts'
import type { Kind, RuleFields } from './rule-fields.ts'

export function kindWords(kind: Kind): string {
  const words: Readonly<Record<Kind, string>> = {
    metric: i18n.t('Each series of a metric'),
    promql: i18n.t('An expression in PromQL'),
    change: i18n.t('How much a series changes'),
    absence: i18n.t('Series that say nothing any more'),
    forecast: i18n.t('When a series will reach something'),
    check: i18n.t('A check or heartbeat'),
    latency: i18n.t('How long requests take (p95)'),
    error_share: i18n.t('How many requests fail'),
    burn_rate: i18n.t('How fast an error budget burns'),
    logs: i18n.t('How many log lines fit'),
    errors: i18n.t('Groups of errors'),
    database: i18n.t('A figure of watched databases'),
    database_finding: i18n.t('What there is to do at databases'),
  }
  return words[kind]
}

export function levelWords(level: LogLevel): string {
  const words: Readonly<Record<LogLevel, string>> = {
    any: i18n.t('Any level'),
    debug: i18n.t('Debug'),
    info: i18n.t('Info'),
    warn: i18n.t('Warning'),
    error: i18n.t('Error'),
    fatal: i18n.t('Fatal'),
  }
  return words[level]
}

export function errorMeasureWords(measure: ErrorMeasure): string {
  const words: Readonly<Record<ErrorMeasure, string>> = {
    events: i18n.t('How many errors'),
    users: i18n.t('How many people it happens to'),
    spike: i18n.t('Many more than usual'),
    new: i18n.t('It is new'),
    regressed: i18n.t('It has come back'),
  }
  return words[measure]
}

export function figureWords(figure: DatabaseMeasure): string {
  const words: Readonly<Record<DatabaseMeasure, string>> = {
    connections: i18n.t('Connections in use'),
    slow_statements: i18n.t('Slow statements running'),
    statement_time: i18n.t('Time per statement'),
    lock_wait: i18n.t('Longest wait for a lock'),
    replication_lag: i18n.t('Replication lag'),
  }
  return words[figure]
}

export function findingWords(finding: DatabaseFinding): string {
  const words: Readonly<Record<DatabaseFinding, string>> = {
    wraparound: i18n.t('Transaction ids run out'),
    foreign_key_without_index: i18n.t('Foreign key without an index'),
    sequential_scans: i18n.t('Table often read as a whole'),
    unused_index: i18n.t('Unused index'),
    dead_rows: i18n.t('Dead rows'),
    bloat: i18n.t('Wasted room'),
    connections_near_limit: i18n.t('Connections nearly used up'),
    memory_near_limit: i18n.t('Memory nearly used up'),
    not_persisted: i18n.t('Not written to disk'),
    no_memory_limit: i18n.t('No limit of memory'),
  }
  return words[finding]
}

export function noDataWords(onNoData: RuleFields['onNoData']): string {
  const words: Readonly<Record<RuleFields['onNoData'], string>> = {
    keep: i18n.t('What fired fires on'),
    fire: i18n.t('It fires'),
    recover: i18n.t('It recovers'),
  }
  return words[onNoData]
}

/** What a rule looks at, in few words. */
export function sourceWords(source: Rule['source']): string {
  if ('metric' in source) return source.metric
  if (source.kind === 'promql') return source.expression
  if (source.kind === 'check') return i18n.t('Checks')
  if (source.kind === 'logs') return source.text || i18n.t('Every log line')
  if (source.kind === 'errors') return i18n.t('Groups of errors')
  if (source.kind === 'database') return figureWords(source.measure)
  if (source.kind === 'database_finding') return source.finding ? findingWords(source.finding) : kindWords('database_finding')
  const operation = source.kind === 'requests' ? source.operation : ''
  return operation || source.service || i18n.t('Requests of every service')
}

/** When a rule fires; limits are in the unit of what is measured. */
export function conditionWords({ source, condition }: Rule): string {
  if (source.kind === 'check') return i18n.t('down for {minutes} min', { minutes: number((condition.forSeconds ?? 0) / 60) })
  if (source.kind === 'burn_rate') return i18n.t('too fast for {goal} %', { goal: plain(source.goal * 100, 3) })
  if (source.kind === 'forecast') return i18n.t('reached within {hours} h', { hours: plain(condition.limit / 3_600_000, 1) })
  if (source.kind === 'errors' && (source.measure === 'new' || source.measure === 'regressed')) return errorMeasureWords(source.measure)
  if (source.kind === 'database_finding') return i18n.t('as long as it is found')
  if (source.kind === 'promql' && source.whenAnswered) return lasting(i18n.t('with every answer'), condition.forSeconds ?? 0)
  const limit = plain(condition.limit, 3)
  const said = condition.comparison === 'below' ? i18n.t('below {limit}', { limit }) : i18n.t('above {limit}', { limit })
  return lasting(said, 'overSeconds' in source ? (source.overSeconds ?? 0) : (condition.forSeconds ?? 0))
}

function lasting(said: string, seconds: number): string {
  return seconds === 0 ? said : `${said}, ${i18n.t('for {minutes} min', { minutes: plain(seconds / 60, 1) })}`
}
