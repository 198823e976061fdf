/** An invitation: says who invites into what, asks for a name and a password, and opens the door. */
import { useState } from 'react'
import { MailX } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Badge } from '#design/badge/badge.tsx'
import { Button } from '#design/button/button.tsx'
import { Door } from '#design/door/door.tsx'
import { NewPasswordField } from '#design/field/new-password-field.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState, FormProblem } from '#design/states/states.tsx'
import { useIdentity } from '../client.ts'
import { passwordWords, roleTitle } from '../words.ts'
import { tokenOfLink, useEnter } from './joined.ts'

export function InvitationPage() {
  const identity = useIdentity()
  const [token] = useState(tokenOfLink)
  const { data, error, refetch } = useRead(identity, 'openInvitation', { body: { token } })
  if (error) {
    const spent = error.status === 410 || error.status === 400
    return (
      <Door title={i18n.t('Invitation')}>
        {spent ? <SpentLink /> : <ErrorState problem={error} retry={() => void refetch()} compact />}
      </Door>
    )
  }
  if (!data) {
    return (
      <Door title={i18n.t('Invitation')}>
        <SkeletonRows rows={3} />
      </Door>
    )
  }
  return (
    <Door
      title={i18n.t('Join {organisation}', { organisation: data.organisation })}
      lead={data.invitedBy ? i18n.t('{name} invited you to Pitcrew.', { name: data.invitedBy }) : i18n.t('You are invited to Pitcrew.')}
    >
      <AcceptForm token={token} invitation={data} />
    </Door>
  )
}

interface AcceptFormProps {
  readonly token: string
  readonly invitation: {
    readonly email: string
    readonly organisation: string
    readonly name: string | null
    readonly roles: readonly Parameters<typeof roleTitle>[0][]
  }
}

function AcceptForm({ token, invitation }: AcceptFormProps) {
  const identity = useIdentity()
  const enter = useEnter()
  const [name, setName] = useState(invitation.name ?? '')
  const [password, setPassword] = useState('')
  const accept = useWrite(() => identity.call('acceptInvitation', { body: { token, name, password } }), { touches: [], done: enter })
  return (
    <FormLayout
      label={i18n.t('Join')}
      onSubmit={() => accept.run(undefined)}
      actions={
        <Button type="submit" kind="primary" size="large" wide pending={accept.pending}>
          {i18n.t('Join')}
        </Button>
      }
    >
      <Row>
        {invitation.roles.map((role) => (
          <Badge key={role} tone="accent">
            {roleTitle(role)}
          </Badge>
        ))}
      </Row>
      <TextField
        label={i18n.t('E-mail address')}
        type="email"
        autoComplete="username"
        readOnly
        value={invitation.email}
        onChange={() => undefined}
      />
      <TextField
        label={i18n.t('Your name')}
        autoComplete="name"
        autoFocus
        value={name}
        onChange={setName}
        fault={accept.problem?.of('name')}
      />
      <NewPasswordField
        label={i18n.t('Password')}
        value={password}
        onChange={setPassword}
        hint={i18n.t('At least 10 characters. A sentence is easier to keep than a riddle.')}
        judge={(typed) => passwordWords(typed, [invitation.email, invitation.organisation])}
        fault={accept.problem?.of('password')}
      />
      <FormProblem problem={accept.problem} />
      <ProviderInstead />
    </FormLayout>
  )
}

/** Where the organisation has a provider, one joins by signing in there with the invited address. */
function ProviderInstead() {
  const identity = useIdentity()
  const { data } = useRead(identity, 'readSignInOptions', {})
  if (!data?.provider) return null
  return <ButtonLink to="/sign-in">{i18n.t('Join with {provider} instead', { provider: data.provider.label })}</ButtonLink>
}

export function SpentLink() {
  return (
    <EmptyState
      icon={<MailX aria-hidden />}
      title={i18n.t('This link does not work any more.')}
      action={<ButtonLink to="/sign-in">{i18n.t('Go to sign-in')}</ButtonLink>}
      compact
    >
      {i18n.t('It was used, withdrawn or has expired. Ask the person who sent it for a new one.')}
    </EmptyState>
  )
}
