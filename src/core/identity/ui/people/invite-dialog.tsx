/** Asks somebody in and hands over the link, which is shown once: whoever invites sends it the way they trust. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { useIdentity } from '../client.ts'
import { SentLink } from './sent-link.tsx'
import { type GrantDraft, GrantFields, newGrant } from './grant-fields.tsx'

export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const identity = useIdentity()
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [grant, setGrant] = useState<GrantDraft>(newGrant)
  const [made, setMade] = useState<{ link: string; expiresAt: string; mailed: boolean; email: string } | null>(null)
  const invite = useWrite(
    () => identity.call('invite', { body: { email: email.trim(), ...(name.trim() ? { name: name.trim() } : {}), grants: [grant] } }),
    { touches: ['identity'], done: ({ invitation, ...sent }) => setMade({ ...sent, email: invitation.email }) },
  )
  const another = () => {
    setMade(null)
    setEmail('')
    setName('')
    invite.reset()
  }
  if (made) {
    return (
      <Dialog title={i18n.t('Invitation ready')} open onClose={onClose}>
        <FormLayout
          label={i18n.t('Invitation ready')}
          onSubmit={onClose}
          actions={
            <Row>
              <Button type="submit" kind="primary">
                {i18n.t('Done')}
              </Button>
              <Button onClick={another}>{i18n.t('Invite another')}</Button>
            </Row>
          }
        >
          <SentLink label={i18n.t('Invitation link')} link={made} email={made.email} />
          <Banner>{i18n.t('Pitcrew keeps only a fingerprint of the link, so it cannot be shown again.')}</Banner>
        </FormLayout>
      </Dialog>
    )
  }
  const needsClient = grant.role === 'client_contact' && !grant.clientId
  return (
    <FormDialog
      title={i18n.t('Invite somebody')}
      onClose={onClose}
      verb={i18n.t('Make the link')}
      save={invite}
      why={needsClient ? i18n.t('A client contact needs a client.') : null}
    >
      <TextField
        label={i18n.t('E-mail address')}
        type="email"
        autoFocus
        autoComplete="off"
        value={email}
        onChange={setEmail}
        fault={invite.problem?.of('email')}
      />
      <TextField
        label={i18n.t('Name')}
        optional
        value={name}
        onChange={setName}
        hint={i18n.t('How they are shown until they join.')}
        fault={invite.problem?.of('name')}
      />
      <GrantFields value={grant} onChange={setGrant} />
    </FormDialog>
  )
}
