/** What delivery contributes to the console. */
import { lazy } from 'react'
import { Mails } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { mailScreen, messageScreen, messagesScreen, noticeSettingsScreen, notificationsScreen } from './screens.ts'

const READ_MESSAGES = 'delivery.messages.read'

export const deliveryConsole: ConsolePart = {
  name: 'delivery',
  follows: ['organisation'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    { screen: notificationsScreen, load: () => import('./notifications/notifications-page.tsx').then((page) => page.NotificationsPage) },
    { screen: noticeSettingsScreen, load: () => import('./notifications/settings-page.tsx').then((page) => page.NoticeSettingsPage) },
    {
      screen: messagesScreen,
      permission: READ_MESSAGES,
      load: () => import('./messages/messages-page.tsx').then((page) => page.MessagesPage),
    },
    {
      screen: messageScreen,
      permission: READ_MESSAGES,
      load: () => import('./messages/message-page.tsx').then((page) => page.MessagePage),
    },
    { screen: mailScreen, permission: READ_MESSAGES, load: () => import('./mail/mail-page.tsx').then((page) => page.MailPage) },
  ],
  navigation: [
    {
      to: href(messagesScreen, {}),
      label: () => i18n.t('Messages'),
      icon: Mails,
      permission: READ_MESSAGES,
      key: 'M',
      group: 'installation',
    },
  ],
  fills: { 'frame.bell': lazy(() => import('./notifications/bell.tsx').then((module) => ({ default: module.Bell }))) },
  settings: [{ to: href(mailScreen, {}), label: () => i18n.t('Mail'), permission: READ_MESSAGES }],
}
