/** What channels contribute to the console: by what one is reached, who sends, and what rings. */
import { lazy } from 'react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { channelsScreen } from './screens.ts'

const READ_SETTINGS = 'channels.settings.read'

export const channelsConsole: ConsolePart = {
  name: 'channels',
  follows: ['channel_address', 'organisation'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    { screen: channelsScreen, permission: READ_SETTINGS, load: () => import('./settings-page.tsx').then((page) => page.ChannelsPage) },
  ],
  settings: [{ to: href(channelsScreen, {}), label: () => i18n.t('Channels'), permission: READ_SETTINGS }],
  fills: {
    'profile.reached': lazy(() => import('./own-card.tsx').then((module) => ({ default: module.OwnCard }))),
    'frame.rings': lazy(() => import('./rings.tsx').then((module) => ({ default: module.Rings }))),
  },
}
