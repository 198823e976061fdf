/** Permissions of the catalog. Reading an application includes its environments, components, features and owners. */
export const READ_CLIENTS = 'catalog.clients.read'
export const WRITE_CLIENTS = 'catalog.clients.write'
export const READ_APPLICATIONS = 'catalog.applications.read'
export const WRITE_APPLICATIONS = 'catalog.applications.write'
