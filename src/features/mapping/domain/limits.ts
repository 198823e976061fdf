/** How much rules may say, and how much is noted of what none of them assigns. */

/** Each is tried for each series and resource until one matches. */
export const RULES_MAX = 100
export const MATCHERS_MAX = 8
export const LABEL_LENGTH_MAX = 200
export const VALUE_LENGTH_MAX = 200

/** Sets of labels that are noted of one owner; those that came last are kept. A hundred clusters with five services each. */
export const UNASSIGNED_MAX = 500
/** Of one set. */
export const NOTED_LABELS_MAX = 16
