/** Permissions of records. Each kind's feature adds its own for its records. */
export const READ_TIMELINE = 'records.timeline.read'
