/** Asks for a link for a new password. Says the same whether anybody has the address. */
import { useState } from 'react'
import { MailCheck, MailX } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Door } from '#design/door/door.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout } from '#design/layouts/layouts.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState, FormProblem } from '#design/states/states.tsx'
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
  const [email, setEmail] = useState('')
  const [asked, setAsked] = useState(false)
  const ask = useWrite(() => identity.call('askForPassword', { body: { email: email.trim() } }), {
    touches: [],
    done: () => setAsked(true),
  })
  if (asked) {
    return (
      <Door title={i18n.t('Look into your mailbox')}>
        <EmptyState
          compact
          icon={<MailCheck aria-hidden />}
          title={i18n.t('If {email} has an account with a password, a link is on its way.', { email: email.trim() })}
          action={<Button onClick={() => setAsked(false)}>{i18n.t('Another address')}</Button>}
        >
          {i18n.t('It works once and for 30 minutes. A second one is sent after five minutes at the earliest.')}
        </EmptyState>
        <BackToSignIn />
      </Door>
    )
  }
  return (
    <Door title={i18n.t('Forgotten password')} lead={i18n.t('We send you a link with which you choose a new one.')}>
      <FormLayout
        label={i18n.t('Forgotten password')}
        onSubmit={() => ask.run(undefined)}
        actions={
          <Button type="submit" kind="primary" size="large" wide pending={ask.pending}>
            {i18n.t('Send me a link')}
          </Button>
        }
      >
        <TextField
          label={i18n.t('E-mail address')}
          type="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={setEmail}
          fault={ask.problem?.of('email')}
        />
        <FormProblem problem={ask.problem} />
      </FormLayout>
      <BackToSignIn />
    </Door>
  )
}

function BackToSignIn() {
  return <ButtonLink to="/sign-in">{i18n.t('Go to sign-in')}</ButtonLink>
}
