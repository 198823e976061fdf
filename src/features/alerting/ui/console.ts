/** What alerting contributes to the console. */
import { lazy } from 'react'
import { BellOff, BellRing } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { alertScreen, alertsScreen, silencesScreen } from './screens.ts'

const READ = 'alerting.alerts.read'

export const alertingConsole: ConsolePart = {
  name: 'alerting',
  follows: ['alert', 'silence', 'alert_rule'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    { screen: alertsScreen, permission: READ, load: () => import('./alerts-page.tsx').then((page) => page.AlertsPage) },
    { screen: alertScreen, permission: READ, load: () => import('./alert-page.tsx').then((page) => page.AlertPage) },
    { screen: silencesScreen, permission: READ, load: () => import('./silences-page.tsx').then((page) => page.SilencesPage) },
  ],
  fills: {
    'overview.alerts': lazy(() => import('./overview-alerts.tsx').then((module) => ({ default: module.OverviewAlerts }))),
    'components.health': lazy(() => import('./component-health.tsx').then((module) => ({ default: module.ComponentHealth }))),
    'alert.known': lazy(() => import('./known.tsx').then((module) => ({ default: module.AlertKnown }))),
    'application.alerts': lazy(() => import('./alerts-panel.tsx').then((module) => ({ default: module.AlertsPanel }))),
  },
  navigation: [{ to: href(alertsScreen, {}), label: () => i18n.t('Alerts'), icon: BellRing, permission: READ, key: 'W', group: 'work' }],
  commands: [
    {
      id: 'alerting.silence',
      label: () => i18n.t('Silence alerts'),
      icon: BellOff,
      to: href(silencesScreen, {}, { add: 'yes' }),
      permission: 'alerting.alerts.write',
    },
  ],
}
