/** The closed lists and bounds of incidents. */
import * as plan from '#core/plan/domain/words.ts'

/** As the plan knows them. */
export type Severity = plan.Severity
export type Reach = plan.Reach

/**
 * | state | what it means |
 * |---|---|
 * | declared | it is known, nobody has answered |
 * | acknowledged | somebody has it |
 * | investigating | the cause is looked for |
 * | identified | the cause is known, the fix is under way |
 * | monitoring | the fix is in place and watched |
 * | resolved | the harm has ended |
 * | closed | nothing is left to do |
 */
export const INCIDENT_STATES = ['declared', 'acknowledged', 'investigating', 'identified', 'monitoring', 'resolved', 'closed'] as const
export type IncidentState = (typeof INCIDENT_STATES)[number]

/** In which the harm lasts. */
export const LASTING_STATES = ['declared', 'acknowledged', 'investigating', 'identified', 'monitoring'] as const

/** What goes wrong. Security is another kind of work: such an incident is private until it is released. */
export const INCIDENT_EFFECTS = plan.EFFECTS
export type Effect = plan.Effect

/** Beside the lead, who is the assignee of the record. Each is held by one person; anybody may help. */
export const INCIDENT_ROLES = ['communications', 'scribe', 'technical'] as const
export type IncidentRole = (typeof INCIDENT_ROLES)[number]

/** As in titles of records. */
export const TITLE_LENGTH_MAX = 300
/** About eight pages; longer things are files. */
export const TEXT_LENGTH_MAX = 20_000
/** Why something was done; a sentence or two. */
export const REASON_LENGTH_MAX = 500
/** An incident of more components is one of the application. */
export const COMPONENTS_MAX = 50
/** Alerts kept as evidence of one incident; a storm is told by its first ones. */
export const ALERTS_MAX = 2_500
/** Alerts that a page shows; the others are counted. */
export const ALERTS_SHOWN_MAX = 50
/** Moves of one incident that are read; nobody moves one more often. */
export const MOVES_MAX = 1_000

/** Severities as priorities of the record, by which lists are filtered and sorted. */
export const PRIORITY_OF = { critical: 1, major: 2, minor: 3 } as const
export const SEVERITY_OF: Readonly<Record<number, keyof typeof PRIORITY_OF>> = { 1: 'critical', 2: 'major', 3: 'minor' }
/** Earlier incidents that a page shows. */
export const EARLIER_SHOWN_MAX = 5
