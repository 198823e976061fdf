/** The closed lists of resources. */

/** What is measured of hosts and databases and can run short, in the order in which it is shown. */
export const GAUGE_KINDS = ['disk', 'memory', 'cpu', 'network', 'connections', 'database_memory', 'database_size'] as const
export type GaugeKind = (typeof GAUGE_KINDS)[number]

/** As OpenTelemetry writes them: a share is `1`, bytes are `By`; of what is only there or not, one or none. */
export const UNITS = ['1', 'By', 'By/s', 'days', '{finding}', 's', '{request}/s', '{session}/h'] as const
export type Unit = (typeof UNITS)[number]

/**
 * Why there are no days until full. `too_few_days`: fewer than a trend needs; `shrinks`: it becomes less; `steady`: it does not grow;
 * `far_off`: later than a month of course can tell; `too_uncertain`: soonest and latest day lie too far apart; `no_limit`: nobody says
 * how much fits.
 */
export const REFUSALS = ['too_few_days', 'shrinks', 'steady', 'far_off', 'too_uncertain', 'no_limit'] as const
export type Refusal = (typeof REFUSALS)[number]

/** What findings are about: near its limit, away from what is usual, wasted, to be tuned. */
export const CONCERNS = ['near_limit', 'unusual', 'waste', 'tune'] as const
export type Concern = (typeof CONCERNS)[number]

export const FINDING_KINDS = ['used', 'fills', 'peak', 'idle_host', 'idle_disk', 'database', 'deviates'] as const
/**
 * `used`: more of it is taken than the plan allows; `fills`: it will be full soon; `peak`: its peaks come too close; `idle_host`,
 * `idle_disk`: hardly used for a month; `database`: what a watched database told; `deviates`: a signal
 * is away from its baseline.
 */
export type FindingKind = (typeof FINDING_KINDS)[number]

export const STATES = ['open', 'task', 'measuring', 'dismissed', 'won', 'no_change', 'gone'] as const
/** `measuring`: its task is done, and what that changed is not measured yet. The last three are ends. */
export type State = (typeof STATES)[number]

export const DISMISSALS = ['intended', 'accepted', 'not_true'] as const
/** `intended`: it is meant to be so; `accepted`: it is known and not worth the work; `not_true`: the figure is wrong. */
export type Dismissal = (typeof DISMISSALS)[number]

/** Under maintenance in the support plan: how often somebody looks through an audit, and who. */
export const AUDIT_ACTIVITY = 'resource_audit'

/** Of a task that a finding becomes. */
export const TITLE_LENGTH_MAX = 300
/** As long as descriptions of tasks may be. */
export const DESCRIPTION_LENGTH_MAX = 20_000
