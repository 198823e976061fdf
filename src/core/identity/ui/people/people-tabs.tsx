/** People, open invitations and sign-ins, side by side. */
import { i18n } from '@lingui/core'
import { href } from '#design/navigation/screen.ts'
import { useSession } from '#design/session/session.ts'
import { Tabs } from '#design/tabs/tabs.tsx'
import { invitationsScreen, peopleScreen, signInsScreen } from '../screens.ts'
import styles from './people.module.css'

export function PeopleTabs({ current }: { readonly current: 'people' | 'invitations' | 'sign_ins' }) {
  const { permissions } = useSession()
  const tabs = [
    { label: i18n.t('Accounts'), to: href(peopleScreen, {}), current: current === 'people' },
    ...(permissions.has('identity.people.write')
      ? [{ label: i18n.t('Open invitations'), to: href(invitationsScreen, {}), current: current === 'invitations' }]
      : []),
    ...(permissions.has('identity.sign_ins.read')
      ? [{ label: i18n.t('Sign-ins'), to: href(signInsScreen, {}), current: current === 'sign_ins' }]
      : []),
  ]
  if (tabs.length === 1) return null
  return (
    <div className={styles['tabs']}>
      <Tabs label={i18n.t('People')} tabs={tabs} />
    </div>
  )
}
