/** Who sends each channel, and the channels of the installation itself. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { CopyField } from '#design/copy-field/copy-field.tsx'
import { href } from '#design/navigation/screen.ts'
import { SettingsLayout } from '#design/navigation/settings.tsx'
import { useRead } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { AddDialog } from './add-dialog.tsx'
import { AddressRow } from './address-row.tsx'
import { type Provider, useChannels } from './client.ts'
import { ProviderDialog } from './provider-dialog.tsx'
import { channelsScreen } from './screens.ts'
import { channelWords } from './words.ts'
import styles from './channels.module.css'

export function ChannelsPage() {
  return (
    <SettingsLayout current={href(channelsScreen, {})}>
      <div className={styles['cards']}>
        <ProvidersCard />
        <TeamCard />
      </div>
    </SettingsLayout>
  )
}

function ProvidersCard() {
  const channels = useChannels()
  const { data, error, refetch } = useRead(channels, 'listProviders', {})
  const [chosen, setChosen] = useState<Provider | null>(null)
  const why = useWhyNot()('channels.settings.write')
  return (
    <Card title={i18n.t('Who sends')} note={i18n.t('Mail, open consoles and browsers need nobody else. Secrets are kept encrypted.')}>
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {!data && !error ? <SkeletonRows rows={4} /> : null}
      <ul className={styles['list']}>
        {(data?.items ?? []).map((provider) => (
          <li key={provider.channel} className={styles['address']}>
            <div className={styles['what']}>
              <strong className={styles['name']}>{channelWords(provider.channel)}</strong>
            </div>
            <StateLabel tone={provider.settings ? 'good' : 'off'}>{provider.settings ? i18n.t('Set up') : i18n.t('Not set up')}</StateLabel>
            <div className={styles['actions']}>
              <Button size="small" why={why} onClick={() => setChosen(provider)}>
                {provider.settings ? i18n.t('Change') : i18n.t('Set up')}
              </Button>
            </div>
            {provider.settings
              ? provider.callbacks.map((address) => (
                  <CopyField key={address} label={i18n.t('Enter this at the provider')} value={address} />
                ))
              : null}
          </li>
        ))}
      </ul>
      {chosen ? <ProviderDialog provider={chosen} onClose={() => setChosen(null)} /> : null}
    </Card>
  )
}

function TeamCard() {
  const channels = useChannels()
  const { data, error, refetch } = useRead(channels, 'listTeamAddresses', {})
  const [isAdding, setIsAdding] = useState(false)
  const why = useWhyNot()('channels.settings.write')
  return (
    <Card
      title={i18n.t('Channels of the team')}
      note={i18n.t('Rooms in which everybody sees a page, and pager services that page by their own rules.')}
      actions={
        <Button size="small" why={why} onClick={() => setIsAdding(true)}>
          {i18n.t('Add')}
        </Button>
      }
    >
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {!data && !error ? <SkeletonRows rows={2} /> : null}
      {data?.items.length === 0 ? <EmptyState compact title={i18n.t('The team has no channel yet.')} /> : null}
      <ul className={styles['list']}>
        {(data?.items ?? []).map((address) => (
          <AddressRow key={address.id} address={address} onMove={null} isFirst isLast why={why} isTeams />
        ))}
      </ul>
      {isAdding && data ? (
        <AddDialog offers={data.offers} pushKey={null} onClose={() => setIsAdding(false)} onAdded={() => setIsAdding(false)} />
      ) : null}
    </Card>
  )
}
