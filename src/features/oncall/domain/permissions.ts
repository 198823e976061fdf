/** Permissions of on-call. */

/** Lets its holder see who is on duty when. */
export const READ_DUTY = 'oncall.duty.read'
/** Lets its holder change schedules and put others on duty. */
export const WRITE_DUTY = 'oncall.duty.write'
/** Lets its holder see pages and what became of them. */
export const READ_PAGES = 'oncall.pages.read'
/** Lets its holder acknowledge, escalate and resolve pages. */
export const ANSWER_PAGES = 'oncall.pages.answer'
/** Lets its holder say how an application escalates. */
export const WRITE_POLICIES = 'oncall.policies.write'
