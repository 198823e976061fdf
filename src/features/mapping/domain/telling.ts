/**
 * Which labels are noted of what no rule assigns: those that say where something runs, and those that the rules look at. All others
 * (methods, paths, codes, buckets) would make a set of labels of each series, and say nothing about its environment.
 */
import { scrubPairs } from '#kit/scrub.ts'
import { NOTED_LABELS_MAX, VALUE_LENGTH_MAX } from './limits.ts'
import type { LabelMap, Matcher, Rule } from './rules.ts'

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
/** They tell one sender from its likes and not where it belongs, unless nothing else does. */
const OF_ONE_SENDER: ReadonlySet<string> = new Set(['host.name', 'instance'])

/** A label with its value as it is noted. */
export type Noted = readonly [label: string, value: string]

/** Scrubbed and cut; the same set for the same labels. */
export function notedOf(labels: LabelMap, rules: readonly Rule[]): readonly Noted[] {
  const named = rules.flatMap(({ matchers }) => matchers.map(({ label }) => label))
  const names = [...new Set([...TELLING, ...named.toSorted()])].filter((name) => (labels.get(name) ?? '') !== '').slice(0, NOTED_LABELS_MAX)
  const pairs = scrubPairs(names.flatMap((name) => [name, labels.get(name) ?? '']))
  return names.map((name, index) => [name, cut(pairs[2 * index + 1] ?? '')])
}

const SCRUBBED = '[removed:'

/** The matchers of a rule that assigns what has these labels; none when they say too little. */
export function matchersFor(noted: readonly Noted[]): readonly Matcher[] {
  const usable = noted.filter(([, value]) => !value.includes(SCRUBBED))
  const shared = usable.filter(([label]) => !OF_ONE_SENDER.has(label))
  const [first] = usable
  const chosen = shared.length > 0 ? shared.slice(0, 2) : first ? [first] : []
  return chosen.map(([label, value]) => ({ label, match: value.length < VALUE_LENGTH_MAX ? 'is' : 'begins_with', value }))
}

/** Never between the halves of a sign. */
function cut(value: string): string {
  if (value.length <= VALUE_LENGTH_MAX) return value
  const end = /[\uD800-\uDBFF]/.test(value.charAt(VALUE_LENGTH_MAX - 1)) ? VALUE_LENGTH_MAX - 1 : VALUE_LENGTH_MAX
  return value.slice(0, end)
}
