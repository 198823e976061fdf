/** Permissions of decisions. */
export const READ_DECISIONS = 'decisions.decisions.read'
export const WRITE_DECISIONS = 'decisions.decisions.write'
