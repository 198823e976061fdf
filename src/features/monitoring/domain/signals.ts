/** What the overview of an environment tells of it, and by what that is known. */

/** In the order in which they are shown. */
export const SIGNALS = ['response_time', 'traffic', 'error_rate', 'job_error_rate', 'cpu', 'memory', 'disk', 'query_time', 'pool'] as const
export type Signal = (typeof SIGNALS)[number]

export const SIGNAL_UNITS = ['s', '1', '{request}/s', '{client}'] as const
export type SignalUnit = (typeof SIGNAL_UNITS)[number]

/**
 * Why a figure is taken from where it is. `request_histogram`, `request_counter`: the sender measures its requests. `own_figures`:
 * the program measured itself. `traces_only`: no metric says it, spans do. `host`, `watched_database`, `pool`, `query_histogram`: the
 * metrics of that name. `nothing_arrives`: nobody says it.
 */
export const BASES = [
  'request_histogram',
  'request_counter',
  'own_figures',
  'traces_only',
  'host',
  'query_histogram',
  'watched_database',
  'pool',
  'nothing_arrives',
] as const
export type Basis = (typeof BASES)[number]

export interface Said {
  /** Undefined when nothing says it. */
  readonly value: number | undefined
  /** What the plan counts before it believes a value: requests of a time, failures of a rate; undefined where it counts nothing. */
  readonly volume?: number
  /** Whose value it is, where several were measured. */
  readonly part?: string
}
