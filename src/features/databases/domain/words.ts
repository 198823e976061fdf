/** The words of a watched database: what kinds there are, how it is reached, how it is. */

export const KINDS = ['postgres', 'mysql', 'redis'] as const
export type Kind = (typeof KINDS)[number]

/** off: in clear, for sockets inside one machine; required: encrypted, whoever answers; verified: encrypted, and the certificate fits. */
export const TLS_MODES = ['off', 'required', 'verified'] as const
export type TlsMode = (typeof TLS_MODES)[number]

/** unknown: not read yet. */
export const STATES = ['unknown', 'reachable', 'unreachable'] as const
export type State = (typeof STATES)[number]

/** Why a database cannot be read. */
export const REASONS = [
  'name_not_found',
  'address_not_allowed',
  'refused',
  'timeout',
  'lost',
  'tls_failed',
  'tls_not_offered',
  'wrong_password',
  'not_permitted',
  'unknown_database',
  'too_many_connections',
  'starting',
  'failed',
] as const
export type Reason = (typeof REASONS)[number]

/** Why it cannot be read, with what the other side said: without secrets, and short. */
export interface Failure {
  readonly reason: Reason
  readonly detail: string
}

/** What a reading lacks because the user may not see it, or because the server does not count it. */
export const LACKS = [
  'no_statistics_role',
  'no_statements_extension',
  'statements_not_loaded',
  'statements_not_permitted',
  'no_replication_role',
  'superuser',
  'section_failed',
] as const
export type LackKind = (typeof LACKS)[number]

export interface Lack {
  readonly kind: LackKind
  /** What the server said, or what it is about; empty when the kind says it all. */
  readonly detail: string
  /** Exact statements that mend it, for somebody who may; null when there are none. */
  readonly fix: string | null
}

/** Seconds between two readings. A reading costs some ten short statements; nobody needs the state of a database twice a second. */
export const INTERVAL_SECONDS = { min: 10, max: 3_600, usual: 60 } as const

/** One application hardly has more; a loop that adds them by mistake ends here. */
export const DATABASES_PER_APPLICATION_MAX = 50
