/** Settings → Privacy: one person, how long data is kept, consents, erasures. */
import { i18n } from '@lingui/core'
import { href, useScreen } from '#design/navigation/screen.ts'
import { SettingsLayout } from '#design/navigation/settings.tsx'
import { useSession } from '#design/session/session.ts'
import { Tabs } from '#design/tabs/tabs.tsx'
import { ConsentsCard } from './consents-card.tsx'
import { ErasuresCard } from './erasures-card.tsx'
import { PersonCard } from './person-card.tsx'
import { RetentionCard } from './retention-card.tsx'
import { privacyScreen } from './screens.ts'

export function PrivacyPage() {
  const { search } = useScreen(privacyScreen)
  const { permissions } = useSession()
  const tab = (label: string, name: typeof search.tab) => ({
    label,
    to: href(privacyScreen, {}, { tab: name }),
    current: search.tab === name,
  })
  const maySee = permissions.has('privacy.settings.read')
  return (
    <SettingsLayout current={href(privacyScreen, {})}>
      <Tabs
        label={i18n.t('Privacy')}
        tabs={[
          tab(i18n.t('A person'), undefined),
          ...(maySee ? [tab(i18n.t('How long data is kept'), 'retention')] : []),
          tab(i18n.t('Consents'), 'consents'),
          ...(maySee ? [tab(i18n.t('Erasures'), 'erasures')] : []),
        ]}
      />
      {search.tab === undefined ? <PersonCard who={search.who} /> : null}
      {search.tab === 'retention' ? <RetentionCard /> : null}
      {search.tab === 'consents' ? <ConsentsCard /> : null}
      {search.tab === 'erasures' ? <ErasuresCard /> : null}
    </SettingsLayout>
  )
}
