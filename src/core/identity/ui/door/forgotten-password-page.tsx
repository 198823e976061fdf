/** Asks for a link for a new password. Says the same whether anybody has the address. */
import { MailX } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Door } from '#design/door/door.tsx'
import { LinkDoor } from '#design/door/link-door.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { useIdentity } from '../client.ts'

export function ForgottenPasswordPage() {
  const identity = useIdentity()
  const { data, error, refetch } = useRead(identity, 'readSignInOptions', {})
  if (data?.forgottenByMail) return <AskForLink />
  return (
    <Door title={i18n.t('Forgotten password')}>
      {data ? <NoMail /> : error ? <ErrorState problem={error} retry={() => void refetch()} compact /> : <SkeletonRows rows={3} />}
    </Door>
  )
}

function NoMail() {
  return (
    <EmptyState compact icon={<MailX aria-hidden />} title={i18n.t('Pitcrew sends no mail here.')} action={<BackToSignIn />}>
      {i18n.t('Ask an owner: on the page of your account they make you a link for a new password.')}
    </EmptyState>
  )
}

function AskForLink() {
  const identity = useIdentity()
  return (
    <LinkDoor
      title={i18n.t('Forgotten password')}
      lead={i18n.t('We send you a link with which you choose a new one.')}
      autoComplete="username"
      ask={(email) => identity.call('askForPassword', { body: { email } })}
      sent={{
        title: (email) => i18n.t('If {email} has an account with a password, a link is on its way.', { email }),
        note: i18n.t('It works once and for 30 minutes. A second one is sent after five minutes at the earliest.'),
      }}
    >
      <BackToSignIn />
    </LinkDoor>
  )
}

function BackToSignIn() {
  return <ButtonLink to="/sign-in">{i18n.t('Go to sign-in')}</ButtonLink>
}
