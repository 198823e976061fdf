/** What a metric's name says about its kind, by the conventions of Prometheus. */
export type MetricType = 'counter' | 'histogram' | 'unknown'

/** `names` are those of all metrics: a histogram is known by its buckets. */
export function typeByName(name: string, names: ReadonlySet<string>): MetricType {
  const [, family, part] = /^(.+)_(bucket|sum|count|total)$/.exec(name) ?? []
  if (part === 'total') return 'counter'
  return part === 'bucket' || (family !== undefined && names.has(`${family}_bucket`)) ? 'histogram' : 'unknown'
}
