/** What dashboards contribute to the console. */
import { ChartLine, LayoutDashboard } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { dashboardScreen, dashboardsScreen, exploreScreen, standardScreen } from './screens.ts'

const READ = 'dashboards.dashboards.read'
const SERIES = 'promql.series.read'

export const dashboardsConsole: ConsolePart = {
  name: 'dashboards',
  follows: ['dashboard'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    { screen: exploreScreen, permission: SERIES, load: () => import('./explore-page.tsx').then((page) => page.ExplorePage) },
    { screen: dashboardsScreen, permission: READ, load: () => import('./dashboards-page.tsx').then((page) => page.DashboardsPage) },
    { screen: dashboardScreen, permission: READ, load: () => import('./dashboard-page.tsx').then((page) => page.DashboardPage) },
    { screen: standardScreen, permission: SERIES, load: () => import('./standard-page.tsx').then((page) => page.StandardPage) },
  ],
  navigation: [
    { to: href(exploreScreen, {}), label: () => i18n.t('Explore'), icon: ChartLine, permission: SERIES, key: 'E', group: 'work' },
    { to: href(dashboardsScreen, {}), label: () => i18n.t('Dashboards'), icon: LayoutDashboard, permission: READ, key: 'H', group: 'work' },
  ],
}
