/** What is known of an incident. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Checkbox } from '#design/choice/choice.tsx'
import { DateTimeField } from '#design/field/date-time-field.tsx'
import { MarkdownField } from '#design/field/markdown-field.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { type Incident, TOUCHES, useCatalog, useIncidents } from './client.ts'
import styles from './incidents.module.css'

const ALL = 'all'
const AT_ONCE = 200

export function EditDialog({ incident, onClose }: { readonly incident: Incident; readonly onClose: () => void }) {
  const incidents = useIncidents()
  const catalog = useCatalog()
  const query = { applicationId: incident.applicationId ?? '', limit: AT_ONCE }
  const enabled = incident.applicationId !== null
  const environments = useRead(catalog, 'listEnvironments', { query }, { enabled })
  const components = useRead(catalog, 'listComponents', { query }, { enabled })
  const [title, setTitle] = useState(incident.title)
  const [summary, setSummary] = useState(incident.summary)
  const [harm, setHarm] = useState<string | null>(incident.harmStartedAt)
  const [affected, setAffected] = useState(incident.peopleAffected === null ? '' : String(incident.peopleAffected))
  const [environment, setEnvironment] = useState<string>(incident.environmentId ?? ALL)
  const [chosen, setChosen] = useState<readonly string[]>(incident.componentIds)
  const [isShared, setShared] = useState(incident.isShared)
  const body = {
    title,
    summary,
    isShared,
    environmentId: environment === ALL ? null : environment,
    componentIds: [...chosen],
    peopleAffected: /^\d+$/.test(affected.trim()) ? Number(affected.trim()) : null,
    ...(harm === null ? {} : { harmStartedAt: harm }),
  }
  const save = useWrite(() => incidents.call('changeIncident', { params: { id: incident.id }, body }, { ifMatch: incident.version }), {
    touches: TOUCHES,
    done: onClose,
  })
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  return (
    <FormDialog title={i18n.t('Edit {name}', { name: incident.label })} onClose={onClose} verb={i18n.t('Save')} save={save}>
      <TextField label={i18n.t('What happens')} autoFocus value={title} onChange={setTitle} fault={save.problem?.of('title')} />
      <MarkdownField label={i18n.t('What is known')} rows={5} value={summary} onChange={setSummary} fault={save.problem?.of('summary')} />
      <div className={styles['pair']}>
        <DateTimeField label={i18n.t('Harm since')} value={harm} onChange={setHarm} fault={save.problem?.of('harmStartedAt')} />
        <TextField
          label={i18n.t('People affected')}
          optional
          value={affected}
          onChange={setAffected}
          fault={save.problem?.of('peopleAffected')}
        />
        <Select
          label={i18n.t('Environment')}
          value={environment}
          onChange={setEnvironment}
          options={[
            { value: ALL, label: i18n.t('All') },
            ...(environments.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      {components.data && components.data.items.length > 0 ? (
        <fieldset className={styles['components']}>
          <legend>{i18n.t('Affects')}</legend>
          {components.data.items.map(({ id, name }) => (
            <Checkbox key={id} label={name} checked={chosen.includes(id)} onChange={() => toggle(id)} />
          ))}
        </fieldset>
      ) : null}
      <Checkbox
        label={i18n.t('Contacts of the client see it')}
        hint={i18n.t('Its title, state, severity, times and what is known; nothing of how the team works on it.')}
        checked={isShared}
        onChange={setShared}
      />
    </FormDialog>
  )
}
