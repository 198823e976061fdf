/** Permissions of plans. */
export const READ_PLANS = 'plan.plans.read'
export const WRITE_PLANS = 'plan.plans.write'
