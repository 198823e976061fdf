/** How mail leaves this installation: the relay, the records that others check, a test, and who gets none. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { CopyField } from '#design/copy-field/copy-field.tsx'
import { href } from '#design/navigation/screen.ts'
import { SettingsLayout } from '#design/navigation/settings.tsx'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { useDelivery, type RelayAnswer } from '../client.ts'
import { mailScreen } from '../screens.ts'
import { CheckCard } from './check-card.tsx'
import { RelayCard } from './relay-card.tsx'
import { SuppressionsCard } from './suppressions-card.tsx'
import styles from './mail.module.css'

export function MailPage() {
  const delivery = useDelivery()
  const { data, error, refetch } = useRead(delivery, 'readRelay', {})
  return (
    <SettingsLayout current={href(mailScreen, {})}>
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {!data && !error ? <SkeletonRows rows={6} /> : null}
      {data ? (
        <div className={styles['cards']}>
          <RelayCard key={data.version} answer={data} />
          {data.relay?.dkim ? <DkimCard dkim={data.relay.dkim} /> : null}
          {data.relay ? <CheckCard /> : null}
          <SuppressionsCard />
        </div>
      ) : null}
    </SettingsLayout>
  )
}

function DkimCard({ dkim }: { readonly dkim: NonNullable<NonNullable<RelayAnswer['relay']>['dkim']> }) {
  return (
    <Card title={i18n.t('Signature (DKIM)')} note={i18n.t('Publish this TXT record, so that others can check that mail comes from you.')}>
      <div className={styles['record']}>
        <CopyField label={i18n.t('Name of the record')} value={dkim.recordName} />
        <CopyField label={i18n.t('Value of the record')} value={dkim.recordValue} />
      </div>
    </Card>
  )
}
