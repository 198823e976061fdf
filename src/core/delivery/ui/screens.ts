/** Addresses of delivery's pages. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'

export const messageStates = ['queued', 'deferred', 'handed_over', 'failed', 'suppressed', 'cancelled'] as const

export const messagesScreen = screen('/messages', (raw) => ({ q: text(raw['q']), state: oneOf(raw['state'], messageStates) }))
export const messageScreen = screen('/messages/$message')
export const notificationsScreen = screen('/notifications', (raw) => ({ unread: oneOf(raw['unread'], ['yes']) }))
export const noticeSettingsScreen = screen('/notifications/settings')
export const mailScreen = screen('/settings/mail')
