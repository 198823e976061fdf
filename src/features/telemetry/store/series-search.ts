/** Which series, names of labels and values of them there are, by matchers. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { anchored, conditionsOf, type SeriesMatcher } from './series-matching.ts'

/** A statement that may be given up. */
export interface Asking {
  readonly signal: AbortSignal
  readonly timeoutMs: number
}

export interface SelectAsk extends Asking {
  /** UUIDs of the environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly matchers: readonly SeriesMatcher[]
  /** Series announced before are left out; seconds since 1970. */
  readonly seenSinceSeconds: number
  readonly limit: number
}

export interface SelectedSeries {
  /** UUID */
  readonly env: string
  readonly metric: string
  /** Decimal digits of 64 bits. */
  readonly id: string
  readonly labels: Readonly<Record<string, string>>
}

/** By environment, metric, then labels, so that the same question has the same order everywhere. */
export function selectSeries(clickhouse: ClickHouse, ask: SelectAsk): Promise<readonly SelectedSeries[]> {
  const { where, params } = whereOf(ask)
  return clickhouse.query<SelectedSeries>({
    name: 'telemetry.selectSeries',
    sql: `
      select env, metric, id, labels
      from series final
      where ${where}
      order by env, metric, mapKeys(labels), mapValues(labels), id
      limit {limit:UInt32}`,
    params,
    signal: ask.signal,
    timeoutMs: ask.timeoutMs,
  })
}

function whereOf({ environmentIds, matchers, seenSinceSeconds, limit }: SelectAsk) {
  const conditions = conditionsOf(environmentIds, matchers)
  const ofLabels = conditions.ofLabels === '' ? '' : ` and ${conditions.ofLabels}`
  return {
    where: `${conditions.ofMetric}${ofLabels} and last_seen >= toDateTime({since:UInt32})`,
    params: { ...conditions.params, since: Math.max(0, Math.floor(seenSinceSeconds)), limit },
  }
}

/** Names of labels of the series, ascending; that of the metric's name is not among them. */
export async function listLabelNames(clickhouse: ClickHouse, ask: SelectAsk): Promise<readonly string[]> {
  const { where, params } = whereOf(ask)
  const rows = await clickhouse.query<{ name: string }>({
    name: 'telemetry.listLabelNames',
    sql: `select distinct arrayJoin(mapKeys(labels)) as name from series where ${where} order by name limit {limit:UInt32}`,
    params,
    signal: ask.signal,
    timeoutMs: ask.timeoutMs,
  })
  return rows.map(({ name }) => name)
}

/** Values of a label, ascending; undefined as the label means names of metrics. */
export async function listLabelValues(clickhouse: ClickHouse, ask: SelectAsk, label: string | undefined): Promise<readonly string[]> {
  const { where, params } = whereOf(ask)
  const value = label === undefined ? 'toString(metric)' : 'labels[{label:String}]'
  const rows = await clickhouse.query<{ value: string }>({
    name: 'telemetry.listLabelValues',
    sql: `select distinct ${value} as value from series where ${where} and value != '' order by value limit {limit:UInt32}`,
    params: label === undefined ? params : { ...params, label },
    signal: ask.signal,
    timeoutMs: ask.timeoutMs,
  })
  return rows.map((row) => row.value)
}

/** For each text that the pattern fits whole, what its groups hold, the whole text first. */
export async function findPatternGroups(
  clickhouse: ClickHouse,
  { pattern, texts, signal, timeoutMs }: Asking & { readonly pattern: string; readonly texts: readonly string[] },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await clickhouse.query<{ text: string; found: readonly string[] }>({
    name: 'telemetry.findPatternGroups',
    sql: `
      select arrayJoin({texts:Array(String)}) as text, extractGroups(text, {pattern:String}) as found
      where match(text, {pattern:String})`,
    params: { texts, pattern: `(${anchored(pattern)})` },
    signal,
    timeoutMs,
  })
  return new Map(rows.map(({ text, found }) => [text, found]))
}
