/** What one is called, what protects one's account, and by what one is reached on duty, side by side. */
import { i18n } from '@lingui/core'
import { href } from '#design/navigation/screen.ts'
import { useFilled } from '#design/navigation/slots.tsx'
import { Tabs } from '#design/tabs/tabs.tsx'
import { profileScreen, reachedScreen, securityScreen } from '../screens.ts'

export function ProfileTabs({ current }: { readonly current: 'profile' | 'security' | 'reached' }) {
  const isReached = useFilled('profile.reached')
  return (
    <Tabs
      label={i18n.t('Profile')}
      tabs={[
        { label: i18n.t('Profile'), to: href(profileScreen, {}), current: current === 'profile' },
        { label: i18n.t('Security'), to: href(securityScreen, {}), current: current === 'security' },
        ...(isReached ? [{ label: i18n.t('On duty'), to: href(reachedScreen, {}), current: current === 'reached' }] : []),
      ]}
    />
  )
}
