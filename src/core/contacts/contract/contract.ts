/** All routes of contacts. */
import { contactRoutes } from './contacts.ts'
import { ownRoutes } from './own.ts'

export const contactsContract = { ...contactRoutes, ...ownRoutes }
