/** The settings of all parts under one head. Each part contributes pages; the shell hands in the list. */
import { createContext, type ReactNode, useContext } from 'react'
import { i18n } from '@lingui/core'
import { PageLayout } from '../layouts/layouts.tsx'
import { useSession } from '../session/session.ts'
import { Tabs } from '../tabs/tabs.tsx'

export interface SettingsEntry {
  readonly to: string
  readonly label: () => string
  readonly permission?: string
}

const SettingsContext = createContext<readonly SettingsEntry[]>([])
export const SettingsProvider = SettingsContext.Provider

/** `current` is the address of the page itself. */
export function SettingsLayout({ current, children }: { readonly current: string; readonly children: ReactNode }) {
  const { permissions } = useSession()
  const entries = useContext(SettingsContext).filter((entry) => !entry.permission || permissions.has(entry.permission))
  const tabs = entries.map((entry) => ({ to: entry.to, label: entry.label(), current: entry.to === current }))
  const here = tabs.find((tab) => tab.current)?.label
  return (
    <PageLayout title={i18n.t('Settings')} documentTitle={here ? `${here} · ${i18n.t('Settings')}` : i18n.t('Settings')}>
      <div>
        <Tabs label={i18n.t('Settings')} tabs={tabs} />
        {children}
      </div>
    </PageLayout>
  )
}
