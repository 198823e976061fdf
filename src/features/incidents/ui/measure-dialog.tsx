/** Records what was done in a step of an incident about security. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextArea } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import type { SecurityStep } from '../domain/security.ts'
import { type Incident, TOUCHES, useIncidents } from './client.ts'
import { stepHint, stepWords } from './words.ts'

interface MeasureDialogProps {
  readonly incident: Incident
  readonly step: SecurityStep
  readonly onClose: () => void
}

export function MeasureDialog({ incident, step, onClose }: MeasureDialogProps) {
  const incidents = useIncidents()
  const [what, setWhat] = useState('')
  const [undo, setUndo] = useState('')
  const save = useWrite(() => incidents.call('takeMeasure', { params: { id: incident.id }, body: { step, what, undo } }), {
    touches: TOUCHES,
    done: onClose,
  })
  return (
    <FormDialog
      title={i18n.t('Record a measure: {step}', { step: stepWords(step) })}
      onClose={onClose}
      verb={i18n.t('Record')}
      save={save}
      why={what.trim() === '' ? i18n.t('Say what was done first.') : null}
    >
      <TextArea
        label={i18n.t('What was done')}
        hint={stepHint(step)}
        autoFocus
        rows={3}
        value={what}
        onChange={setWhat}
        fault={save.problem?.of('what')}
      />
      <TextArea
        label={i18n.t('How it is undone')}
        optional
        hint={i18n.t('For whoever has to at night, without asking you.')}
        rows={2}
        value={undo}
        onChange={setUndo}
        fault={save.problem?.of('undo')}
      />
    </FormDialog>
  )
}
