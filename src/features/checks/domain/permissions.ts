/** Permissions of checks. */

/** Lets its holder see checks and what they found. */
export const READ_CHECKS = 'checks.checks.read'
/** Lets its holder add, change, try and delete checks. */
export const WRITE_CHECKS = 'checks.checks.write'
/** Lets its holder approve that a check asks a machine in a private network. */
export const APPROVE_TARGETS = 'checks.targets.approve'
