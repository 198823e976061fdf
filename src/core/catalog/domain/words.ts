/** The closed lists of words of the catalog. */

/** Archived things keep their history and their figures, are left out of lists unless asked for, and can be brought back. */
export const STATES = ['active', 'archived'] as const
export type State = (typeof STATES)[number]

/** `self` is Pitcrew itself, made once at set-up; everything else is `watched`. */
export const APPLICATION_KINDS = ['watched', 'self'] as const
export type ApplicationKind = (typeof APPLICATION_KINDS)[number]

/** Only production pages anybody. */
export const ENVIRONMENT_KINDS = ['production', 'qa', 'development'] as const
export type EnvironmentKind = (typeof ENVIRONMENT_KINDS)[number]

/** What a component is; `external` belongs to somebody else. */
export const COMPONENT_KINDS = ['web', 'api', 'worker', 'database', 'cache', 'queue', 'host', 'external', 'other'] as const
export type ComponentKind = (typeof COMPONENT_KINDS)[number]

/** How much it matters when a feature fails. */
export const IMPORTANCES = ['core', 'safety_critical', 'ordinary'] as const
export type Importance = (typeof IMPORTANCES)[number]

/** Part a person plays for an application or component: one owner answers for it, deputies know it too. */
export const OWNERSHIP_PARTS = ['owner', 'deputy'] as const
export type OwnershipPart = (typeof OWNERSHIP_PARTS)[number]

/** Most applications added by one request: a long first day of a large agency. */
export const ADDRESSES_MAX = 200
/** Longest name of a thing of the catalog: what a column of a list shows on two lines. */
export const NAME_LENGTH_MAX = 120
/** Longest address; browsers and proxies cut near this length. */
export const URL_LENGTH_MAX = 2_000
/** Longest short name, with room for a number that makes it unique. */
export const SLUG_LENGTH_MAX = 60
/** Most components of one application, so that its graph stays one readable answer. */
export const COMPONENTS_MAX = 500
/** Most people named for one application or component; more would mean that nobody is. */
export const OWNERS_MAX = 20
/** Most links from one thing to components: what one event can name. */
export const LINKS_MAX = 100
