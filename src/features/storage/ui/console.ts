/** What storage contributes to the console. */
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { storageScreen } from './screens.ts'

export const storageConsole: ConsolePart = {
  name: 'storage',
  follows: ['organisation'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    {
      screen: storageScreen,
      permission: 'storage.room.read',
      load: () => import('./storage-page.tsx').then((page) => page.StoragePage),
    },
  ],
  settings: [{ to: href(storageScreen, {}), label: () => i18n.t('Storage'), permission: 'storage.room.read' }],
}
