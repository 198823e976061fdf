/** What decisions contribute to the console. */
import { Plus, Scale } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { decisionScreen, decisionsScreen } from './screens.ts'

export const decisionsConsole: ConsolePart = {
  name: 'decisions',
  follows: ['decision', 'person'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    {
      screen: decisionsScreen,
      permission: 'decisions.decisions.read',
      load: () => import('./decisions-page.tsx').then((page) => page.DecisionsPage),
    },
    {
      screen: decisionScreen,
      permission: 'decisions.decisions.read',
      load: () => import('./decision-page.tsx').then((page) => page.DecisionPage),
    },
  ],
  navigation: [
    {
      to: href(decisionsScreen, {}),
      label: () => i18n.t('Decisions'),
      icon: Scale,
      permission: 'decisions.decisions.read',
      key: 'D',
      group: 'work',
    },
  ],
  commands: [
    {
      id: 'decisions.ask',
      label: () => i18n.t('Ask for a decision'),
      icon: Plus,
      to: href(decisionsScreen, {}, { ask: 'yes' }),
      permission: 'decisions.decisions.write',
    },
  ],
}
