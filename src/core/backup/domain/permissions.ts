/** Names of the permissions that this part asks for. */
export const READ_BACKUPS = 'backup.backups.read'
export const WRITE_BACKUPS = 'backup.backups.write'
