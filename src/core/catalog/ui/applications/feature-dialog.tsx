/** Adds a feature, or changes one: name, importance, routes, components. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Checkbox } from '#design/choice/choice.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { type Feature, TOUCHES, useCatalog } from '../client.ts'
import { importances, importanceWords } from '../words.tsx'
import styles from './applications.module.css'

interface FeatureDialogProps {
  readonly applicationId: string
  /** Null: a new one. */
  readonly feature: Feature | null
  readonly onClose: () => void
}

export function FeatureDialog({ applicationId, feature, onClose }: FeatureDialogProps) {
  const catalog = useCatalog()
  const graph = useRead(catalog, 'readGraph', { params: { id: applicationId } })
  const [name, setName] = useState(feature?.name ?? '')
  const [importance, setImportance] = useState(feature?.importance ?? 'ordinary')
  const [routes, setRoutes] = useState(feature?.routes.join('\n') ?? '')
  const [componentIds, setComponentIds] = useState<readonly string[]>(feature?.componentIds ?? [])
  const lines = routes
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const body = { name, importance, routes: lines, componentIds: [...componentIds] }
  const save = useWrite(
    () =>
      feature
        ? catalog.call('changeFeature', { params: { id: feature.id }, body }, { ifMatch: feature.version })
        : catalog.call('createFeature', { body: { applicationId, ...body } }),
    { touches: TOUCHES, done: onClose },
  )
  const title = feature ? i18n.t('Edit {name}', { name: feature.name }) : i18n.t('Add feature')
  const toggle = (id: string, on: boolean) => setComponentIds(on ? [...componentIds, id] : componentIds.filter((one) => one !== id))
  const routeFault = save.problem?.fields.find((fault) => fault.field.startsWith('body.routes'))?.message
  return (
    <FormDialog title={title} onClose={onClose} verb={feature ? i18n.t('Save') : i18n.t('Add')} save={save}>
      <div className={styles['pair']}>
        <TextField label={i18n.t('Name')} autoFocus value={name} onChange={setName} fault={save.problem?.of('name')} />
        <Select
          label={i18n.t('Importance')}
          value={importance}
          onChange={setImportance}
          options={importances.map((value) => ({ value, label: importanceWords(value) }))}
        />
      </div>
      <TextArea
        label={i18n.t('Routes')}
        optional
        mono
        rows={3}
        value={routes}
        onChange={setRoutes}
        placeholder="POST /orders/:id"
        hint={i18n.t('One per line: a path, with a method before it if you like; :name or * for what varies.')}
        fault={routeFault}
      />
      {graph.data && graph.data.nodes.length > 0 ? (
        <fieldset>
          <legend>{i18n.t('Components that carry it')}</legend>
          <div className={styles['pair']}>
            {graph.data.nodes.map((node) => (
              <Checkbox key={node.id} label={node.name} checked={componentIds.includes(node.id)} onChange={(on) => toggle(node.id, on)} />
            ))}
          </div>
        </fieldset>
      ) : null}
    </FormDialog>
  )
}
