/** What privacy contributes to the console. */
import { lazy } from 'react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { privacyScreen } from './screens.ts'

export const privacyConsole: ConsolePart = {
  name: 'privacy',
  follows: ['erasure', 'consent'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    {
      screen: privacyScreen,
      permission: 'privacy.consents.read',
      load: () => import('./privacy-page.tsx').then((page) => page.PrivacyPage),
    },
  ],
  fills: { 'human.privacy': lazy(() => import('./holding-link.tsx').then((module) => ({ default: module.HoldingLink }))) },
  settings: [{ to: href(privacyScreen, {}), label: () => i18n.t('Privacy'), permission: 'privacy.consents.read' }],
}
