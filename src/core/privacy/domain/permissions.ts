/** Names of the permissions that this part asks for. */
export const READ_PRIVACY = 'privacy.settings.read'
export const WRITE_RETENTION = 'privacy.retention.write'
export const EXPORT_PEOPLE = 'privacy.people.export'
export const ERASE_PEOPLE = 'privacy.people.erase'
export const READ_CONSENTS = 'privacy.consents.read'
export const WRITE_CONSENTS = 'privacy.consents.write'
