/** The closed lists of words of intakes. */

export const KINDS = ['alertmanager', 'pagerduty', 'grafana', 'sentry', 'uptime_kuma', 'webhook'] as const
export type Kind = (typeof KINDS)[number]

/** As in the support plan; most severe first. */
export const SEVERITIES = ['critical', 'major', 'minor', 'notify'] as const
export type Severity = (typeof SEVERITIES)[number]
/** Whether a word of a tool is one of ours as it stands; in small letters. */
export const isSeverity = (word: string): word is Severity => SEVERITIES.some((one) => one === word)

/** Why an alert has its severity: the tool said one of ours, a word that stands for one, an unknown word, or nothing. */
export const SEVERITY_REASONS = ['said', 'translated', 'unknown_word', 'nothing_said'] as const
export type SeverityReason = (typeof SEVERITY_REASONS)[number]

/** What became of an alert that was taken. */
export const OUTCOMES = ['opened', 'fires_again', 'changed', 'acknowledged', 'recovered', 'unchanged', 'nothing_open', 'expired'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Why an alert, or all of a request, was not taken. `not_about_alerts` is no fault: tools tell of other things too. */
export const REFUSALS = [
  'malformed',
  'no_name',
  'no_key',
  'bad_time',
  'unknown_action',
  'too_many_labels',
  'too_many_alerts',
  'wrong_kind',
  'wrong_signature',
  'archived',
  'not_about_alerts',
] as const
export type Refusal = (typeof REFUSALS)[number]
