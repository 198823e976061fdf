/** Words of alert sources in the reader's language. */
import { i18n } from '@lingui/core'
import type { Kind, Refusal, Severity, SeverityReason } from '../domain/words.ts'

export function kindWords(kind: Kind): string {
  const words: Readonly<Record<Kind, string>> = {
    alertmanager: 'Prometheus',
    pagerduty: i18n.t('PagerDuty events'),
    grafana: 'Grafana',
    sentry: 'Sentry',
    uptime_kuma: 'Uptime Kuma',
    webhook: i18n.t('Any webhook'),
  }
  return words[kind]
}

export function severityWords(severity: Severity): string {
  const words: Readonly<Record<Severity, string>> = {
    critical: i18n.t('Critical'),
    major: i18n.t('Major'),
    minor: i18n.t('Minor'),
    notify: i18n.t('Notify'),
  }
  return words[severity]
}

export function severityReasonWords(reason: SeverityReason, said: string | null): string {
  const word = said ?? ''
  const words: Readonly<Record<SeverityReason, string>> = {
    said: i18n.t('the tool said so'),
    translated: i18n.t('the tool said “{word}”', { word }),
    unknown_word: i18n.t('the tool said “{word}”, which nobody has translated', { word }),
    nothing_said: i18n.t('the tool said nothing'),
  }
  return words[reason]
}

export function refusalWords(refusal: Refusal): string {
  const words: Readonly<Record<Refusal, string>> = {
    malformed: i18n.t('Not in the form that this tool sends'),
    no_name: i18n.t('Neither a title nor a name'),
    no_key: i18n.t('Nothing to recognise it by'),
    bad_time: i18n.t('A time that is none'),
    unknown_action: i18n.t('A state or an action that is none'),
    too_many_labels: i18n.t('Too many labels'),
    too_many_alerts: i18n.t('Too many alerts at once'),
    wrong_kind: i18n.t('Sent to the address of another kind'),
    wrong_signature: i18n.t('The signature does not fit'),
    archived: i18n.t('The environment is archived'),
    not_about_alerts: i18n.t('About something else than alerts'),
  }
  return words[refusal]
}
