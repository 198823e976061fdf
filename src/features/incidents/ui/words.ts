/** The closed lists of incidents in the reader's language. */
import { i18n } from '@lingui/core'
import type { ListedKind, Worded } from '#core/records/ui/list/kind.ts'
import type { Tone } from '#design/state-label/state-label.tsx'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import type { Effect, IncidentRole, IncidentState, Reach, Severity } from '../domain/words.ts'
import type { SecurityStep } from '../domain/security.ts'
import type { IncidentRow, Inside } from './client.ts'

export interface Words {
  readonly tone: Tone
  readonly label: string
}

export function stateWords(state: IncidentState): Words {
  const words: Readonly<Record<IncidentState, Words>> = {
    declared: { tone: 'critical', label: i18n.t('Declared') },
    acknowledged: { tone: 'major', label: i18n.t('Acknowledged') },
    investigating: { tone: 'major', label: i18n.t('Investigating') },
    identified: { tone: 'minor', label: i18n.t('Identified') },
    monitoring: { tone: 'due', label: i18n.t('Monitoring') },
    resolved: { tone: 'good', label: i18n.t('Resolved') },
    closed: { tone: 'off', label: i18n.t('Closed') },
  }
  return words[state]
}

export const allStates = ['declared', 'acknowledged', 'investigating', 'identified', 'monitoring', 'resolved', 'closed'] as const

export function severityWords(severity: Severity): Words {
  const words: Readonly<Record<Severity, Words>> = {
    critical: { tone: 'critical', label: i18n.t('Critical') },
    major: { tone: 'major', label: i18n.t('Major') },
    minor: { tone: 'minor', label: i18n.t('Minor') },
  }
  return words[severity]
}

/** Why its severity is what it is. */
export function severityReasonWords(reason: string): string {
  const words: Readonly<Record<string, string>> = {
    table: i18n.t('by effect and reach'),
    alert: i18n.t('by its alert'),
    by_hand: i18n.t('set by hand'),
  }
  return words[reason] ?? reason
}

export function effectWords(effect: Effect): string {
  const words: Readonly<Record<Effect, string>> = {
    security: i18n.t('Security: data or access at risk'),
    stopped: i18n.t('It cannot be used'),
    impaired: i18n.t('Something essential fails or is slow'),
    cosmetic: i18n.t('It is a nuisance'),
  }
  return words[effect]
}

export function reachWords(reach: Reach): string {
  const words: Readonly<Record<Reach, string>> = {
    everyone: i18n.t('Everyone'),
    many: i18n.t('Many'),
    few: i18n.t('A few'),
    one: i18n.t('One person'),
  }
  return words[reach]
}

export function roleWords(role: IncidentRole | 'lead'): string {
  const words: Readonly<Record<IncidentRole | 'lead', string>> = {
    lead: i18n.t('Lead'),
    communications: i18n.t('Communications'),
    scribe: i18n.t('Scribe'),
    technical: i18n.t('Technical lead'),
  }
  return words[role]
}

export function stepWords(step: SecurityStep): string {
  const words: Readonly<Record<SecurityStep, string>> = {
    isolate: i18n.t('Isolate'),
    analyse: i18n.t('Analyse'),
    contain: i18n.t('Contain'),
    document: i18n.t('Document'),
    fix: i18n.t('Fix'),
  }
  return words[step]
}

/** What belongs into a step. */
export function stepHint(step: SecurityStep): string {
  const words: Readonly<Record<SecurityStep, string>> = {
    isolate: i18n.t('Cut off what is affected, and keep it running for evidence.'),
    analyse: i18n.t('What happened, since when, and what was reached.'),
    contain: i18n.t('Keep it from spreading: lock accounts, renew keys.'),
    document: i18n.t('Save logs and images before they are gone.'),
    fix: i18n.t('Close the way in, and restore.'),
  }
  return words[step]
}

/** What its severity makes due, each a sentence. */
export function consequenceWords({ pages, publicPostWithinMs, freezesReleases }: Inside['consequences']): readonly string[] {
  const paging: Readonly<Record<typeof pages, string>> = {
    day_and_night: i18n.t('Pages whoever is on duty, day and night.'),
    business_hours: i18n.t('Pages whoever is on duty in business hours.'),
    never: i18n.t('Pages nobody.'),
  }
  return [
    paging[pages],
    ...(publicPostWithinMs === null ? [] : [i18n.t('A public post is due within {time}.', { time: durationWords(publicPostWithinMs) })]),
    ...(freezesReleases ? [i18n.t('Releases of the application are frozen, unless they are the fix.')] : []),
  ]
}

/** Why a step was made, where it was not a person's own wish. */
export function moveReasonWords(reason: string): string | null {
  const words: Readonly<Record<string, string>> = {
    alert: i18n.t('A critical alert declared it.'),
    answered: i18n.t('The page was answered.'),
    alerts_recovered: i18n.t('None of its alerts fires any more.'),
    alert_came_back: i18n.t('An alert came back.'),
    stayed_well: i18n.t('All stayed well, and nobody had touched it.'),
    came_back: i18n.t('It came back within an hour.'),
    reopened: i18n.t('Reopened.'),
  }
  return words[reason] ?? null
}

/** The two largest units that it has: `2 h 5 min`. */
export function durationWords(ms: number): string {
  const [days, hours, minutes] = [Math.floor(ms / DAY_MS), Math.floor((ms % DAY_MS) / HOUR_MS), Math.floor((ms % HOUR_MS) / MINUTE_MS)]
  if (days > 0) return hours > 0 ? i18n.t('{days} d {hours} h', { days, hours }) : i18n.t('{days} d', { days })
  if (hours > 0) return minutes > 0 ? i18n.t('{hours} h {minutes} min', { hours, minutes }) : i18n.t('{hours} h', { hours })
  return minutes > 0 ? i18n.t('{minutes} min', { minutes }) : i18n.t('under a minute')
}

const worded = (value: string, words: Words): Worded => ({ value, ...words })

export function incidentKind(): ListedKind<IncidentRow> {
  return {
    kind: 'incident',
    many: i18n.t('Incidents'),
    states: allStates.map((state) => worded(state, stateWords(state))),
    priorities: [worded('1', severityWords('critical')), worded('2', severityWords('major')), worded('3', severityWords('minor'))],
    names: { priority: i18n.t('Severity'), assignee: i18n.t('Lead') },
    closing: {
      open: 'declared',
      closed: 'resolved',
      verb: i18n.t('Resolve'),
      done: (count) => i18n.t('{count, plural, one {# incident is resolved.} other {# incidents are resolved.}}', { count }),
    },
    writing: 'incidents.incidents.write',
  }
}
