/** The closed lists of words of a plan. */

/** Most severe first. */
export const SEVERITIES = ['critical', 'major', 'minor'] as const
export type Severity = (typeof SEVERITIES)[number]

/** What goes wrong: data or access at risk; it crashes or cannot be used; something essential fails or is slow; everything else. */
export const EFFECTS = ['security', 'stopped', 'impaired', 'cosmetic'] as const
export type Effect = (typeof EFFECTS)[number]

/** Whom it meets, of the users of the application. */
export const REACHES = ['everyone', 'many', 'few', 'one'] as const
export type Reach = (typeof REACHES)[number]

export const TICKET_TYPES = ['question', 'incident', 'bug', 'service_request', 'change_request', 'security_report'] as const
export type TicketType = (typeof TICKET_TYPES)[number]

/** What the work of a role is measured by. `all` are the others together, per application and client. */
export const KPIS = [
  'mttr',
  'uptime',
  'ticket_resolution_time',
  'first_response_time',
  'csat',
  'ticket_volume',
  'defect_detection_percentage',
  'regression_test_coverage',
  'change_failure_rate',
  'reopened_fixes',
  'all',
] as const
export type Kpi = (typeof KPIS)[number]

export const PAGE_TIMES = ['day_and_night', 'business_hours', 'never'] as const

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export const SIGNALS = [
  'response_time',
  'page_load',
  'cpu',
  'memory',
  'error_rate',
  'query_time',
  'pool_waiting',
  'disk_used',
  'disk_full_in',
  'network',
  'check',
] as const
export type Signal = (typeof SIGNALS)[number]

/** `full_within` fires below its limit, `down` needs none, all others fire above it. */
export const STATISTICS = ['p50', 'p75', 'p95', 'p99', 'mean', 'value', 'full_within', 'down'] as const

/** What must have been seen before a threshold is believed. */
export const VOLUMES = ['requests', 'loads', 'errors', 'calls', 'nothing'] as const

/** `learning` logs what it would have done. */
export const MODES = ['live', 'learning', 'off'] as const
export type Mode = (typeof MODES)[number]

export const PRIORITIES = ['high', 'medium', 'low'] as const
export const TESTS = ['full_regression', 'feature_tests', 'user_acceptance'] as const
export const EVERY = ['working_day', 'week', 'two_weeks', 'sprint', 'month', 'quarter'] as const

/** From the most general to the most special; each overrides those before it. */
export const LAYERS = ['standard', 'organisation', 'client', 'application'] as const
export type LayerKind = (typeof LAYERS)[number]
