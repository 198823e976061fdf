/** Makes a status page; it is a draft at first. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextField } from '#design/field/text-field.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Combobox } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { type StatusPage, TOUCHES, useStatusPages } from './client.ts'

const OWN = 'own'

interface NewPageDialogProps {
  /** Prefixed id of the application that it shows; null asks whose it is. */
  readonly applicationId: string | null
  readonly onClose: () => void
  readonly onDone: (page: StatusPage) => void
}

export function NewPageDialog({ applicationId, onClose, onDone }: NewPageDialogProps) {
  const pages = useStatusPages()
  const scope = useScope()
  const [name, setName] = useState('')
  const [place, setPlace] = useState<string>(applicationId ?? scope.applicationId ?? scope.clientId ?? OWN)
  const isApplication = place === applicationId || scope.applications.some(({ id }) => id === place)
  const body = { name, applicationId: isApplication ? place : null, clientId: isApplication || place === OWN ? null : place }
  const save = useWrite(() => pages.call('createPage', { body }), { touches: TOUCHES, done: onDone })
  return (
    <FormDialog title={i18n.t('Add status page')} onClose={onClose} verb={i18n.t('Add')} save={save}>
      <TextField
        label={i18n.t('Name')}
        hint={i18n.t('As your users call it.')}
        autoFocus
        value={name}
        onChange={setName}
        fault={save.problem?.of('name')}
      />
      {applicationId ? null : (
        <Combobox
          label={i18n.t('Application or client')}
          hint={i18n.t('A page shows things of one client only.')}
          value={place}
          onChange={setPlace}
          options={[
            { value: OWN, label: i18n.t('The organisation’s own') },
            ...scope.applications.map((one) => ({ value: one.id, label: one.name })),
            ...scope.clients.map((one) => ({ value: one.id, label: one.name, note: i18n.t('Client') })),
          ]}
          fault={save.problem?.of('applicationId')}
        />
      )}
    </FormDialog>
  )
}
