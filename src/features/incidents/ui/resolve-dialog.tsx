/** Ends an incident. Enter is enough; cause and fix are kept for the next time when one says them. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextArea } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { useToast } from '#design/toast/toast.tsx'
import { type Incident, TOUCHES, useIncidents, useMove } from './client.ts'

export function ResolveDialog({ incident, onClose }: { readonly incident: Incident; readonly onClose: () => void }) {
  const incidents = useIncidents()
  const toast = useToast()
  const [cause, setCause] = useState(incident.inside?.cause ?? '')
  const [fix, setFix] = useState(incident.inside?.fix ?? '')
  const reopen = useMove({ id: incident.id, version: incident.version + 1 })
  const body = { state: 'resolved', cause, fix } as const
  const save = useWrite(() => incidents.call('moveIncident', { params: { id: incident.id }, body }, { ifMatch: incident.version }), {
    touches: TOUCHES,
    done: () => {
      toast({ words: i18n.t('{label} is resolved.', { label: incident.label }), undo: () => reopen.run('declared') })
      onClose()
    },
  })
  return (
    <FormDialog title={i18n.t('Resolve {label}', { label: incident.label })} onClose={onClose} verb={i18n.t('Resolve')} save={save}>
      <TextArea label={i18n.t('Cause')} optional rows={3} value={cause} onChange={setCause} fault={save.problem?.of('cause')} />
      <TextArea label={i18n.t('Fix')} optional rows={3} value={fix} onChange={setFix} fault={save.problem?.of('fix')} />
    </FormDialog>
  )
}
