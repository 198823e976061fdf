/** What operation contributes to the console. */
import { Gauge, ListChecks, ScrollText, ShieldCheck } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { NowPage } from './now/now-page.tsx'
import { auditScreen, healthScreen, installationScreen, integrityScreen, jobsScreen, nowScreen } from './screens.ts'

export const operationConsole: ConsolePart = {
  name: 'operation',
  follows: '*',
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    // The first screen comes with the first load.
    { screen: nowScreen, load: () => Promise.resolve(NowPage) },
    {
      screen: auditScreen,
      permission: 'operation.audit.read',
      load: () => import('./audit/audit-page.tsx').then((page) => page.AuditPage),
    },
    {
      screen: integrityScreen,
      permission: 'operation.audit.read',
      load: () => import('./audit/integrity-page.tsx').then((page) => page.IntegrityPage),
    },
    { screen: jobsScreen, permission: 'operation.jobs.read', load: () => import('./jobs/jobs-page.tsx').then((page) => page.JobsPage) },
    {
      screen: healthScreen,
      permission: 'operation.health.read',
      load: () => import('./settings/health-page.tsx').then((page) => page.HealthPage),
    },
    {
      screen: installationScreen,
      permission: 'operation.settings.read',
      load: () => import('./settings/installation-page.tsx').then((page) => page.InstallationPage),
    },
  ],
  navigation: [
    { to: href(nowScreen, {}), label: () => i18n.t('Now'), icon: Gauge, key: 'N', group: 'work' },
    {
      to: href(auditScreen, {}),
      label: () => i18n.t('Audit trail'),
      icon: ScrollText,
      permission: 'operation.audit.read',
      key: 'U',
      group: 'installation',
    },
    {
      to: href(jobsScreen, {}),
      label: () => i18n.t('Jobs'),
      icon: ListChecks,
      permission: 'operation.jobs.read',
      key: 'J',
      group: 'installation',
    },
  ],
  settings: [
    { to: href(installationScreen, {}), label: () => i18n.t('Installation'), permission: 'operation.settings.read' },
    { to: href(healthScreen, {}), label: () => i18n.t('Health'), permission: 'operation.health.read' },
  ],
  commands: [
    {
      id: 'operation.verify',
      label: () => i18n.t('Verify the audit trail'),
      icon: ShieldCheck,
      to: href(integrityScreen, {}),
      permission: 'operation.audit.read',
    },
  ],
}
