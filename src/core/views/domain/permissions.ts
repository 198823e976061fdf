/** Permissions of saved views. */
export const READ_VIEWS = 'views.read'
export const WRITE_VIEWS = 'views.write'
export const SHARE_VIEWS = 'views.share'
