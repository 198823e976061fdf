/** Where what ties two records together lies. */
import type { Audience, Scope } from '#kit/event.ts'

const NARROWEST: readonly Audience[] = ['restricted', 'internal', 'client', 'public']

/**
 * A place that only those reach who reach both: what differs becomes the organisation's own, which needs a role held everywhere,
 * and the narrower audience counts.
 */
export function scopeOfBoth(a: Scope, b: Scope): Scope {
  const clientId = a.clientId === b.clientId ? a.clientId : null
  const audience = NARROWEST.find((one) => one === a.audience || one === b.audience) ?? 'internal'
  return { clientId, applicationId: clientId !== null && a.applicationId === b.applicationId ? a.applicationId : null, audience }
}
