/** All routes of comments. */
import { commentRoutes } from './comments.ts'
import { watcherRoutes } from './watchers.ts'

export const commentsContract = { ...commentRoutes, ...watcherRoutes }
