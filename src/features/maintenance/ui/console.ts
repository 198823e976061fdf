/** What maintenance contributes to the console. */
import { lazy } from 'react'
import { CalendarClock } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { windowScreen, windowsScreen } from './screens.ts'

const READ = 'maintenance.windows.read'

export const maintenanceConsole: ConsolePart = {
  name: 'maintenance',
  follows: ['maintenance_window'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    { screen: windowsScreen, permission: READ, load: () => import('./windows-page.tsx').then((page) => page.WindowsPage) },
    { screen: windowScreen, permission: READ, load: () => import('./window-page.tsx').then((page) => page.WindowPage) },
  ],
  navigation: [
    { to: href(windowsScreen, {}), label: () => i18n.t('Windows'), icon: CalendarClock, permission: READ, key: 'W', group: 'work' },
  ],
  commands: [
    {
      id: 'maintenance.plan',
      label: () => i18n.t('Plan window'),
      icon: CalendarClock,
      to: href(windowsScreen, {}, { add: 'yes' }),
      permission: 'maintenance.windows.write',
    },
  ],
  fills: {
    'marks.windows': lazy(() => import('./window-marks.tsx').then((module) => ({ default: module.WindowMarks }))),
    'overview.windows': lazy(() => import('./overview-windows.tsx').then((module) => ({ default: module.OverviewWindows }))),
    'application.windows': lazy(() => import('./windows-panel.tsx').then((module) => ({ default: module.WindowsPanel }))),
  },
}
