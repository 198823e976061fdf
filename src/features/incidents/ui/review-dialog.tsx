/** Writes the review of an incident. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { MarkdownField } from '#design/field/markdown-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { type Incident, type Review, TOUCHES, useIncidents } from './client.ts'

interface ReviewDialogProps {
  readonly incident: Incident
  readonly review: Review
  readonly onClose: () => void
}

export function ReviewDialog({ incident, review, onClose }: ReviewDialogProps) {
  const incidents = useIncidents()
  const [causes, setCauses] = useState(review.causes || (incident.inside?.cause ?? ''))
  const [wentWell, setWentWell] = useState(review.wentWell)
  const [lessons, setLessons] = useState(review.lessons)
  const body = { causes, wentWell, lessons }
  const save = useWrite(() => incidents.call('changeReview', { params: { id: incident.id }, body }), { touches: TOUCHES, done: onClose })
  return (
    <FormDialog title={i18n.t('Review of {label}', { label: incident.label })} onClose={onClose} verb={i18n.t('Save')} save={save}>
      <MarkdownField label={i18n.t('Causes')} rows={4} value={causes} onChange={setCauses} fault={save.problem?.of('causes')} />
      <MarkdownField
        label={i18n.t('What went well')}
        rows={3}
        value={wentWell}
        onChange={setWentWell}
        fault={save.problem?.of('wentWell')}
      />
      <MarkdownField label={i18n.t('Lessons')} rows={3} value={lessons} onChange={setLessons} fault={save.problem?.of('lessons')} />
    </FormDialog>
  )
}
