/** Adds a component, or changes its name, kind and description. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { type Component, TOUCHES, useCatalog } from '../client.ts'
import { ComponentIcon, componentKinds, componentKindWords } from '../words.tsx'

interface ComponentDialogProps {
  readonly applicationId: string
  /** Null: a new one. */
  readonly component: Component | null
  readonly onClose: () => void
  readonly onDone: (component: Component) => void
}

export function ComponentDialog({ applicationId, component, onClose, onDone }: ComponentDialogProps) {
  const catalog = useCatalog()
  const [name, setName] = useState(component?.name ?? '')
  const [kind, setKind] = useState(component?.kind ?? 'web')
  const [description, setDescription] = useState(component?.description ?? '')
  const body = { name, kind, description }
  const save = useWrite(
    () =>
      component
        ? catalog.call('changeComponent', { params: { id: component.id }, body }, { ifMatch: component.version })
        : catalog.call('createComponent', { body: { applicationId, ...body } }),
    { touches: TOUCHES, done: onDone },
  )
  const title = component ? i18n.t('Edit {name}', { name: component.name }) : i18n.t('Add component')
  return (
    <FormDialog title={title} onClose={onClose} verb={component ? i18n.t('Save') : i18n.t('Add')} save={save}>
      <TextField label={i18n.t('Name')} autoFocus value={name} onChange={setName} fault={save.problem?.of('name')} />
      <Select
        label={i18n.t('Kind')}
        value={kind}
        onChange={setKind}
        options={componentKinds.map((value) => ({ value, label: componentKindWords(value), icon: <ComponentIcon kind={value} /> }))}
      />
      <TextArea
        label={i18n.t('Description')}
        optional
        rows={3}
        value={description}
        onChange={setDescription}
        fault={save.problem?.of('description')}
      />
    </FormDialog>
  )
}
