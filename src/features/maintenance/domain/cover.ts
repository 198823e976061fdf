/** Which window holds at a place. Pure. */
import type { Instant } from '#kit/time.ts'

/** A place that a window may cover. UUIDs; no component: the environment as a whole. */
export interface Place {
  readonly applicationId: string
  readonly environmentId: string
  readonly componentId: string | null
}

/** What a window is about; an empty list names everything of the application. */
export interface WindowScope {
  readonly applicationId: string
  readonly environmentIds: readonly string[]
  readonly componentIds: readonly string[]
}

export interface Effects {
  readonly holdsAlerts: boolean
  readonly pausesClocks: boolean
  readonly freezesReleases: boolean
}

/** An occurrence that is going on. */
export interface Holding extends WindowScope, Effects {
  readonly windowId: string
  readonly title: string
  readonly endsAt: Instant
}

export interface Cover extends Effects {
  readonly windowId: string
  readonly title: string
  readonly endsAt: Instant
}

/** A window of single components says nothing about the environment as a whole. */
export function covers(scope: WindowScope, { applicationId, environmentId, componentId }: Place): boolean {
  if (scope.applicationId !== applicationId) return false
  if (scope.environmentIds.length > 0 && !scope.environmentIds.includes(environmentId)) return false
  return scope.componentIds.length === 0 || (componentId !== null && scope.componentIds.includes(componentId))
}

/**
 * What holds at the place: the effects of all windows over it together, named after the one that holds alerts, or else the first; of
 * several that which lasts longest. Null when there is none.
 */
export function coverOf(place: Place, holding: readonly Holding[]): Cover | null {
  const over = holding.filter((one) => covers(one, place))
  const [first] = over.toSorted((a, b) => Number(b.holdsAlerts) - Number(a.holdsAlerts) || b.endsAt - a.endsAt)
  if (first === undefined) return null
  return {
    windowId: first.windowId,
    title: first.title,
    endsAt: first.endsAt,
    holdsAlerts: over.some(({ holdsAlerts }) => holdsAlerts),
    pausesClocks: over.some(({ pausesClocks }) => pausesClocks),
    freezesReleases: over.some(({ freezesReleases }) => freezesReleases),
  }
}

/** Whether two windows have a place in common. */
export function meets(a: WindowScope, b: WindowScope): boolean {
  return a.applicationId === b.applicationId && haveCommon(a.environmentIds, b.environmentIds) && haveCommon(a.componentIds, b.componentIds)
}

const haveCommon = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 || b.length === 0 || a.some((id) => b.includes(id))
