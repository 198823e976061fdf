/** How what an alert source says is understood. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { NativeSelect } from '#design/field/native-select.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { SEVERITIES, type Severity } from '../domain/words.ts'
import { type Source, TOUCHES, useCatalog, useIntakes } from './client.ts'
import { type Draft, draftOf, readWords } from './draft.ts'
import { MappingFields } from './mapping-fields.tsx'
import { severityWords } from './words.ts'

interface SourceDialogProps {
  readonly applicationId: string
  readonly source: Source
  readonly onClose: () => void
}

export function SourceDialog({ applicationId, source, onClose }: SourceDialogProps) {
  const intakes = useIntakes()
  const components = useRead(useCatalog(), 'listComponents', { query: { applicationId, limit: 200 } })
  const [draft, setDraft] = useState(() => draftOf(source))
  const [isTried, setTried] = useState(false)
  const change = (next: Partial<Draft>) => setDraft({ ...draft, ...next })
  const words = readWords(draft.words)
  const save = useWrite(
    () => intakes.call('changeSource', { params: { id: source.id }, body: bodyOf(draft) }, { ifMatch: source.version }),
    {
      touches: TOUCHES,
      done: onClose,
    },
  )
  const isRemapped = JSON.stringify(draft.mapping) !== JSON.stringify(draftOf(source).mapping)
  const untried = isRemapped && !isTried ? i18n.t('Try the mapping on a sample first.') : null
  return (
    <FormDialog
      title={i18n.t('Settings of {name}', { name: source.name })}
      size={source.kind === 'webhook' ? 'wide' : 'normal'}
      onClose={onClose}
      verb={i18n.t('Save')}
      save={save}
      why={words === null ? i18n.t('Each line of the words must be such as “disaster = critical”.') : untried}
    >
      <TextField label={i18n.t('Name')} value={draft.name} onChange={(name) => change({ name })} fault={save.problem?.of('name')} />
      <NativeSelect
        label={i18n.t('Component')}
        value={draft.componentId}
        onChange={(componentId) => change({ componentId })}
        options={[
          { value: '', label: i18n.t('Each alert says its own') },
          ...(components.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {draft.componentId === '' ? (
        <TextField
          label={i18n.t('Label that names the component')}
          optional
          value={draft.componentLabel}
          onChange={(componentLabel) => change({ componentLabel })}
          hint={i18n.t('Without it: component, service.name, service, job or app.')}
        />
      ) : null}
      <NativeSelect
        label={i18n.t('Severity of unknown words, and of none')}
        value={draft.otherwise}
        onChange={(next) => change({ otherwise: next as Severity })}
        options={SEVERITIES.map((severity) => ({ value: severity, label: severityWords(severity) }))}
      />
      <TextArea
        label={i18n.t('Words of the tool')}
        optional
        rows={3}
        value={draft.words}
        onChange={(next) => change({ words: next })}
        hint={i18n.t('One a line, such as “disaster = critical”: critical, major, minor or notify. Usual words are known.')}
      />
      {source.kind === 'sentry' ? (
        <TextField
          label={i18n.t('Client secret')}
          type="password"
          autoComplete="off"
          optional
          value={draft.signingSecret}
          onChange={(signingSecret) => change({ signingSecret })}
          hint={source.isSigned ? i18n.t('One is set; another one replaces it.') : i18n.t('With it only what Sentry has signed is taken.')}
          fault={save.problem?.of('signingSecret')}
        />
      ) : null}
      {draft.mapping === null ? null : (
        <MappingFields mapping={draft.mapping} onChange={(mapping) => change({ mapping })} onTried={setTried} />
      )}
    </FormDialog>
  )
}

function bodyOf({ name, componentId, componentLabel, otherwise, words, signingSecret, mapping }: Draft) {
  const severities = { words: { ...readWords(words) }, otherwise }
  const said = mapping && { ...mapping, resolvedWords: [...mapping.resolvedWords], acknowledgedWords: [...mapping.acknowledgedWords] }
  return {
    name,
    componentId: componentId || null,
    settings: { severities, componentLabel, mapping: said },
    ...(signingSecret && { signingSecret }),
  }
}
