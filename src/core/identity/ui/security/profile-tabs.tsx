/** What one is called, and what protects one's account, side by side. */
import { i18n } from '@lingui/core'
import { href } from '#design/navigation/screen.ts'
import { Tabs } from '#design/tabs/tabs.tsx'
import { profileScreen, securityScreen } from '../screens.ts'

export function ProfileTabs({ current }: { readonly current: 'profile' | 'security' }) {
  return (
    <Tabs
      label={i18n.t('Profile')}
      tabs={[
        { label: i18n.t('Profile'), to: href(profileScreen, {}), current: current === 'profile' },
        { label: i18n.t('Security'), to: href(securityScreen, {}), current: current === 'security' },
      ]}
    />
  )
}
