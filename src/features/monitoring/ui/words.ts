/** Names of metrics and series in the reader's language; a metric that is not ours keeps the server's title. */
import { i18n } from '@lingui/core'
import type { Basis, Signal } from '../domain/signals.ts'
import type { SignalFigure } from './client.ts'

export function metricTitle(metric: string, title: string): string {
  const titles: Readonly<Record<string, string>> = {
    'system.cpu.utilization': i18n.t('CPU'),
    'system.memory.utilization': i18n.t('Memory'),
    'system.filesystem.utilization': i18n.t('Disk space'),
    'system.network.io.rate': i18n.t('Network'),
    'system.disk.io.rate': i18n.t('Disk traffic'),
    'system.cpu.load_average.1m': i18n.t('Load'),
    'http.server.request.duration': i18n.t('Response time'),
    'http.server.request.rate': i18n.t('Requests'),
    'http.server.error.rate': i18n.t('Failed requests'),
    'process.cpu.utilization': i18n.t('CPU of Pitcrew'),
    'process.memory.usage': i18n.t('Memory of Pitcrew'),
  }
  return titles[metric] ?? title
}

/** What tells a series from the others of its metric; the host is the same for all of ours. */
export function seriesName(labels: Readonly<Record<string, string>>, title: string): string {
  const { 'host.name': host, quantile, ...rest } = labels
  const words: Readonly<Record<string, string>> = {
    receive: i18n.t('in'),
    transmit: i18n.t('out'),
    read: i18n.t('read'),
    write: i18n.t('written'),
    server: i18n.t('server'),
  }
  const named = Object.values(rest).map((value) => words[value] ?? value)
  if (quantile) named.unshift(`p${Math.round(Number(quantile) * 100)}`)
  return named.join(' · ') || host || title
}

export function signalWords(signal: Signal): string {
  const words: Readonly<Record<Signal, string>> = {
    response_time: i18n.t('Response time p95'),
    traffic: i18n.t('Traffic'),
    error_rate: i18n.t('Error rate'),
    job_error_rate: i18n.t('Error rate of jobs'),
    cpu: i18n.t('CPU'),
    memory: i18n.t('Memory'),
    disk: i18n.t('Disk space'),
    query_time: i18n.t('Query time'),
    pool: i18n.t('Connection pool'),
  }
  return words[signal]
}

/** Where a figure is from, or whose it is where there are several. */
export function basisWords({ signal, basis, metric }: Pick<SignalFigure, 'signal' | 'basis' | 'metric'>): string {
  const from = metric ?? ''
  const words: Readonly<Record<Basis, string>> = {
    request_histogram: i18n.t('from {from}', { from }),
    request_counter: i18n.t('from {from}', { from }),
    own_figures: i18n.t('as the program measures itself'),
    traces_only: i18n.t('from traces, because no metric says it'),
    host: i18n.t('the host that has least left'),
    query_histogram: i18n.t('from {from}', { from }),
    watched_database: signal === 'query_time' ? i18n.t('the slowest watched database') : i18n.t('the watched database that has least left'),
    pool: i18n.t('clients that wait, from {from}', { from }),
    nothing_arrives: i18n.t('nothing says it'),
  }
  return words[basis]
}

/** What is usual in this hour of the week, or why nobody can say it. */
export function usualWords(baseline: NonNullable<SignalFigure['baseline']>, said: (value: number) => string): string {
  const { now, refusedAs, weeks } = baseline
  if (refusedAs === 'nothing_arrives') return i18n.t('usual: nothing is known of the last weeks yet')
  if (refusedAs === 'too_few_weeks') return i18n.t('usual: {weeks} of 3 weeks are known', { weeks })
  if (now === null) return i18n.t('usual: nothing, on a holiday or of this hour')
  return i18n.t('usually {lower} to {upper} at this hour', { lower: said(now.lower), upper: said(now.upper) })
}
