/** Weighs an incident anew. The support plan says what follows; setting it otherwise needs no more than the same reason. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { INCIDENT_EFFECTS, type Effect } from '../domain/words.ts'
import { type Incident, type Severity, TOUCHES, useIncidents } from './client.ts'
import { consequenceWords, effectWords, reachWords, severityWords } from './words.ts'
import styles from './incidents.module.css'

const REACHES = ['everyone', 'many', 'few', 'one'] as const
const BY_PLAN = 'plan'
const SEVERITIES = ['critical', 'major', 'minor'] as const

export function WeighDialog({ incident, onClose }: { readonly incident: Incident; readonly onClose: () => void }) {
  const incidents = useIncidents()
  const [effect, setEffect] = useState<Effect>(incident.inside?.effect ?? 'stopped')
  const [reach, setReach] = useState<(typeof REACHES)[number]>(incident.inside?.reach ?? 'many')
  const [instead, setInstead] = useState<Severity | typeof BY_PLAN>(BY_PLAN)
  const [reason, setReason] = useState('')
  const query = { applicationId: incident.applicationId ?? '', effect, reach }
  const { data } = useRead(incidents, 'foreseeSeverity', { query }, { enabled: incident.applicationId !== null, keep: true })
  const body = { effect, reach, reason, ...(instead === BY_PLAN ? {} : { severity: instead }) }
  const save = useWrite(() => incidents.call('weighIncident', { params: { id: incident.id }, body }, { ifMatch: incident.version }), {
    touches: TOUCHES,
    done: onClose,
  })
  const planned = data ? severityWords(data.severity) : undefined
  return (
    <FormDialog
      title={i18n.t('Severity')}
      onClose={onClose}
      verb={i18n.t('Weigh')}
      save={save}
      why={reason.trim() === '' ? i18n.t('Say why first.') : null}
    >
      <div className={styles['pair']}>
        <Select
          label={i18n.t('Effect')}
          value={effect}
          onChange={setEffect}
          options={INCIDENT_EFFECTS.filter((value) => (value === 'security') === (incident.type === 'security')).map((value) => ({
            value,
            label: effectWords(value),
          }))}
        />
        <Select
          label={i18n.t('Reach')}
          value={reach}
          onChange={setReach}
          options={REACHES.map((value) => ({ value, label: reachWords(value) }))}
        />
      </div>
      {data && planned ? (
        <div className={styles['foreseen']} aria-live="polite">
          <StateLabel tone={planned.tone}>{planned.label}</StateLabel>
          <span>{consequenceWords(data).join(' ')}</span>
        </div>
      ) : null}
      <Select
        label={i18n.t('Severity')}
        value={instead}
        onChange={setInstead}
        options={[
          { value: BY_PLAN, label: i18n.t('As the support plan says') },
          ...SEVERITIES.map((value) => ({ value, label: severityWords(value).label })),
        ]}
      />
      <TextField label={i18n.t('Why')} value={reason} onChange={setReason} fault={save.problem?.of('reason')} />
    </FormDialog>
  )
}
