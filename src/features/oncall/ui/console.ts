/** What on-call contributes to the console. */
import { PhoneCall } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import { oncallScreen, pageScreen } from './screens.ts'

export const oncallConsole: ConsolePart = {
  name: 'oncall',
  follows: ['duty_schedule', 'page'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    { screen: oncallScreen, permission: 'oncall.duty.read', load: () => import('./oncall-page.tsx').then((page) => page.OncallPage) },
    { screen: pageScreen, permission: 'oncall.pages.read', load: () => import('./page-page.tsx').then((page) => page.PagePage) },
  ],
  navigation: [
    {
      to: href(oncallScreen, {}),
      label: () => i18n.t('On-call'),
      icon: PhoneCall,
      permission: 'oncall.duty.read',
      key: 'O',
      group: 'work',
    },
  ],
}
