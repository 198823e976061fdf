/** What coverage contributes to the console. */
import { lazy } from 'react'
import { Grid3x3, Handshake } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { coverageScreen } from './screens.ts'

const READ = 'coverage.map.read'

export const coverageConsole: ConsolePart = {
  name: 'coverage',
  // Columns and what is held come from any part.
  follows: '*',
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [{ screen: coverageScreen, permission: READ, load: () => import('./coverage-page.tsx').then((page) => page.CoveragePage) }],
  navigation: [{ to: href(coverageScreen, {}), label: () => i18n.t('Coverage'), icon: Grid3x3, permission: READ, key: 'V', group: 'care' }],
  commands: [
    {
      id: 'coverage.hand_over',
      label: () => i18n.t('Hand over what somebody holds'),
      icon: Handshake,
      to: href(coverageScreen, {}, { view: 'hand_over' }),
      permission: 'coverage.hand_overs.write',
    },
  ],
  fills: {
    'person.held': lazy(() => import('./person-held.tsx').then((module) => ({ default: module.PersonHeld }))),
    'person.leaving': lazy(() => import('./person-leaving.tsx').then((module) => ({ default: module.PersonLeaving }))),
  },
}
