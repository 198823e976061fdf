/** From attributes to labels of series. */
import { valueText, type Attribute } from './any-value.ts'
import type { Resource, Scope } from './messages.ts'

/** What every series of a resource carries besides `job` and `instance`; the rest is in `target_info`. */
const CARRIED: ReadonlySet<string> = new Set([
  'host.name',
  'service.version',
  'container.name',
  'k8s.namespace.name',
  'k8s.pod.name',
  'k8s.container.name',
])
const IDENTIFYING: ReadonlySet<string> = new Set(['service.name', 'service.namespace', 'service.instance.id'])

/** Names and values of labels; what is empty is none. */
export type Texts = Readonly<Record<string, string>>

/** What a resource gives to its series. */
export interface Origin {
  /** Any attribute of a point with the same name counts more. */
  readonly carried: Texts
  /** `job` and `instance`, where the resource says what it is; they count more than attributes of points. */
  readonly identity: Texts
  /** Labels of `target_info`; undefined when the resource does not say what it is, or has nothing more to say. */
  readonly info: Texts | undefined
}

/** Of two attributes with the same name the later one counts. */
export function textsOf(attributes: readonly Attribute[]): Texts {
  const texts: Record<string, string> = {}
  for (const { key, value } of attributes) texts[key] = valueText(value)
  return texts
}

export function originOf(resource: Resource | undefined): Origin {
  const all = textsOf(resource?.attributes ?? [])
  const { 'service.name': name, 'service.namespace': namespace, 'service.instance.id': instance } = all
  const job = name && namespace ? `${namespace}/${name}` : name
  const identity = { ...(job ? { job } : {}), ...(instance ? { instance } : {}) }
  const rest = Object.entries(all).filter(([key]) => !IDENTIFYING.has(key))
  const hasInfo = Object.keys(identity).length > 0 && rest.length > 0
  return {
    identity,
    carried: Object.fromEntries(rest.filter(([key]) => CARRIED.has(key))),
    info: hasInfo ? { ...Object.fromEntries(rest), ...identity } : undefined,
  }
}

/** What mapping rules look at: all that a resource says, with `job` and `instance` as its series have them, unless it says them itself. */
export function resourceLabels(resource: Resource | undefined): ReadonlyMap<string, string> {
  const labels = new Map(Object.entries(originOf(resource).identity))
  for (const { key, value } of resource?.attributes ?? []) labels.set(key, valueText(value))
  return labels
}

/** The library that measured, so that two that use the same name do not meet. */
export function scopeTexts(scope: Scope | undefined): Texts {
  return {
    ...(scope?.name ? { otel_scope_name: scope.name } : {}),
    ...(scope?.version ? { otel_scope_version: scope.version } : {}),
  }
}
