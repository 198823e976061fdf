/** Adds an alert source and shows its secret once, with what the tool needs to send by it. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { NativeSelect } from '#design/field/native-select.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { SecretDialog } from '#design/overlay/secret-dialog.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { KINDS, type Kind } from '../domain/words.ts'
import { type Made, TOUCHES, useCatalog, useIntakes } from './client.ts'
import { Connect } from './connect.tsx'
import { kindWords } from './words.ts'

export function NewSourceDialog({ applicationId, onClose }: { readonly applicationId: string; readonly onClose: () => void }) {
  const intakes = useIntakes()
  const environments = useRead(useCatalog(), 'listEnvironments', { query: { applicationId, limit: 200 } })
  const [draft, setDraft] = useState<{ kind: Kind; name: string; environmentId: string | null }>({
    kind: 'alertmanager',
    name: '',
    environmentId: null,
  })
  const [made, setMade] = useState<Made | null>(null)
  const there = environments.data?.items ?? []
  const environmentId = draft.environmentId ?? there[0]?.id ?? ''
  const name = draft.name || kindWords(draft.kind)
  const save = useWrite(() => intakes.call('createSource', { body: { kind: draft.kind, name, environmentId } }), {
    touches: TOUCHES,
    done: setMade,
  })
  if (made) return <MadeDialog made={made} onClose={onClose} />
  return (
    <FormDialog
      title={i18n.t('New alert source')}
      onClose={onClose}
      verb={i18n.t('Add source')}
      save={save}
      why={environments.data && there.length === 0 ? i18n.t('Add an environment first.') : null}
    >
      <NativeSelect
        label={i18n.t('Kind')}
        value={draft.kind}
        onChange={(kind) => setDraft({ ...draft, kind: kind as Kind })}
        options={KINDS.map((kind) => ({ value: kind, label: kindWords(kind) }))}
      />
      <TextField
        label={i18n.t('Name')}
        value={draft.name}
        placeholder={kindWords(draft.kind)}
        onChange={(next) => setDraft({ ...draft, name: next })}
        hint={i18n.t('Alerts without a name of their own are called by it.')}
        fault={save.problem?.of('name')}
      />
      <NativeSelect
        label={i18n.t('Environment')}
        value={environmentId}
        onChange={(next) => setDraft({ ...draft, environmentId: next })}
        options={there.map(({ id, name: label }) => ({ value: id, label }))}
      />
    </FormDialog>
  )
}

export function MadeDialog({ made: { source, secret }, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  return (
    <SecretDialog title={i18n.t('{name} can send now', { name: source.name })} secret={secret} onClose={onClose}>
      <Connect kind={source.kind} secret={secret} />
    </SecretDialog>
  )
}
