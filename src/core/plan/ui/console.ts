/** What plans contribute to the console. */
import { lazy } from 'react'
import { FileUp, ScrollText } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { planScreen } from './screens.ts'

const READ = 'plan.plans.read'

export const planConsole: ConsolePart = {
  name: 'plan',
  follows: ['organisation', 'client', 'application', 'person'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [{ screen: planScreen, permission: READ, load: () => import('./plan-page.tsx').then((page) => page.PlanPage) }],
  navigation: [
    { to: href(planScreen, {}), label: () => i18n.t('Support plan'), icon: ScrollText, permission: READ, key: 'L', group: 'care' },
  ],
  commands: [
    {
      id: 'plan.import',
      label: () => i18n.t('Import support plan'),
      icon: FileUp,
      to: href(planScreen, {}, { file: 'import' }),
      permission: 'plan.plans.write',
    },
    {
      id: 'plan.versions',
      label: () => i18n.t('Versions of the support plan'),
      icon: ScrollText,
      to: href(planScreen, {}, { view: 'versions' }),
      permission: READ,
    },
  ],
  fills: { 'thing.plan': lazy(() => import('./plan-link.tsx').then((module) => ({ default: module.PlanLink }))) },
}
