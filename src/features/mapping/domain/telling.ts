/**
 * Which labels are noted of what no rule assigns: those that say where something runs, and those that the rules look at. All others
 * (methods, paths, codes, buckets) would make a set of labels of each series, and say nothing about its environment.
 */
import { scrubPairs } from '#kit/scrub.ts'
import { NOTED_LABELS_MAX, VALUE_LENGTH_MAX } from './limits.ts'
import type { LabelMap, Rule } from './rules.ts'
import type { Noted } from './suggest.ts'

/** As OpenTelemetry and Prometheus name them; those that tell most come first. */
const TELLING = [
  'deployment.environment.name',
  'deployment.environment',
  'deployment_environment_name',
  'deployment_environment',
  'environment',
  'env',
  'k8s.cluster.name',
  'cluster',
  'k8s.namespace.name',
  'namespace',
  'service.namespace',
  'service.name',
  'service_name',
  'job',
  'host.name',
  'instance',
]

/** Scrubbed and cut; the same set for the same labels. */
export function notedOf(labels: LabelMap, rules: readonly Rule[]): readonly Noted[] {
  const named = rules.flatMap(({ matchers }) => matchers.map(({ label }) => label))
  const names = [...new Set([...TELLING, ...named.toSorted()])].filter((name) => (labels.get(name) ?? '') !== '').slice(0, NOTED_LABELS_MAX)
  const pairs = scrubPairs(names.flatMap((name) => [name, labels.get(name) ?? '']))
  return names.map((name, index) => [name, cut(pairs[2 * index + 1] ?? '')])
}

/** Never between the halves of a sign. */
function cut(value: string): string {
  if (value.length <= VALUE_LENGTH_MAX) return value
  const end = /[\uD800-\uDBFF]/.test(value.charAt(VALUE_LENGTH_MAX - 1)) ? VALUE_LENGTH_MAX - 1 : VALUE_LENGTH_MAX
  return value.slice(0, end)
}
