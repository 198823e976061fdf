/**
 * What the pickers of the explorer say, and the expression of it. One picked metric, filtered by labels, with one function over
 * time, put together over labels: whatever is more is written by hand.
 */
import { INTERVAL } from './interval.ts'

export const MATCHES = ['=', '!=', '=~', '!~'] as const
export type Match = (typeof MATCHES)[number]

export interface LabelFilter {
  readonly label: string
  readonly match: Match
  readonly value: string
}

export const OVER_TIME = ['rate', 'increase', 'avg_over_time', 'min_over_time', 'max_over_time'] as const
/** `as_is` needs no window; a percentile is that of a histogram, whose buckets are the metric. */
export const PICKED_FUNCTIONS = ['as_is', ...OVER_TIME, 'percentile'] as const
export type PickedFunction = (typeof PICKED_FUNCTIONS)[number]

export const GROUPINGS = ['none', 'sum', 'avg', 'min', 'max', 'count'] as const
export type Grouping = (typeof GROUPINGS)[number]

export interface Picks {
  readonly metric: string
  readonly filters: readonly LabelFilter[]
  readonly picked: PickedFunction
  /** A duration of PromQL, or `INTERVAL`; without meaning for `as_is`. */
  readonly window: string
  /** From 0 to 1; without meaning unless a percentile is picked. */
  readonly quantile: number
  /** `none` for a percentile: its buckets are always summed. */
  readonly grouping: Grouping
  /** Labels that are kept apart; without meaning where nothing is grouped, unless a percentile is picked. */
  readonly by: readonly string[]
}

/** A metric as it is first looked at: what only grows as its rate, buckets as the percentile of most people, the rest as it is. */
export function picksOf(metric: string): Picks {
  const picked = metric.endsWith('_bucket') ? 'percentile' : /_(total|count|sum)$/.test(metric) ? 'rate' : 'as_is'
  return { metric, filters: [], picked, window: INTERVAL, quantile: 0.95, grouping: 'none', by: [] }
}

/** The same in PromQL, on one line. */
export function writePicks(picks: Picks): string {
  const { metric, filters, picked, window, quantile, grouping, by } = picks
  const selector = writeSelector(metric, filters)
  if (picked === 'percentile')
    return `histogram_quantile(${quantile}, sum by (${['le', ...by].map(writeLabel).join(', ')}) (rate(${selector}[${window}])))`
  const inner = picked === 'as_is' ? selector : `${picked}(${selector}[${window}])`
  if (grouping === 'none') return inner
  return by.length === 0 ? `${grouping}(${inner})` : `${grouping} by (${by.map(writeLabel).join(', ')}) (${inner})`
}

const PLAIN_METRIC = /^[a-zA-Z_:][\w:]*$/
const PLAIN_LABEL = /^[a-zA-Z_]\w*$/
/** Words of the grammar that a name could be taken for, and what the grammar takes for such by mistake; quoted they are names. */
const WORDS = new Set(
  `and or unless atan2 by without on ignoring group_left group_right bool offset start end inf nan
  sum avg min max count group stddev stdvar topk bottomk count_values quantile limitk limit_ratio anchored smoothed fill fill_left fill_right
  constructor __proto__`.split(/\s+/),
)
const isPlain = (form: RegExp, name: string) => form.test(name) && !WORDS.has(name.toLowerCase())

function writeSelector(metric: string, filters: readonly LabelFilter[]): string {
  const matchers = filters.map(({ label, match, value }) => `${writeLabel(label)}${match}${JSON.stringify(value)}`)
  if (!isPlain(PLAIN_METRIC, metric)) return `{${[JSON.stringify(metric), ...matchers].join(', ')}}`
  return matchers.length === 0 ? metric : `${metric}{${matchers.join(', ')}}`
}

const writeLabel = (label: string) => (isPlain(PLAIN_LABEL, label) ? label : JSON.stringify(label))
