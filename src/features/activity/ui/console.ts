/** What activity contributes to the console: how much an application is used, on its page and beside the others. */
import { lazy } from 'react'
import { ChartNoAxesColumn } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { activityScreen } from './screens.ts'

const READ = 'activity.use.read'

export const activityConsole: ConsolePart = {
  name: 'activity',
  follows: [],
  pages: [{ screen: activityScreen, permission: READ, load: () => import('./activity-page.tsx').then((page) => page.ActivityPage) }],
  fills: {
    'overview.activity': lazy(() => import('./overview-activity.tsx').then((module) => ({ default: module.OverviewActivity }))),
    'application.activity': lazy(() => import('./activity-panel.tsx').then((module) => ({ default: module.ActivityPanel }))),
  },
  navigation: [
    { to: href(activityScreen, {}), label: () => i18n.t('Activity'), icon: ChartNoAxesColumn, permission: READ, key: 'Y', group: 'work' },
  ],
}
