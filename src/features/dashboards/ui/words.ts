/** Units, functions and times of the explorer in the reader's language. */
import { i18n } from '@lingui/core'
import type { Unit as FigureUnit } from '#design/time/format.ts'
import { INTERVAL } from '../domain/interval.ts'
import type { Grouping, Match, PickedFunction } from '../domain/picks.ts'
import type { PanelKind, PanelWidth } from '../domain/panel.ts'
import type { StandardKind } from '../domain/standard.ts'
import type { Unit } from '../domain/units.ts'
import type { Metric } from './client.ts'
import type { RangeName } from './screens.ts'

/** How values of a unit are shown. */
export function shownAs(unit: Unit): { readonly unit: FigureUnit; readonly factor: number } {
  const shown: Readonly<Record<Unit, { readonly unit: FigureUnit; readonly factor: number }>> = {
    number: { unit: 'number', factor: 1 },
    ratio: { unit: 'percent', factor: 100 },
    percent: { unit: 'percent', factor: 1 },
    seconds: { unit: 'ms', factor: 1_000 },
    milliseconds: { unit: 'ms', factor: 1 },
    bytes: { unit: 'bytes', factor: 1 },
    bytes_per_second: { unit: 'bytes/s', factor: 1 },
    per_second: { unit: 'per_second', factor: 1 },
  }
  return shown[unit]
}

export function unitWords(unit: Unit): string {
  const words: Readonly<Record<Unit, string>> = {
    number: i18n.t('Number'),
    ratio: i18n.t('Share of 1, in per cent'),
    percent: i18n.t('Per cent'),
    seconds: i18n.t('Seconds'),
    milliseconds: i18n.t('Milliseconds'),
    bytes: i18n.t('Bytes'),
    bytes_per_second: i18n.t('Bytes per second'),
    per_second: i18n.t('Per second'),
  }
  return words[unit]
}

/** What the name of a metric says about it, beside the name. */
export function metricNote({ type, unit }: Metric): string {
  const types: Readonly<Record<Metric['type'], string>> = {
    counter: i18n.t('counter'),
    histogram: i18n.t('histogram'),
    unknown: i18n.t('gauge'),
  }
  return unit === 'number' ? types[type] : `${types[type]} · ${unitWords(unit)}`
}

export function functionWords(picked: PickedFunction): string {
  const words: Readonly<Record<PickedFunction, string>> = {
    as_is: i18n.t('As it is'),
    rate: i18n.t('Rate per second'),
    increase: i18n.t('Increase'),
    avg_over_time: i18n.t('Average over time'),
    min_over_time: i18n.t('Least over time'),
    max_over_time: i18n.t('Most over time'),
    percentile: i18n.t('Percentile of a histogram'),
  }
  return words[picked]
}

export function groupingWords(grouping: Grouping): string {
  const words: Readonly<Record<Grouping, string>> = {
    none: i18n.t('Each series'),
    sum: i18n.t('Sum'),
    avg: i18n.t('Average'),
    min: i18n.t('Least'),
    max: i18n.t('Most'),
    count: i18n.t('Count of series'),
  }
  return words[grouping]
}

export function matchWords(match: Match): string {
  const words: Readonly<Record<Match, string>> = {
    '=': i18n.t('is'),
    '!=': i18n.t('is not'),
    '=~': i18n.t('matches'),
    '!~': i18n.t('does not match'),
  }
  return words[match]
}

export function windowWords(window: string): string {
  return window === INTERVAL ? i18n.t('Fits the chart') : window
}

export function rangeWords(range: RangeName): string {
  const words: Readonly<Record<RangeName, string>> = {
    '1h': i18n.t('1 hour'),
    '6h': i18n.t('6 hours'),
    '24h': i18n.t('24 hours'),
    '7d': i18n.t('7 days'),
    '30d': i18n.t('30 days'),
  }
  return words[range]
}

export function kindWords(kind: PanelKind): string {
  const words: Readonly<Record<PanelKind, string>> = {
    line: i18n.t('Lines'),
    area: i18n.t('Areas'),
    stat: i18n.t('Last figures'),
    table: i18n.t('Table'),
  }
  return words[kind]
}

export function widthWords(width: PanelWidth): string {
  const words: Readonly<Record<PanelWidth, string>> = {
    third: i18n.t('A third'),
    half: i18n.t('Half'),
    full: i18n.t('Full width'),
  }
  return words[width]
}

export function standardWords(kind: StandardKind): string {
  const words: Readonly<Record<StandardKind, string>> = {
    host: i18n.t('Hosts'),
    service: i18n.t('HTTP service'),
    process: i18n.t('Processes'),
    database: i18n.t('Databases'),
  }
  return words[kind]
}

export function standardPanelWords(panel: string): string {
  const words: Readonly<Record<string, string>> = {
    cpu: i18n.t('CPU'),
    memory: i18n.t('Memory'),
    disk: i18n.t('Disk space'),
    load: i18n.t('Load'),
    network: i18n.t('Network'),
    disk_traffic: i18n.t('Disk traffic'),
    requests: i18n.t('Requests'),
    errors: i18n.t('Failed requests'),
    response_time: i18n.t('Response time'),
    routes: i18n.t('Requests by route'),
    event_loop: i18n.t('Delay of the event loop'),
    heap: i18n.t('Heap'),
    open_files: i18n.t('Open files'),
    statement_time: i18n.t('Time per statement'),
    statements: i18n.t('Statements'),
    connections: i18n.t('Connections'),
    connections_used: i18n.t('Share in use'),
    waiting: i18n.t('Waiting for locks'),
    cache: i18n.t('Read from memory'),
    size: i18n.t('Size'),
    lag: i18n.t('Replication lag'),
  }
  return words[panel] ?? panel
}
