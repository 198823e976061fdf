/** Commands of the frame itself. */
import { LogOut, Moon, Rows3, Sun, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { useScope } from '#design/navigation/scope.ts'
import { prefer, usePreferences } from '#design/preferences/preferences.ts'
import { useSignOut } from '../frame/self-menu.tsx'

export function useOwnCommands() {
  const { density } = usePreferences()
  const { clientId, applicationId, choose } = useScope()
  const signOut = useSignOut()
  const dark =
    getComputedStyle(document.documentElement).colorScheme === 'dark' || (preferredDark() && !document.documentElement.dataset['theme'])
  return [
    {
      id: 'command.theme',
      label: dark ? i18n.t('Use the light theme') : i18n.t('Use the dark theme'),
      icon: dark ? Sun : Moon,
      run: () => prefer({ theme: dark ? 'light' : 'dark' }),
    },
    {
      id: 'command.density',
      label: density === 'compact' ? i18n.t('Use comfortable rows') : i18n.t('Use compact rows'),
      icon: Rows3,
      run: () => prefer({ density: density === 'compact' ? 'comfortable' : 'compact' }),
    },
    ...(clientId || applicationId
      ? [{ id: 'command.all', label: i18n.t('Show all clients and applications'), icon: X, run: () => choose({}) }]
      : []),
    { id: 'command.out', label: i18n.t('Sign out'), icon: LogOut, run: signOut },
  ]
}

function preferredDark(): boolean {
  return matchMedia('(prefers-color-scheme: dark)').matches
}
