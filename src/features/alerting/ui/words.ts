/** States, severities and reasons in the reader's language. */
import { i18n } from '@lingui/core'
import type { Tone } from '#design/state-label/state-label.tsx'
import type { Alert, AlertRow, Matcher, Rule, Silence } from './client.ts'

interface Worded {
  readonly tone: Tone
  readonly label: string
}

export function stateWords(state: AlertRow['state']): Worded {
  const words: Readonly<Record<AlertRow['state'], Worded>> = {
    firing: { tone: 'critical', label: i18n.t('Firing') },
    acknowledged: { tone: 'due', label: i18n.t('Acknowledged') },
    evidence: { tone: 'off', label: i18n.t('Evidence') },
    recovered: { tone: 'good', label: i18n.t('Recovered') },
  }
  return words[state]
}

export function severityWords(severity: AlertRow['severity']): Worded {
  const words: Readonly<Record<AlertRow['severity'], Worded>> = {
    critical: { tone: 'critical', label: i18n.t('Critical') },
    major: { tone: 'major', label: i18n.t('Major') },
    minor: { tone: 'minor', label: i18n.t('Minor') },
    notify: { tone: 'unknown', label: i18n.t('Notify') },
  }
  return words[severity]
}

/** Whether somebody on duty was woken, or why nobody was. */
export function pageWords(reason: AlertRow['pageReason']): string {
  const words: Readonly<Record<AlertRow['pageReason'], string>> = {
    pages: i18n.t('Whoever is on duty is paged.'),
    learning: i18n.t('Would have paged: the rule is learning.'),
    silenced: i18n.t('A silence holds it.'),
    window: i18n.t('A maintenance window holds it.'),
    environment_does_not_page: i18n.t('The plan pages nobody for this environment.'),
    severity_does_not_page: i18n.t('The plan pages nobody for this severity.'),
    outside_business_hours: i18n.t('It pages when business hours begin.'),
    users_not_affected: i18n.t('It pages only together with what users meet.'),
    paged_already: i18n.t('Somebody was paged for what it took over.'),
  }
  return words[reason]
}

export function placeWords(reason: Alert['placeReason']): string {
  const words: Readonly<Record<Alert['placeReason'], string>> = {
    speaks_for_itself: i18n.t('It speaks for itself.'),
    depends_on_it: i18n.t('Its component needs the one that failed.'),
    same_cause: i18n.t('Both components need the same.'),
    opened_together: i18n.t('Both began at the same time.'),
    users_affected: i18n.t('It explains what users meet.'),
    taken_over: i18n.t('It explains what came before it.'),
  }
  return words[reason]
}

export function evaluationWords(reason: Alert['transitions'][number]['reason']): string {
  const words: Readonly<Record<Alert['transitions'][number]['reason'], string>> = {
    limit_crossed: i18n.t('The limit was crossed.'),
    held_long_enough: i18n.t('It was crossed for as long as the rule says.'),
    back_too_soon: i18n.t('It was back before the time was over.'),
    recovering: i18n.t('It is back and has to stay there.'),
    recovered: i18n.t('It has recovered.'),
    crossed_again: i18n.t('It was crossed again.'),
    no_data: i18n.t('Nothing comes that could be judged.'),
    data_again: i18n.t('Data comes again.'),
    ended: i18n.t('What was measured has ended.'),
    gap: i18n.t('Samples were missing: the time counts anew.'),
    rule_changed: i18n.t('The rule is gone.'),
    late: i18n.t('The sample came too late to wake anybody.'),
    within_limit: i18n.t('It is within its limit.'),
    still_waiting: i18n.t('It has to last longer.'),
    still_firing: i18n.t('It still fires.'),
    between_limits: i18n.t('It is between limit and recovery.'),
    volume_too_small: i18n.t('Too little happened to say anything.'),
    out_of_order: i18n.t('The sample is older than the last one.'),
  }
  return words[reason]
}

export function watchWords(state: Alert['transitions'][number]['to']): Worded {
  const words: Readonly<Record<Alert['transitions'][number]['to'], Worded>> = {
    ok: { tone: 'good', label: i18n.t('OK') },
    pending: { tone: 'due', label: i18n.t('Waiting') },
    firing: { tone: 'critical', label: i18n.t('Firing') },
    clearing: { tone: 'minor', label: i18n.t('Clearing') },
    no_data: { tone: 'unknown', label: i18n.t('No data') },
  }
  return words[state]
}

export function silenceWords(state: Silence['state']): Worded {
  const words: Readonly<Record<Silence['state'], Worded>> = {
    planned: { tone: 'unknown', label: i18n.t('Planned') },
    holding: { tone: 'due', label: i18n.t('Holds') },
    over: { tone: 'off', label: i18n.t('Over') },
  }
  return words[state]
}

export function fieldWords(field: Matcher['field']): string {
  const words: Readonly<Record<Matcher['field'], string>> = {
    application: i18n.t('Application'),
    environment: i18n.t('Environment'),
    component: i18n.t('Component'),
    rule: i18n.t('Rule'),
    severity: i18n.t('Severity'),
    label: i18n.t('Label'),
  }
  return words[field]
}

type Operator = NonNullable<Matcher['operator']>

export function operatorWords(operator: Operator): string {
  const words: Readonly<Record<Operator, string>> = {
    is: i18n.t('is'),
    is_not: i18n.t('is not'),
    starts_with: i18n.t('starts with'),
    contains: i18n.t('contains'),
    matches: i18n.t('matches'),
    does_not_match: i18n.t('does not match'),
  }
  return words[operator]
}

/** A matcher as a sentence would say it. */
export function matcherWords({ field, name, operator = 'is', value }: Matcher): string {
  return `${field === 'label' ? (name ?? '') : fieldWords(field)} ${operatorWords(operator)} ${value}`
}

export function modeWords(mode: Rule['mode']): Worded {
  const words: Readonly<Record<Rule['mode'], Worded>> = {
    live: { tone: 'good', label: i18n.t('Live') },
    learning: { tone: 'unknown', label: i18n.t('Learning') },
    off: { tone: 'off', label: i18n.t('Off') },
  }
  return words[mode]
}
