/** Adds a client, or changes its name and zone. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Combobox } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { ownZone, zoneOptions } from '#design/time/zones.ts'
import { type ClientRow, TOUCHES, useCatalog } from '../client.ts'

const ORGANISATION = 'organisation'

interface ClientDialogProps {
  /** Null: a new one. */
  readonly client: ClientRow | null
  readonly onClose: () => void
  readonly onDone: (client: ClientRow) => void
}

export function ClientDialog({ client, onClose, onDone }: ClientDialogProps) {
  const catalog = useCatalog()
  const [name, setName] = useState(client?.name ?? '')
  const [zone, setZone] = useState<string>(client?.zone ?? ORGANISATION)
  const body = { name, zone: zone === ORGANISATION ? null : zone }
  const save = useWrite(
    () =>
      client
        ? catalog.call('changeClient', { params: { id: client.id }, body }, { ifMatch: client.version })
        : catalog.call('createClient', { body }),
    { touches: TOUCHES, done: onDone },
  )
  const title = client ? i18n.t('Edit {name}', { name: client.name }) : i18n.t('Add client')
  return (
    <FormDialog title={title} onClose={onClose} verb={client ? i18n.t('Save') : i18n.t('Add')} save={save}>
      <TextField label={i18n.t('Name')} autoFocus value={name} onChange={setName} fault={save.problem?.of('name')} />
      <Combobox
        label={i18n.t('Time zone')}
        value={zone}
        onChange={setZone}
        options={[{ value: ORGANISATION, label: i18n.t('The organisation’s') }, ...zoneOptions(client?.zone ?? ownZone())]}
      />
    </FormDialog>
  )
}
