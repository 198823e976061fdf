/** By what one is reached on duty; what stands here is whoever's that reaches people. */
import { i18n } from '@lingui/core'
import { PageLayout } from '#design/layouts/layouts.tsx'
import { Slot } from '#design/navigation/slots.tsx'
import { ProfileTabs } from '../security/profile-tabs.tsx'

export function ReachedPage() {
  return (
    <PageLayout title={i18n.t('Profile')} measure>
      <ProfileTabs current="reached" />
      <Slot name="profile.reached" given={{}} />
    </PageLayout>
  )
}
