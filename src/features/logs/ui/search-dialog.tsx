/** Saves what is looked for under a name, or changes a saved search. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Checkbox, RadioGroup } from '#design/choice/choice.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { useToast } from '#design/toast/toast.tsx'
import type { SavedLooks } from '../domain/saved-search.ts'
import { type SavedSearch, useLogs } from './client.ts'

interface SearchDialogProps {
  readonly applicationId: string
  /** Null: a new one. */
  readonly saved: SavedSearch | null
  /** What is looked for now. */
  readonly looks: SavedLooks
  readonly onClose: () => void
}

export function SearchDialog({ applicationId, saved, looks, onClose }: SearchDialogProps) {
  const logs = useLogs()
  const toast = useToast()
  const [name, setName] = useState(saved?.name ?? '')
  const [isShared, setShared] = useState(saved?.isShared ?? false)
  const [anew, setAnew] = useState(false)
  const search = { ...looks, attributes: { ...looks.attributes }, resource: { ...looks.resource } }
  const save = useWrite(
    () =>
      saved
        ? logs.call(
            'changeSearch',
            { params: { id: saved.id }, body: { name, isShared, ...(anew ? { search } : {}) } },
            { ifMatch: saved.version },
          )
        : logs.call('createSearch', { params: { id: applicationId }, body: { name, isShared, search } }),
    {
      touches: ['logs'],
      done: (done) => {
        toast({ words: i18n.t('The search {name} is saved.', { name: done.name }) })
        onClose()
      },
    },
  )
  const title = saved ? i18n.t('Change {name}', { name: saved.name }) : i18n.t('Save this search')
  return (
    <FormDialog title={title} onClose={onClose} size="small" verb={i18n.t('Save')} save={save}>
      <TextField label={i18n.t('Name')} autoFocus value={name} onChange={setName} fault={save.problem?.of('name')} />
      <RadioGroup
        label={i18n.t('For whom')}
        value={isShared ? 'team' : 'me'}
        onChange={(whose) => setShared(whose === 'team')}
        options={[
          { value: 'me', label: i18n.t('Only me') },
          {
            value: 'team',
            label: i18n.t('The team'),
            hint: i18n.t('Whoever may read the lines of this application sees it and may change it.'),
          },
        ]}
      />
      {saved ? <Checkbox label={i18n.t('Look for what is looked for now')} checked={anew} onChange={setAnew} /> : null}
    </FormDialog>
  )
}
