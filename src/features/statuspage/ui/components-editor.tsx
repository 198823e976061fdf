/** The lines of a page: names, groups and weights that people choose, and what each follows. */
import { ArrowUp, Plus, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { Select } from '#design/select/select.tsx'
import { EmptyState } from '#design/states/states.tsx'
import type { Component, StatusPage } from './client.ts'
import styles from './statuspage.module.css'

/** A new one has no id yet. */
export type DraftComponent = Omit<Component, 'id'> & { readonly id?: Component['id']; readonly key: string }

const NOBODY = 'nobody'
/** As in the contract. */
const WEIGHTS = [1, 2, 5, 10] as const

interface ComponentsEditorProps {
  readonly page: StatusPage
  readonly components: readonly DraftComponent[]
  readonly onChange: (components: readonly DraftComponent[]) => void
}

export function ComponentsEditor({ page, components, onChange }: ComponentsEditorProps) {
  const fresh = { name: '', group: '', weight: 1, applicationId: page.applicationId, componentId: null, checkIds: null }
  const add = () => onChange([...components, { ...fresh, key: crypto.randomUUID() }])
  const change = (key: string, to: Partial<DraftComponent>) =>
    onChange(components.map((one) => (one.key === key ? { ...one, ...to } : one)))
  const addButton = (
    <Button size="small" icon={<Plus aria-hidden />} onClick={add}>
      {i18n.t('Add component')}
    </Button>
  )
  return (
    <Card
      title={i18n.t('Components')}
      note={i18n.t('What readers see line by line. Weights decide how bad the whole page is.')}
      actions={addButton}
    >
      {components.length === 0 ? (
        <EmptyState compact title={i18n.t('No component yet.')}>
          {i18n.t('Without components the page only carries posts.')}
        </EmptyState>
      ) : null}
      <ul className={styles['components']}>
        {components.map((one, index) => (
          <li key={one.key} className={styles['component']}>
            <Fields page={page} component={one} onChange={(to) => change(one.key, to)} />
            <IconButton
              label={i18n.t('Move up')}
              icon={<ArrowUp aria-hidden />}
              why={index === 0 ? i18n.t('It is the first.') : null}
              onClick={() => onChange(movedUp(components, index))}
            />
            <IconButton
              label={i18n.t('Remove')}
              icon={<Trash2 aria-hidden />}
              onClick={() => onChange(components.filter(({ key }) => key !== one.key))}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function movedUp(components: readonly DraftComponent[], index: number): readonly DraftComponent[] {
  const moved = components[index]
  if (!moved || index === 0) return components
  const rest = components.filter((_one, at) => at !== index)
  return [...rest.slice(0, index - 1), moved, ...rest.slice(index - 1)]
}

interface FieldsProps {
  readonly page: StatusPage
  readonly component: DraftComponent
  readonly onChange: (to: Partial<DraftComponent>) => void
}

function Fields({ page, component, onChange }: FieldsProps) {
  const applications = useScope().applications.filter(({ clientId }) => clientId === page.clientId)
  const weights = [...new Set([...WEIGHTS, component.weight])].toSorted((one, other) => one - other)
  return (
    <div className={styles['fields']}>
      <TextField label={i18n.t('Name')} value={component.name} onChange={(name) => onChange({ name })} />
      <TextField label={i18n.t('Group')} optional value={component.group} onChange={(group) => onChange({ group })} />
      <Select
        label={i18n.t('Weight')}
        value={String(component.weight)}
        onChange={(weight) => onChange({ weight: Number(weight) })}
        options={weights.map((weight) => ({ value: String(weight), label: String(weight) }))}
      />
      <Select
        label={i18n.t('Follows')}
        value={component.applicationId ?? NOBODY}
        onChange={(id) => onChange({ applicationId: id === NOBODY ? null : id, componentId: null, checkIds: null })}
        options={[
          { value: NOBODY, label: i18n.t('No checks: people say how it is') },
          ...applications.map(({ id, name }) => ({ value: id, label: i18n.t('Production checks of {name}', { name }) })),
        ]}
      />
    </div>
  )
}
