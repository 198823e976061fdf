/** Gives a dashboard another title. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { TOUCHES, useDashboards, type Dashboard } from './client.ts'

export function TitleDialog({ dashboard, onClose }: { readonly dashboard: Dashboard; readonly onClose: () => void }) {
  const dashboards = useDashboards()
  const [title, setTitle] = useState(dashboard.title)
  const save = useWrite(
    () => dashboards.call('changeDashboard', { params: { id: dashboard.id }, body: { title } }, { ifMatch: dashboard.version }),
    { touches: TOUCHES, done: onClose },
  )
  const why = title.trim() === '' ? i18n.t('Give it a title.') : null
  return (
    <FormDialog title={i18n.t('Rename')} size="small" verb={i18n.t('Save')} save={save} why={why} onClose={onClose}>
      <TextField label={i18n.t('Title')} autoFocus value={title} onChange={setTitle} fault={save.problem?.of('title')} />
    </FormDialog>
  )
}
