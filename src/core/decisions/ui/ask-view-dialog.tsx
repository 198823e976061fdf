/** Asks one side for its view. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { type Decision, TOUCHES, useDecisions, type View } from './client.ts'
import { DueField, instantOf } from './due-field.tsx'
import { NOBODY, PersonField } from './person-field.tsx'
import { sides, sideWords } from './words.tsx'

export function AskViewDialog({ decision, onClose }: { readonly decision: Decision; readonly onClose: () => void }) {
  const decisions = useDecisions()
  const [side, setSide] = useState<View['side']>('development')
  const [person, setPerson] = useState(NOBODY)
  const [due, setDue] = useState('')
  const body = { side, personId: person === NOBODY ? null : person, dueAt: instantOf(due) }
  const save = useWrite(() => decisions.call('askView', { params: { id: decision.id }, body }), { touches: TOUCHES, done: onClose })
  return (
    <FormDialog title={i18n.t('Ask for a view')} onClose={onClose} verb={i18n.t('Ask')} save={save}>
      <Select label={i18n.t('Side')} value={side} onChange={setSide} options={sides.map((value) => ({ value, label: sideWords(value) }))} />
      <PersonField
        label={i18n.t('Person')}
        value={person}
        onChange={setPerson}
        place={decision.applicationId ?? decision.clientId}
        nobody={i18n.t('Whoever comes first')}
        fault={save.problem?.of('personId')}
      />
      <DueField value={due} onChange={setDue} fault={save.problem?.of('dueAt')} />
    </FormDialog>
  )
}
