/** Saves what a list shows as a view, or changes a saved one. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { ROLES, roleWords, type Role } from '#core/identity/domain/roles.ts'
import { Checkbox, RadioGroup } from '#design/choice/choice.tsx'
import { TextField } from '#design/field/text-field.tsx'
import type { ListView } from '#design/navigation/slots.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { useToast } from '#design/toast/toast.tsx'
import type { Sharing } from '../domain/sharing.ts'
import { TOUCHES, useViews, type View } from './client.ts'

interface ViewDialogProps {
  readonly kind: string
  /** Null: a new one. */
  readonly view: View | null
  readonly shown: ListView
  readonly onClose: () => void
}

export function ViewDialog({ kind, view, shown, onClose }: ViewDialogProps) {
  const views = useViews()
  const toast = useToast()
  const mayNotShare = useWhyNot()('views.share')
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState<Sharing>(view?.shared ?? 'personal')
  const [role, setRole] = useState<Role>((view?.role as Role | null) ?? 'support_engineer')
  const [anew, setAnew] = useState(false)
  const seen = { filter: shown.filter, sort: shown.sort as never, columns: [...shown.columns] }
  const sharing = { shared, role: shared === 'role' ? role : null }
  const save = useWrite(
    () =>
      view
        ? views.call(
            'changeView',
            { params: { id: view.id }, body: { name, ...sharing, ...(anew ? seen : {}) } },
            { ifMatch: view.version },
          )
        : views.call('createView', { body: { kind: kind as never, name, ...sharing, ...seen } }),
    {
      touches: TOUCHES,
      done: (saved) => {
        toast({ words: i18n.t('The view {name} is saved.', { name: saved.name }) })
        onClose()
      },
    },
  )
  const title = view ? i18n.t('Change {name}', { name: view.name }) : i18n.t('Save this view')
  return (
    <FormDialog title={title} onClose={onClose} size="small" verb={i18n.t('Save')} save={save}>
      <TextField label={i18n.t('Name')} autoFocus value={name} onChange={setName} fault={save.problem?.of('name')} />
      {mayNotShare ? null : (
        <RadioGroup
          label={i18n.t('For whom')}
          value={shared}
          onChange={setShared}
          options={[
            { value: 'personal', label: i18n.t('Only me') },
            { value: 'role', label: i18n.t('Everybody with a role') },
            {
              value: 'everyone',
              label: i18n.t('Everybody of the team'),
              hint: i18n.t('They see the name and the filter, and the records that they may see.'),
            },
          ]}
        />
      )}
      {shared === 'role' ? (
        <Select
          label={i18n.t('Role')}
          value={role}
          onChange={setRole}
          options={ROLES.map((value) => ({ value, label: roleWords[value].title }))}
        />
      ) : null}
      {view ? <Checkbox label={i18n.t('Show what the list shows now')} checked={anew} onChange={setAnew} /> : null}
    </FormDialog>
  )
}
