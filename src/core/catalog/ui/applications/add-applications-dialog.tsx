/** Adds any number of applications at once from their addresses. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { AddressesField } from '#design/addresses-field/addresses-field.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { useToast } from '#design/toast/toast.tsx'
import { parseAddresses } from '../../domain/addresses.ts'
import { TOUCHES, useCatalog } from '../client.ts'

const OWN = 'own'

export function AddApplicationsDialog({ onClose }: { readonly onClose: () => void }) {
  const catalog = useCatalog()
  const scope = useScope()
  const toast = useToast()
  const [addresses, setAddresses] = useState('')
  const [clientId, setClientId] = useState<string>(scope.clientId ?? OWN)
  const understood = parseAddresses(addresses)
  const add = useWrite(() => catalog.call('createApplications', { body: { clientId: clientId === OWN ? null : clientId, addresses } }), {
    touches: TOUCHES,
    done: ({ applications }) => {
      toast({
        words: i18n.t('{count, plural, one {# application is added.} other {# applications are added.}}', { count: applications.length }),
      })
      onClose()
    },
  })
  const why =
    understood.faults.length > 0
      ? i18n.t('Mend the marked lines first.')
      : understood.addresses.length === 0
        ? i18n.t('Paste at least one address.')
        : null
  return (
    <FormDialog
      title={i18n.t('Add applications')}
      onClose={onClose}
      size="wide"
      verb={i18n.t('{count, plural, =0 {Add} one {Add # application} other {Add # applications}}', {
        count: understood.addresses.length,
      })}
      save={add}
      why={why}
    >
      {scope.clients.length > 0 ? (
        <Select
          label={i18n.t('Client')}
          value={clientId}
          onChange={setClientId}
          options={[{ value: OWN, label: i18n.t('Our own') }, ...scope.clients.map((one) => ({ value: one.id, label: one.name }))]}
        />
      ) : null}
      <AddressesField label={i18n.t('Addresses')} value={addresses} onChange={setAddresses} read={parseAddresses} />
    </FormDialog>
  )
}
