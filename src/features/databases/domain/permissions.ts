/** What people need to watch databases. */

export const READ_DATABASES = 'databases.databases.read'
export const WRITE_DATABASES = 'databases.databases.write'
/** A private address is reached from where Pitcrew runs: whoever approves it opens that network to whoever names addresses in it. */
export const APPROVE_PRIVATE = 'databases.private.approve'
