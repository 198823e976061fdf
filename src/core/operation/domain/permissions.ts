/** Permissions of the operation of the installation. */
export const READ_AUDIT = 'operation.audit.read'
export const READ_JOBS = 'operation.jobs.read'
export const WRITE_JOBS = 'operation.jobs.write'
export const READ_SETTINGS = 'operation.settings.read'
export const WRITE_SETTINGS = 'operation.settings.write'
export const READ_HEALTH = 'operation.health.read'
