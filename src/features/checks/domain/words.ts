/** The closed lists that checks speak in: kinds, outcomes and the named reasons of every outcome. */

/** In the order in which they are offered. */
export const CHECK_KINDS = ['http', 'tcp', 'dns', 'tls', 'ping', 'heartbeat', 'sql'] as const
export type CheckKind = (typeof CHECK_KINDS)[number]

/** What one look, one slot or a check as a whole comes to. The order is that of the numbers in the store. */
export const OUTCOMES = ['unknown', 'up', 'down'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Why something is up. */
export const UP_REASONS = ['answered', 'elsewhere_answered'] as const

/** Why something is down. */
export const DOWN_REASONS = [
  'name_not_found',
  'name_server_failed',
  'connection_refused',
  'connection_timeout',
  'connection_lost',
  'host_unreachable',
  'tls_failed',
  'certificate_untrusted',
  'certificate_expired',
  'certificate_wrong_name',
  'certificate_ends_soon',
  'answer_timeout',
  'answer_invalid',
  'redirect_refused',
  'too_many_redirects',
  'status_unexpected',
  'too_slow',
  'header_missing',
  'text_missing',
  'json_differs',
  'records_differ',
  'packets_lost',
  'heartbeat_missing',
  'heartbeat_failed',
  'heartbeat_too_long',
  'sign_in_refused',
  'statement_failed',
  'value_differs',
] as const

/** Why nobody can say. Never a fault of what is checked. */
export const UNKNOWN_REASONS = [
  'not_looked_yet',
  'nobody_looks',
  'slot_missed',
  'prober_starved',
  'own_name_server_failed',
  'own_network_failed',
  'address_not_allowed',
  'means_missing',
  'store_away',
  'look_failed',
  'locations_differ',
] as const

export const REASONS = [...UP_REASONS, ...DOWN_REASONS, ...UNKNOWN_REASONS] as const
export type UpReason = (typeof UP_REASONS)[number]
export type DownReason = (typeof DOWN_REASONS)[number]
export type UnknownReason = (typeof UNKNOWN_REASONS)[number]
export type Reason = (typeof REASONS)[number]

const OUTCOME_OF: ReadonlyMap<Reason, Outcome> = new Map<Reason, Outcome>([
  ...UP_REASONS.map((reason) => [reason, 'up'] as const),
  ...DOWN_REASONS.map((reason) => [reason, 'down'] as const),
  ...UNKNOWN_REASONS.map((reason) => [reason, 'unknown'] as const),
])

/** A reason says by itself what it is a reason for. */
export const outcomeOf = (reason: Reason): Outcome => OUTCOME_OF.get(reason) ?? 'unknown'
