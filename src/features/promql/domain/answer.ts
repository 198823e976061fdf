/** Answers in the JSON of Prometheus's HTTP API (https://prometheus.io/docs/prometheus/latest/querying/api/). Made as text: objects for millions of points would take longer. */
import { toRecord, type LabelList } from './labels.ts'
import { writeNumber } from './text.ts'
import { isPresent, momentOf, type Grid, type SampleSeries, type Value, type VectorSeries } from './values.ts'

type Answered = Value | { readonly type: 'matrix'; readonly samples: readonly SampleSeries[] }

const point = (atMs: number, value: number): string => `[${atMs / 1_000},"${writeNumber(value)}"]`
const metricOf = (labels: LabelList): string => `{"metric":${JSON.stringify(toRecord(labels))}`

/** A whole answer whose data is small. */
export const answered = (data: unknown): string => JSON.stringify({ status: 'success', data })

/** `data` of an answer of one moment. */
export function instantData(value: Answered, grid: Grid): string {
  const at = grid.startMs
  switch (value.type) {
    case 'scalar':
      return data('scalar', point(at, value.values[0] as number))
    case 'string':
      return data('string', `[${at / 1_000},${JSON.stringify(value.value)}]`)
    case 'vector':
      return data(
        'vector',
        list(value.series.filter(isPresent), ({ labels, values }) => `${metricOf(labels)},"value":${point(at, values[0] as number)}}`),
      )
    case 'matrix':
      return data(
        'matrix',
        list(value.samples, ({ labels, times, values }) => `${metricOf(labels)},"values":${samplesOf(times, values)}}`),
      )
  }
}

/** `data` of an answer over a range, series by their labels. */
export function rangeData(value: Answered, grid: Grid): string {
  const series = value.type === 'scalar' ? [numbers(value.values)] : value.type === 'vector' ? value.series : []
  const keyed = series.filter(isPresent).map((each) => ({ metric: metricOf(each.labels), each }))
  const sorted = keyed.toSorted((a, b) => (a.metric < b.metric ? -1 : 1))
  return data(
    'matrix',
    list(sorted, ({ metric, each }) => `${metric},"values":${pointsOf(each, grid)}}`),
  )
}

function data(resultType: string, result: string): string {
  return `{"resultType":"${resultType}","result":${result}}`
}

function list<T>(items: readonly T[], of: (item: T) => string): string {
  return `[${items.map(of).join(',')}]`
}

function numbers(values: Float64Array): VectorSeries {
  return { labels: [], values, has: new Uint8Array(values.length).fill(1) }
}

function samplesOf(times: Float64Array, values: Float64Array): string {
  return `[${Array.from(times, (at, index) => point(at, values[index] as number)).join(',')}]`
}

function pointsOf({ values, has }: VectorSeries, grid: Grid): string {
  const points: string[] = []
  for (let step = 0; step < grid.count; step++) if (has[step]) points.push(point(momentOf(grid, step), values[step] as number))
  return `[${points.join(',')}]`
}
