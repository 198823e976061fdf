/** What one's account is protected with: password, second factors, sessions, and who tried to come in. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { PageLayout } from '#design/layouts/layouts.tsx'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { absoluteTime } from '#design/time/format.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { accountContract } from '../../contract/account.ts'
import { useIdentity } from '../client.ts'
import { AppCard } from './app-card.tsx'
import { OwnSignInsCard } from './own-sign-ins-card.tsx'
import { PasskeysCard } from './passkeys-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { ProfileTabs } from './profile-tabs.tsx'
import { RecoveryCard, RecoveryCodesDialog } from './recovery-codes.tsx'
import { SessionsCard } from './sessions-card.tsx'

type Me = AnswerOf<(typeof accountContract)['me']>

export function SecurityPage() {
  const identity = useIdentity()
  const { data: me } = useRead(identity, 'me', {})
  const security = useRead(identity, 'readSecurity', {})
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const { data, error } = security
  return (
    <PageLayout title={i18n.t('Profile')} documentTitle={i18n.t('Security')} measure>
      <ProfileTabs current="security" />
      {me ? <Requirement secondFactor={me.secondFactor} /> : null}
      {error && !data ? <ErrorState problem={error} retry={() => void security.refetch()} compact /> : null}
      {data ? (
        <>
          <PasskeysCard passkeys={data.passkeys} onCodes={setCodes} />
          <AppCard since={data.totpSince} onCodes={setCodes} />
          {data.passkeys.length > 0 || data.totpSince ? <RecoveryCard codes={data.recoveryCodes} onCodes={setCodes} /> : null}
          {data.hasPassword ? <PasswordCard names={me ? [me.email, me.organisation.name] : []} /> : null}
        </>
      ) : error ? null : (
        <SkeletonRows rows={4} />
      )}
      <SessionsCard />
      <OwnSignInsCard />
      {codes ? <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} /> : null}
    </PageLayout>
  )
}

/** Said where the way out of it is. */
function Requirement({ secondFactor: { state, dueAt } }: Pick<Me, 'secondFactor'>) {
  if (state === 'overdue') {
    return (
      <Banner tone="warning">
        {i18n.t('Your organisation asks for a second factor. Set up a passkey or an authenticator app here; then you can go on.')}
      </Banner>
    )
  }
  if (state !== 'within_grace' || !dueAt) return null
  return <Banner>{i18n.t('Your organisation asks for a second factor. Set one up by {time}.', { time: absoluteTime(dueAt) })}</Banner>
}
