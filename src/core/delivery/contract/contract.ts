/** Every route of delivery. */
import { mailRoutes } from './mail.ts'
import { messageRoutes } from './messages.ts'
import { notificationRoutes } from './notifications.ts'

export const deliveryContract = { ...notificationRoutes, ...messageRoutes, ...mailRoutes }
