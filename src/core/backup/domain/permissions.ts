/** Names of the permissions that this part asks for. */
export const READ_BACKUPS = 'backup.backups.read'
/** Everything in the clear. */
export const TAKE_EXPORTS = 'backup.exports.take'
export const WRITE_BACKUPS = 'backup.backups.write'
