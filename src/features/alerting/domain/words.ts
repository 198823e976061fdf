/** The closed lists of words of alerting. */

/** Most severe first; `notify` tells without ever waking anybody. */
export const SEVERITIES = ['critical', 'major', 'minor', 'notify'] as const
export type AlertSeverity = (typeof SEVERITIES)[number]

/** `clearing`: back within its limits, not for long enough. `no_data`: nothing comes that could be judged. */
export const WATCH_STATES = ['ok', 'pending', 'firing', 'clearing', 'no_data'] as const
export type WatchState = (typeof WATCH_STATES)[number]

/** Why a watch is in its state. Those up to `late` say why an evaluation changed something, the others why it did not. */
export const EVALUATION_REASONS = [
  'limit_crossed',
  'held_long_enough',
  'back_too_soon',
  'recovering',
  'recovered',
  'crossed_again',
  'no_data',
  'data_again',
  'ended',
  'gap',
  'rule_changed',
  'late',
  'within_limit',
  'still_waiting',
  'still_firing',
  'between_limits',
  'volume_too_small',
  'out_of_order',
] as const
export type EvaluationReason = (typeof EVALUATION_REASONS)[number]

/** `evidence`: another alert speaks for it. */
export const ALERT_STATES = ['firing', 'acknowledged', 'evidence', 'recovered'] as const
export type AlertState = (typeof ALERT_STATES)[number]

/** Why somebody on duty is woken for an alert, or is not. */
export const PAGE_REASONS = [
  'pages',
  'learning',
  'silenced',
  'window',
  'environment_does_not_page',
  'severity_does_not_page',
  'outside_business_hours',
  'users_not_affected',
  'paged_already',
] as const
export type PageReason = (typeof PAGE_REASONS)[number]

/** Why an alert is the evidence of another one, or why it speaks for itself. */
export const PLACE_REASONS = [
  'speaks_for_itself',
  'depends_on_it',
  'same_cause',
  'opened_together',
  'users_affected',
  'taken_over',
] as const
export type PlaceReason = (typeof PLACE_REASONS)[number]

/** The number of a severity among the priorities of records: 1 is the most urgent. */
export const priorityOf = (severity: AlertSeverity): number => SEVERITIES.indexOf(severity) + 1
