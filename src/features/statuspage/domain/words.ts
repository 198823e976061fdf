/** The closed words of status pages. */

/** How a component or a page is, from best to worst; `unknown`: nobody could say. */
export const STATES = ['operational', 'maintenance', 'degraded', 'partial_outage', 'major_outage', 'unknown'] as const
export type State = (typeof STATES)[number]

/** What a post may say of a component. `operational`: whatever checks found, people know that it works. */
export const DECLARED_STATES = ['operational', 'maintenance', 'degraded', 'partial_outage', 'major_outage'] as const
export type DeclaredState = (typeof DECLARED_STATES)[number]

/** Why a component is in its state. */
export type StateReason =
  | 'declared'
  | 'all_checks_down'
  | 'some_checks_down'
  | 'checks_up'
  | 'nobody_could_look'
  | 'nothing_measured'
  | 'not_there_yet'

export const POST_KINDS = ['incident', 'maintenance', 'announcement'] as const
export type PostKind = (typeof POST_KINDS)[number]

/** How far the thing is that a post tells of, in the usual order; the last one of each kind ends it. */
export const PHASES_OF = {
  incident: ['investigating', 'identified', 'monitoring', 'resolved'],
  maintenance: ['scheduled', 'in_progress', 'verifying', 'completed'],
  announcement: ['announced', 'ended'],
} as const satisfies Record<PostKind, readonly string[]>
export type Phase = (typeof PHASES_OF)[PostKind][number]
export const PHASES = [...PHASES_OF.incident, ...PHASES_OF.maintenance, ...PHASES_OF.announcement] as const

/** Whether nothing is expected to follow. */
export function isLastPhase(phase: Phase): boolean {
  return phase === 'resolved' || phase === 'completed' || phase === 'ended'
}

export const PAGE_STATES = ['draft', 'published'] as const
export type PageState = (typeof PAGE_STATES)[number]
