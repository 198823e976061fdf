/** See messages with their texts, and how mail leaves. */
export const READ_MESSAGES = 'delivery.messages.read'
export const WRITE_MESSAGES = 'delivery.messages.write'
/** Say how mail leaves, and who gets none. */
export const WRITE_MAIL = 'delivery.mail.write'
