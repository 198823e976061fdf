/** What status pages contribute to the console: their list, a page for each, and a tab of an application. */
import { lazy } from 'react'
import { Megaphone } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { statusPageScreen, statusPagesScreen } from './screens.ts'

const READ = 'statuspage.pages.read'

export const statuspageConsole: ConsolePart = {
  name: 'statuspage',
  follows: ['status_page', 'status_post', 'check'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    { screen: statusPagesScreen, permission: READ, load: () => import('./pages-page.tsx').then((page) => page.StatusPagesPage) },
    { screen: statusPageScreen, permission: READ, load: () => import('./page-page.tsx').then((page) => page.StatusPagePage) },
  ],
  navigation: [
    { to: href(statusPagesScreen, {}), label: () => i18n.t('Status pages'), icon: Megaphone, permission: READ, key: 'B', group: 'care' },
  ],
  fills: {
    'application.status_pages': lazy(() => import('./application-panel.tsx').then((module) => ({ default: module.ApplicationPanel }))),
  },
}
