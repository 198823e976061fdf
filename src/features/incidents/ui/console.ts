/** What incidents contribute to the console. */
import { lazy } from 'react'
import { Siren } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { incidentScreen, incidentsScreen } from './screens.ts'

const READ = 'incidents.incidents.read'

export const incidentsConsole: ConsolePart = {
  name: 'incidents',
  follows: ['incident', 'incident_playbook', 'alert', 'page', 'status_post', 'task', 'person'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    { screen: incidentsScreen, permission: READ, load: () => import('./incidents-page.tsx').then((page) => page.IncidentsPage) },
    { screen: incidentScreen, permission: READ, load: () => import('./incident-page.tsx').then((page) => page.IncidentPage) },
  ],
  navigation: [{ to: href(incidentsScreen, {}), label: () => i18n.t('Incidents'), icon: Siren, permission: READ, key: 'I', group: 'work' }],
  commands: [
    {
      id: 'incidents.declare',
      label: () => i18n.t('Declare incident'),
      icon: Siren,
      to: href(incidentsScreen, {}, { declare: 'yes' }),
      permission: 'incidents.incidents.write',
    },
  ],
  fills: {
    'marks.incidents': lazy(() => import('./incident-marks.tsx').then((module) => ({ default: module.IncidentMarks }))),
    'overview.incidents': lazy(() => import('./overview-incidents.tsx').then((module) => ({ default: module.OverviewIncidents }))),
    'application.incidents': lazy(() => import('./incidents-panel.tsx').then((module) => ({ default: module.IncidentsPanel }))),
  },
}
