/** Merges a duplicate into a contact. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { Combobox } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
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
    <Dialog title={i18n.t('Merge a duplicate into {name}', { name: contact.name })} open onClose={onClose}>
      <FormLayout
        label={i18n.t('Merge')}
        onSubmit={() => merge.run(undefined)}
        actions={
          <Row>
            <Button
              type="submit"
              kind="primary"
              pending={merge.pending}
              why={duplicate === null ? i18n.t('Choose the duplicate first.') : null}
            >
              {i18n.t('Merge')}
            </Button>
            <Button onClick={onClose}>{i18n.t('Cancel')}</Button>
          </Row>
        }
      >
        <Combobox
          label={i18n.t('Duplicate')}
          hint={i18n.t('Its addresses come here; it keeps its history and points here from then on. This cannot be undone.')}
          value={duplicate}
          onChange={setDuplicate}
          options={options}
        />
        <FormProblem problem={merge.problem} />
      </FormLayout>
    </Dialog>
  )
}
