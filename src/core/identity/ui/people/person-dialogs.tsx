/** The dialogs of a person's page: name and address, one more role, a link for a new password. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Slot } from '#design/navigation/slots.tsx'
import { ConfirmDialog, Dialog } from '#design/overlay/dialog.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { type Person, useIdentity } from '../client.ts'
import { SentLink } from './sent-link.tsx'
import { type GrantDraft, GrantFields, newGrant } from './grant-fields.tsx'

interface PersonDialogProps {
  readonly person: Person
  readonly onClose: () => void
}

const TOUCHES = ['identity', 'records']

export function EditPersonDialog({ person, onClose }: PersonDialogProps) {
  const identity = useIdentity()
  const [name, setName] = useState(person.name)
  const [email, setEmail] = useState(person.email)
  const save = useWrite(
    () => identity.call('updatePerson', { params: { id: person.id }, body: { name, email: email.trim() } }, { ifMatch: person.version }),
    { touches: TOUCHES, done: onClose },
  )
  return (
    <FormDialog title={i18n.t('Edit {name}', { name: person.name })} onClose={onClose} verb={i18n.t('Save')} save={save}>
      <TextField label={i18n.t('Name')} autoFocus value={name} onChange={setName} fault={save.problem?.of('name')} />
      <TextField label={i18n.t('E-mail address')} type="email" value={email} onChange={setEmail} fault={save.problem?.of('email')} />
    </FormDialog>
  )
}

export function GrantDialog({ person, onClose }: PersonDialogProps) {
  const identity = useIdentity()
  const [grant, setGrant] = useState<GrantDraft>(newGrant)
  const give = useWrite(() => identity.call('grantRole', { params: { id: person.id }, body: grant }), { touches: TOUCHES, done: onClose })
  return (
    <FormDialog title={i18n.t('Grant {name} a role', { name: person.name })} onClose={onClose} verb={i18n.t('Grant')} save={give}>
      <GrantFields value={grant} onChange={setGrant} />
    </FormDialog>
  )
}

export function ResetDialog({ person, onClose }: PersonDialogProps) {
  const identity = useIdentity()
  const offer = useWrite(() => identity.call('offerPasswordReset', { params: { id: person.id } }), { touches: TOUCHES })
  const [made, setMade] = useState<{ link: string; expiresAt: string; mailed: boolean } | null>(null)
  const make = () => void offer.runAsync(undefined).then(setMade, () => undefined) // The form shows the problem.
  return (
    <Dialog title={i18n.t('A new password for {name}', { name: person.name })} open onClose={onClose}>
      <FormLayout
        label={i18n.t('New password')}
        onSubmit={made ? onClose : make}
        actions={
          <Row>
            <Button type="submit" kind="primary" pending={offer.pending}>
              {made ? i18n.t('Done') : i18n.t('Make the link')}
            </Button>
            <Button onClick={onClose}>{i18n.t('Cancel')}</Button>
          </Row>
        }
      >
        {made ? (
          <SentLink label={i18n.t('Link')} link={made} email={person.email} />
        ) : (
          <p>{i18n.t('You get a link to hand over. With it they choose a new password; their sessions everywhere end then.')}</p>
        )}
        <FormProblem problem={offer.problem} />
      </FormLayout>
    </Dialog>
  )
}

/** Before somebody is shut out, what hangs on them is said. */
export function DeactivateDialog({
  person,
  pending,
  onClose,
  onConfirm,
}: PersonDialogProps & { readonly pending: boolean; readonly onConfirm: () => void }) {
  return (
    <ConfirmDialog
      title={i18n.t('Deactivate {name}?', { name: person.name })}
      open
      verb={i18n.t('Deactivate')}
      pending={pending}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      <p>{i18n.t('Their sessions end and their API keys stop. What they did stays, and they can be let in again.')}</p>
      <Slot name="person.leaving" given={{ person: person.id, name: person.name }} />
    </ConfirmDialog>
  )
}
