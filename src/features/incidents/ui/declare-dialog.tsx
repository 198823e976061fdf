/** Declares an incident with what one knows in the first minute: what happens, where, and how bad it is. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextField } from '#design/field/text-field.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Combobox, Select } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import type { Effect } from '../domain/words.ts'
import { type Incident, TOUCHES, useIncidents } from './client.ts'
import { consequenceWords, effectWords, severityWords } from './words.ts'
import styles from './incidents.module.css'

/** Until somebody weighs it: an incident that meets one person only is no incident. */
const REACH = 'many'

/** The usual ones first. */
const EFFECTS = ['stopped', 'impaired', 'cosmetic', 'security'] as const satisfies readonly Effect[]

interface DeclareDialogProps {
  /** Prefixed id, when it is known where. */
  readonly applicationId?: string
  readonly onClose: () => void
  readonly onDone: (incident: Incident) => void
}

export function DeclareDialog({ applicationId, onClose, onDone }: DeclareDialogProps) {
  const incidents = useIncidents()
  const scope = useScope()
  const [title, setTitle] = useState('')
  const [place, setPlace] = useState<string | null>(applicationId ?? scope.applicationId ?? onlyOne(scope.applications))
  const [effect, setEffect] = useState<Effect>('stopped')
  const body = { title, applicationId: place ?? '', effect, reach: REACH } as const
  const save = useWrite(() => incidents.call('declareIncident', { body }), { touches: TOUCHES, done: onDone })
  const missing = title.trim() === '' ? i18n.t('Say what happens first.') : place === null ? i18n.t('Say where first.') : null
  return (
    <FormDialog title={i18n.t('Declare incident')} onClose={onClose} verb={i18n.t('Declare')} save={save} why={missing}>
      <TextField
        label={i18n.t('What happens')}
        autoFocus
        value={title}
        onChange={setTitle}
        placeholder={i18n.t('Nobody can pay')}
        fault={save.problem?.of('title')}
      />
      <Combobox
        label={i18n.t('Application')}
        value={place ?? ''}
        onChange={setPlace}
        options={scope.applications.map(({ id, name }) => ({ value: id, label: name }))}
        fault={save.problem?.of('applicationId')}
      />
      <Select
        label={i18n.t('How bad it is')}
        value={effect}
        onChange={setEffect}
        options={EFFECTS.map((value) => ({ value, label: effectWords(value) }))}
      />
      {effect === 'security' ? (
        <p className={styles['foreseen']} aria-live="polite">
          {i18n.t('It is private: only owners, technical leads and you see it until it is released. Nobody is paged; they are told.')}
        </p>
      ) : place === null ? null : (
        <Foreseen applicationId={place} effect={effect} />
      )}
    </FormDialog>
  )
}

function onlyOne(applications: readonly { readonly id: string }[]): string | null {
  return applications.length === 1 ? (applications[0]?.id ?? null) : null
}

/** What the support plan makes of it, before anything happens. */
function Foreseen({ applicationId, effect }: { readonly applicationId: string; readonly effect: Effect }) {
  const { data } = useRead(useIncidents(), 'foreseeSeverity', { query: { applicationId, effect, reach: REACH } }, { keep: true })
  if (!data) return null
  const { tone, label } = severityWords(data.severity)
  return (
    <div className={styles['foreseen']} aria-live="polite">
      <StateLabel tone={tone}>{label}</StateLabel>
      <span>{consequenceWords(data).join(' ')}</span>
    </div>
  )
}
