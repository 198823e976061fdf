/** People and open invitations, side by side. */
import { i18n } from '@lingui/core'
import { href } from '#design/navigation/screen.ts'
import { useSession } from '#design/session/session.ts'
import { Tabs } from '#design/tabs/tabs.tsx'
import { invitationsScreen, peopleScreen } from '../screens.ts'
import styles from './people.module.css'

export function PeopleTabs({ current }: { readonly current: 'people' | 'invitations' }) {
  const { permissions } = useSession()
  if (!permissions.has('identity.people.write')) return null
  return (
    <div className={styles['tabs']}>
      <Tabs
        label={i18n.t('People')}
        tabs={[
          { label: i18n.t('Accounts'), to: href(peopleScreen, {}), current: current === 'people' },
          { label: i18n.t('Open invitations'), to: href(invitationsScreen, {}), current: current === 'invitations' },
        ]}
      />
    </div>
  )
}
