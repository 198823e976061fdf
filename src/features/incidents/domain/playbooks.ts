/** Playbooks: what is done about incidents of a kind, known before one happens, and for which incidents each is suggested. */
import { MINUTE_MS, later, type Instant } from '#kit/time.ts'
import type { IncidentType } from './security.ts'
import { INCIDENT_ROLES, PRIORITY_OF, type Severity } from './words.ts'

export const NAME_LENGTH_MAX = 120
/** More is a document that nobody reads while something burns. */
export const STEPS_MAX = 30
/** A paragraph or two; longer ones are behind the link. */
export const DETAIL_LENGTH_MAX = 2_000
export const LINK_LENGTH_MAX = 500
/** Thirty days: what is due later belongs to the review. */
export const DUE_MINUTES_MAX = 30 * 24 * 60
/** Of one application, and of all; more are not found in time. */
export const PLAYBOOKS_MAX = 100
/** Of one incident: thirty tasks each. */
export const APPLIED_MAX = 5

export const STEP_ROLES = ['lead', ...INCIDENT_ROLES] as const
export type StepRole = (typeof STEP_ROLES)[number]

export interface Step {
  readonly title: string
  /** Markdown */
  readonly detail: string
  /** A runbook or a screen, by its address. */
  readonly link: string | null
  /** Null: anybody's. */
  readonly role: StepRole | null
  /** Counted from when the playbook is applied. */
  readonly dueMinutes: number | null
}

/** For which incidents a playbook is suggested; what is empty says nothing. */
export interface Fits {
  readonly types: readonly IncidentType[]
  readonly severities: readonly Severity[]
  /** UUIDs; of playbooks of one application only. */
  readonly componentIds: readonly string[]
}

export interface Playbook {
  readonly name: string
  readonly fits: Fits
  readonly steps: readonly Step[]
}

/**
 * | Reason | Suggested |
 * |---|---|
 * | `other_type` | no: it is for the other kind of incidents |
 * | `other_severity` | no: it is for other severities |
 * | `other_component` | no: it is for components that are not affected |
 * | `component` | first: it names a component that is affected |
 * | `severity` | next: it names the severity |
 * | `type` | then: it names the kind |
 * | `any` | last: it is for all |
 */
export const FIT_REASONS = ['component', 'severity', 'type', 'any', 'other_component', 'other_severity', 'other_type'] as const
export type FitReason = (typeof FIT_REASONS)[number]

export interface Facing {
  readonly type: IncidentType
  readonly severity: Severity
  readonly componentIds: readonly string[]
}

export function judgeFit({ types, severities, componentIds }: Fits, of: Facing): FitReason {
  if (types.length > 0 && !types.includes(of.type)) return 'other_type'
  if (severities.length > 0 && !severities.includes(of.severity)) return 'other_severity'
  if (componentIds.length > 0) return componentIds.some((id) => of.componentIds.includes(id)) ? 'component' : 'other_component'
  if (severities.length > 0) return 'severity'
  return types.length > 0 ? 'type' : 'any'
}

/** The order of suggestions: the more a playbook says of such incidents the earlier, and those for others at the end. */
export function bySuggestion<T extends { readonly reason: FitReason; readonly name: string }>(playbooks: readonly T[]): T[] {
  const rank = ({ reason }: T): number => FIT_REASONS.indexOf(reason)
  return playbooks.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name))
}

export const isSuggested = (reason: FitReason): boolean => !reason.startsWith('other_')

/** What a step says as a task of an incident. */
export function taskOfStep({ title, detail, link, dueMinutes }: Step, of: { readonly severity: Severity; readonly at: Instant }) {
  return {
    title,
    description: [detail, link === null ? '' : `<${link}>`].filter((part) => part !== '').join('\n\n'),
    priority: PRIORITY_OF[of.severity],
    dueAt: dueMinutes === null ? null : later(of.at, dueMinutes * MINUTE_MS),
  }
}
