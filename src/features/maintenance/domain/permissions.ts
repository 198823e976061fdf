/** Permissions of maintenance. */
export const READ_WINDOWS = 'maintenance.windows.read'
export const WRITE_WINDOWS = 'maintenance.windows.write'
