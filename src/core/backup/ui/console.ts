/** What backups contribute to the console. */
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { backupsScreen } from './screens.ts'

export const backupConsole: ConsolePart = {
  name: 'backup',
  follows: ['backup'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    {
      screen: backupsScreen,
      permission: 'backup.backups.read',
      load: () => import('./backups-page.tsx').then((page) => page.BackupsPage),
    },
  ],
  settings: [{ to: href(backupsScreen, {}), label: () => i18n.t('Backups'), permission: 'backup.backups.read' }],
}
