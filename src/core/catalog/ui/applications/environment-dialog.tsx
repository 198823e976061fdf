/** Adds an environment, or changes and archives one. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { useToast } from '#design/toast/toast.tsx'
import { type Environment, TOUCHES, useCatalog } from '../client.ts'
import { environmentKinds, environmentKindWords } from '../words.tsx'
import styles from './applications.module.css'

interface EnvironmentDialogProps {
  readonly applicationId: string
  /** Null: a new one. */
  readonly environment: Environment | null
  readonly onClose: () => void
}

export function EnvironmentDialog({ applicationId, environment, onClose }: EnvironmentDialogProps) {
  const catalog = useCatalog()
  const [name, setName] = useState(environment?.name ?? '')
  const [kind, setKind] = useState(environment?.kind ?? 'qa')
  const [url, setUrl] = useState(environment?.url ?? '')
  const body = { name, kind, url: url.trim() || null }
  const save = useWrite(
    () =>
      environment
        ? catalog.call('changeEnvironment', { params: { id: environment.id }, body }, { ifMatch: environment.version })
        : catalog.call('createEnvironment', { body: { applicationId, ...body } }),
    { touches: TOUCHES, done: onClose },
  )
  const title = environment ? i18n.t('Edit {name}', { name: environment.name }) : i18n.t('Add environment')
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      verb={environment ? i18n.t('Save') : i18n.t('Add')}
      save={save}
      more={environment ? <ArchiveEnvironment environment={environment} onDone={onClose} /> : null}
    >
      <div className={styles['pair']}>
        <TextField label={i18n.t('Name')} autoFocus value={name} onChange={setName} fault={save.problem?.of('name')} />
        <Select
          label={i18n.t('Kind')}
          value={kind}
          onChange={setKind}
          options={environmentKinds.map((value) => ({ value, label: environmentKindWords(value) }))}
        />
      </div>
      <TextField label={i18n.t('Address')} type="url" optional value={url} onChange={setUrl} fault={save.problem?.of('url')} />
    </FormDialog>
  )
}

function ArchiveEnvironment({ environment, onDone }: { readonly environment: Environment; readonly onDone: () => void }) {
  const catalog = useCatalog()
  const toast = useToast()
  const set = useWrite(
    ({ state, version }: Pick<Environment, 'state' | 'version'>) =>
      catalog.call('setEnvironmentState', { params: { id: environment.id }, body: { state } }, { ifMatch: version }),
    {
      touches: TOUCHES,
      done: (now) => {
        onDone()
        if (now.state !== 'archived') return
        toast({
          words: i18n.t('{name} is archived; its history and figures stay.', { name: now.name }),
          undo: () => set.run({ state: 'active', version: now.version }),
        })
      },
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  return (
    <Button kind="danger" pending={set.pending} onClick={() => set.run({ state: 'archived', version: environment.version })}>
      {i18n.t('Archive')}
    </Button>
  )
}
