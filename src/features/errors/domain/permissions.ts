/** Permissions of errors. */
export const READ_ERRORS = 'errors.groups.read'
export const WRITE_ERRORS = 'errors.groups.write'
