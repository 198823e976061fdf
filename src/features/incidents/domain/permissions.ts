/** Permissions of incidents. */
export const READ_INCIDENTS = 'incidents.incidents.read'
export const WRITE_INCIDENTS = 'incidents.incidents.write'
/** Opens those about security before they are released, and everything that belongs to them; core/identity knows it by the same name. */
export const CLEARANCE = 'incidents.security.read'
export const WRITE_PLAYBOOKS = 'incidents.playbooks.write'
