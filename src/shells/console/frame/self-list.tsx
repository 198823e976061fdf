/** The list behind one's own name. */
import type { RefObject } from 'react'
import { Braces, Keyboard, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react'
import { i18n } from '@lingui/core'
import { RadioGroup } from '#design/choice/choice.tsx'
import { CommandList } from '#design/overlay/command-list.tsx'
import { Popover } from '#design/overlay/popover.tsx'
import { useGo } from '#design/navigation/screen.ts'
import { prefer, usePreferences } from '#design/preferences/preferences.ts'

interface SelfListProps {
  readonly anchor: RefObject<HTMLElement | null>
  readonly onClose: () => void
  readonly onShortcuts: () => void
  readonly onSignOut: () => void
}

/** Where the server shows the reference of its API. */
export const API_REFERENCE = '/api/reference'

export function SelfList({ anchor, onClose, onShortcuts, onSignOut }: SelfListProps) {
  const go = useGo()
  const { theme } = usePreferences()
  const after = (run: () => void) => () => {
    onClose()
    run()
  }
  return (
    <Popover label={i18n.t('You')} open onClose={onClose} anchor={anchor}>
      <CommandList
        commands={[
          { id: 'profile', label: i18n.t('Profile'), icon: <UserRound aria-hidden />, run: after(() => go('/profile')) },
          { id: 'shortcuts', label: i18n.t('Keyboard shortcuts'), icon: <Keyboard aria-hidden />, run: after(onShortcuts), shortcut: '?' },
          { id: 'api', label: i18n.t('API reference'), icon: <Braces aria-hidden />, run: after(() => location.assign(API_REFERENCE)) },
          { id: 'out', label: i18n.t('Sign out'), icon: <LogOut aria-hidden />, run: after(onSignOut) },
        ]}
      >
        <RadioGroup
          bar
          label={i18n.t('Theme on this device')}
          value={theme}
          onChange={(next) => prefer({ theme: next })}
          options={[
            { value: 'system', label: i18n.t('System'), icon: <Monitor aria-hidden /> },
            { value: 'light', label: i18n.t('Light'), icon: <Sun aria-hidden /> },
            { value: 'dark', label: i18n.t('Dark'), icon: <Moon aria-hidden /> },
          ]}
        />
      </CommandList>
    </Popover>
  )
}
