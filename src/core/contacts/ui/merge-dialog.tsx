/** Merges a duplicate into a contact. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Combobox } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { type Contact, TOUCHES, useContacts } from './client.ts'

/** As many as one answer holds. */
const CHOICES_MAX = 200

export function MergeDialog({ contact, onClose }: { readonly contact: Contact; readonly onClose: () => void }) {
  const contacts = useContacts()
  const others = useRead(contacts, 'listContacts', { query: { clientId: contact.client.id, state: 'all', limit: CHOICES_MAX } })
  const [duplicate, setDuplicate] = useState<string | null>(null)
  const merge = useWrite(
    () =>
      contacts.call('mergeContact', { params: { id: contact.id }, body: { duplicateId: duplicate ?? '' } }, { ifMatch: contact.version }),
    { touches: TOUCHES, done: onClose },
  )
  const options = (others.data?.items ?? [])
    .filter(({ id, state }) => id !== contact.id && state !== 'merged')
    .map(({ id, name, emails }) => ({ value: id, label: emails[0] ? `${name} (${emails[0]})` : name }))
  return (
    <FormDialog
      title={i18n.t('Merge a duplicate into {name}', { name: contact.name })}
      onClose={onClose}
      verb={i18n.t('Merge')}
      save={merge}
      why={duplicate === null ? i18n.t('Choose the duplicate first.') : null}
    >
      <Combobox
        label={i18n.t('Duplicate')}
        hint={i18n.t('Its addresses come here; it keeps its history and points here from then on. This cannot be undone.')}
        value={duplicate}
        onChange={setDuplicate}
        options={options}
      />
    </FormDialog>
  )
}
