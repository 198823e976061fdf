/** What happens to incidents. Titles of security incidents and all free text stay in their tables: events name an incident by its label. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const labelled = z.object({
  /** Such as "INC-12". */
  label: z.string(),
  type: z.enum(['operational', 'security']),
  severity: z.enum(['critical', 'major', 'minor']),
})

/** `alertId`: the alert it was declared from. `pages`: by the plan's consequences somebody is to be woken for it now. */
export const incidentDeclared = defineEvent('incident.declared', {
  sentence: 'declared {label}',
  particulars: labelled.extend({ alertId: z.uuid().nullable(), pages: z.boolean(), componentIds: z.array(z.uuid()), reason: z.string() }),
})
/** `to`: acknowledged, investigating, identified, monitoring, resolved, closed; declared again when it is reopened. */
export const incidentMoved = defineEvent('incident.moved', {
  sentence: 'moved {label} from {from} to {to}',
  particulars: labelled.extend({ from: z.string(), to: z.string(), reason: z.string() }),
})
export const incidentSeverityChanged = defineEvent('incident.severity_changed', {
  sentence: 'changed the severity of {label} from {from} to {severity}',
  particulars: labelled.extend({ from: z.enum(['critical', 'major', 'minor']), pages: z.boolean(), reason: z.string() }),
})
export const incidentComponentsChanged = defineEvent('incident.components_changed', {
  sentence: 'changed what {label} affects',
  particulars: labelled.extend({ componentIds: z.array(z.uuid()) }),
})
/** A security incident is not private any more: the team sees it, and status pages may tell of it. */
export const incidentReleased = defineEvent('incident.released', {
  sentence: 'released {label}',
  particulars: labelled.extend({ componentIds: z.array(z.uuid()) }),
})
/** `step`: isolate, analyse, contain, document, fix. What was done stands in its table. */
export const incidentMeasureTaken = defineEvent('incident.measure_taken', {
  sentence: 'took a measure in {label}: {step}',
  particulars: labelled.extend({ measureId: z.uuid(), step: z.string() }),
})
/** `undone` false: it stands again. */
export const incidentMeasureUndone = defineEvent('incident.measure_undone', {
  sentence: 'changed whether a measure of {label} stands: {step}',
  particulars: labelled.extend({ measureId: z.uuid(), step: z.string(), undone: z.boolean() }),
})
/** `framework`: its key in the support plan. `state`: due, given, needless. */
export const incidentNoticeSet = defineEvent('incident.notice_set', {
  sentence: 'noted about the notice by {framework} of {label}: {state}',
  particulars: labelled.extend({ framework: z.string(), state: z.string() }),
})
/** Somebody without the clearance sees a private incident. */
export const incidentReaderAdmitted = defineEvent('incident.reader_admitted', {
  sentence: 'admitted a colleague to {label}',
  particulars: labelled.extend({ personId: z.uuid() }),
})
export const incidentReaderDismissed = defineEvent('incident.reader_dismissed', {
  sentence: 'closed {label} to a colleague',
  particulars: labelled.extend({ personId: z.uuid() }),
})
/** Texts and facts that have no event of their own; names them. */
export const incidentChanged = defineEvent('incident.changed', {
  sentence: 'changed {fields} of {label}',
  particulars: labelled.extend({ fields: z.array(z.string()) }),
})
/** `role`: lead, communications, scribe, technical. `personId` null: nobody any more. */
export const incidentRoleGiven = defineEvent('incident.role_given', {
  sentence: 'gave the role {role} in {label}',
  particulars: labelled.extend({ role: z.string(), personId: z.uuid().nullable(), beforeId: z.uuid().nullable() }),
})
/** None of its alerts fires any more; people who work on it are asked whether it is resolved. */
export const incidentRecovered = defineEvent('incident.recovered', {
  sentence: 'saw all alerts of {label} recover',
  particulars: labelled,
})
/** A due time came and what was due was not done. `what`: response, resolution, post, or notice to an authority. */
export const incidentFellDue = defineEvent('incident.fell_due', {
  sentence: 'saw the {what} of {label} fall due',
  particulars: labelled.extend({ what: z.enum(['response', 'resolution', 'post', 'notice']) }),
})
export const incidentReviewChanged = defineEvent('incident.review_changed', {
  sentence: 'wrote {fields} in the review of {label}',
  particulars: labelled.extend({ fields: z.array(z.string()) }),
})
export const incidentReviewFinished = defineEvent('incident.review_finished', {
  sentence: 'finished the review of {label}',
  particulars: labelled,
})
export const incidentReviewReopened = defineEvent('incident.review_reopened', {
  sentence: 'opened the review of {label} again',
  particulars: labelled,
})
/** `tasks`: how many steps became tasks of it. */
export const incidentPlaybookApplied = defineEvent('incident.playbook_applied', {
  sentence: 'applied a playbook to {label}',
  particulars: labelled.extend({ playbookId: z.uuid(), tasks: z.int() }),
})
export const incidentDeleted = defineEvent('incident.deleted', { sentence: 'deleted {label}', particulars: labelled })
export const incidentRestored = defineEvent('incident.restored', { sentence: 'brought {label} back', particulars: labelled })

const whose = z.object({ applicationId: z.uuid().nullable() })

/** `applicationId` null: of all applications. Names and steps are free text and stay in their table. */
export const incidentPlaybookCreated = defineEvent('incident_playbook.created', {
  sentence: 'wrote a playbook of incidents',
  particulars: whose,
})
export const incidentPlaybookChanged = defineEvent('incident_playbook.changed', {
  sentence: 'changed {fields} of a playbook of incidents',
  particulars: whose.extend({ fields: z.array(z.enum(['name', 'fits', 'steps'])) }),
})
export const incidentPlaybookRemoved = defineEvent('incident_playbook.removed', {
  sentence: 'removed a playbook of incidents',
  particulars: whose,
})

/** In the order of this file. */
export const incidentEvents = [
  incidentDeclared,
  incidentMoved,
  incidentSeverityChanged,
  incidentComponentsChanged,
  incidentReleased,
  incidentMeasureTaken,
  incidentMeasureUndone,
  incidentNoticeSet,
  incidentReaderAdmitted,
  incidentReaderDismissed,
  incidentChanged,
  incidentRoleGiven,
  incidentRecovered,
  incidentFellDue,
  incidentReviewChanged,
  incidentReviewFinished,
  incidentReviewReopened,
  incidentPlaybookApplied,
  incidentDeleted,
  incidentRestored,
  incidentPlaybookCreated,
  incidentPlaybookChanged,
  incidentPlaybookRemoved,
] as const
