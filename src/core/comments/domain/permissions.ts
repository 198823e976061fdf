/** Permissions of comments. */
export const READ_COMMENTS = 'comments.comments.read'
export const WRITE_COMMENTS = 'comments.comments.write'
export const MODERATE_COMMENTS = 'comments.comments.moderate'
