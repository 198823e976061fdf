/** Permissions of links. */
export const READ_LINKS = 'links.links.read'
export const WRITE_LINKS = 'links.links.write'
