/** Permissions of attachments. */
export const READ_ATTACHMENTS = 'attachments.attachments.read'
export const WRITE_ATTACHMENTS = 'attachments.attachments.write'
export const MODERATE_ATTACHMENTS = 'attachments.attachments.moderate'
