/** Lets its holder see how much applications are used. */
export const READ_ACTIVITY = 'activity.use.read'
