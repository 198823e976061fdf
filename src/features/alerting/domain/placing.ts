/**
 * Whether an alert speaks for itself, becomes the evidence of another, or takes others over. So a failed component with everything that
 * stands on it is one alert, whichever of them is seen first.
 */
import { later, SECOND_MS, type Instant } from '#kit/time.ts'
import { SEVERITIES, type AlertSeverity, type PlaceReason } from './words.ts'

/** Components by UUID with those that they need. */
export type Graph = ReadonlyMap<string, readonly string[]>

/** An alert that speaks for itself. */
export interface Speaker {
  readonly id: string
  readonly environmentId: string
  readonly componentId: string | null
  readonly severity: AlertSeverity
  /** Since when it speaks for itself. */
  readonly since: Instant
  /** Users meet what it is about. */
  readonly facesUsers: boolean
  /** It matters only while users are affected. */
  readonly onlyWithUsers: boolean
}

export type Place =
  | { readonly place: 'speaks'; readonly reason: PlaceReason; readonly takesOver: readonly string[] }
  | { readonly place: 'evidence'; readonly of: string; readonly reason: PlaceReason }

/** What opens within this time of another one in the same environment has most likely the same cause. */
export const TOGETHER_MS = 30 * SECOND_MS
/** A graph is walked no deeper than this; longer chains exist in drawings only. */
const DEPTH_MAX = 20

/** Where an alert that opens, or is evidence no longer, belongs among those of its application that speak. */
export function placeAlert(alert: Speaker, speakers: readonly Speaker[], graph: Graph): Place {
  const near = speakers.filter(({ id, environmentId }) => id !== alert.id && environmentId === alert.environmentId)
  const needs = neededBy(alert.componentId, graph)
  const parents = near.filter(({ componentId }) => componentId !== null && needs.has(componentId))
  const root = parents.toSorted((a, b) => a.since - b.since)[0]
  if (root !== undefined) return { place: 'evidence', of: root.id, reason: 'depends_on_it' }
  const affected = alert.onlyWithUsers ? near.find(({ facesUsers }) => facesUsers) : undefined
  if (affected !== undefined) return { place: 'evidence', of: affected.id, reason: 'users_affected' }
  const children = near.filter(({ componentId }) => alert.componentId !== null && neededBy(componentId, graph).has(alert.componentId))
  const together = near.filter((one) => !children.includes(one) && isTogether(one, alert, graph))
  const leader = together.toSorted((a, b) => rank(a) - rank(b) || a.since - b.since)[0]
  if (leader !== undefined && children.length === 0 && rank(leader) <= rank(alert))
    return { place: 'evidence', of: leader.id, reason: sharesNeed(leader, alert, graph) ? 'same_cause' : 'opened_together' }
  const lesser = together.filter((one) => rank(one) > rank(alert))
  const explaining = near.filter((one) => alert.facesUsers && one.onlyWithUsers)
  const takesOver = [...new Set([...children, ...lesser, ...explaining].map(({ id }) => id))]
  return { place: 'speaks', reason: takesOver.length > 0 ? 'taken_over' : 'speaks_for_itself', takesOver }
}

/** Everything that a component needs, directly or not, without itself. */
export function neededBy(componentId: string | null, graph: Graph): ReadonlySet<string> {
  const found = new Set<string>()
  let edge = componentId === null ? [] : [componentId]
  for (let depth = 0; depth < DEPTH_MAX && edge.length > 0; depth++) {
    edge = edge.flatMap((id) => graph.get(id) ?? []).filter((id) => !found.has(id) && id !== componentId)
    for (const id of edge) found.add(id)
  }
  return found
}

function isTogether(speaker: Speaker, alert: Speaker, graph: Graph): boolean {
  if (Math.abs(alert.since - speaker.since) > TOGETHER_MS) return false
  if (speaker.componentId === null || alert.componentId === null || speaker.componentId === alert.componentId) return true
  return sharesNeed(speaker, alert, graph)
}

function sharesNeed(a: Speaker, b: Speaker, graph: Graph): boolean {
  const needs = neededBy(b.componentId, graph)
  return [...neededBy(a.componentId, graph)].some((id) => needs.has(id))
}

const rank = ({ severity }: Speaker): number => SEVERITIES.indexOf(severity)

/** Whether somebody who is already paged for what it takes over knows enough. */
export function isCoveredBy(severity: AlertSeverity, paged: readonly AlertSeverity[]): boolean {
  return paged.some((one) => SEVERITIES.indexOf(one) <= SEVERITIES.indexOf(severity))
}

/** After its parent has recovered a child is given this long to follow before it is raised. */
export const RAISE_AFTER_MS = 60 * SECOND_MS

export const raiseAt = (at: Instant): Instant => later(at, RAISE_AFTER_MS)
