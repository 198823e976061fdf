/** Our own figures (prom-client), exposed at /metrics and read by the self-monitoring. Names follow Prometheus' conventions: pitcrew_<noun>_<unit>. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  readonly registry: Registry
  /** Creates or returns; labels must be a closed, small set. */
  counter<L extends string>(name: string, help: string, labels: readonly L[]): Counter<L>
  gauge<L extends string>(name: string, help: string, labels: readonly L[]): Gauge<L>
  /** `buckets` in the metric's own unit, ascending, upper bounds inclusive. */
  histogram<L extends string>(name: string, help: string, labels: readonly L[], buckets: readonly number[]): Histogram<L>
}

/** A registry of its own, so that two programs in one process count apart; holds the process's figures (`process_…`, `nodejs_…`) from the start. */
export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const known = <M>(name: string): M | undefined => registry.getSingleMetric(name) as M | undefined
  return {
    registry,
    counter: <L extends string>(name: string, help: string, labels: readonly L[]) =>
      known<Counter<L>>(name) ?? new Counter({ name, help, labelNames: labels, registers }),
    gauge: <L extends string>(name: string, help: string, labels: readonly L[]) =>
      known<Gauge<L>>(name) ?? new Gauge({ name, help, labelNames: labels, registers }),
    histogram: <L extends string>(name: string, help: string, labels: readonly L[], buckets: readonly number[]) =>
      known<Histogram<L>>(name) ?? new Histogram({ name, help, labelNames: labels, buckets: [...buckets], registers }),
  }
}
