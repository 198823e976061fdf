/** Moves one time of a window, or extends the one that is under way. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { DateTimeField } from '#design/field/date-time-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { type Occurrence, TOUCHES, useMaintenance } from './client.ts'

export interface MoveDialogProps {
  readonly windowId: string
  readonly occurrence: Occurrence
  readonly onClose: () => void
}

export function MoveDialog({ windowId, occurrence, onClose }: MoveDialogProps) {
  const maintenance = useMaintenance()
  const isUnderWay = occurrence.state === 'under_way'
  const [startsAt, setStartsAt] = useState<string | null>(occurrence.startsAt)
  const [endsAt, setEndsAt] = useState<string | null>(occurrence.endsAt)
  const save = useWrite(
    () =>
      maintenance.call('changeOccurrence', {
        params: { id: windowId, occurrence: occurrence.id },
        body: { ...(startsAt && !isUnderWay ? { startsAt } : {}), ...(endsAt ? { endsAt } : {}) },
      }),
    { touches: TOUCHES, done: onClose },
  )
  return (
    <FormDialog
      title={isUnderWay ? i18n.t('Extend') : i18n.t('Move this time')}
      verb={isUnderWay ? i18n.t('Extend') : i18n.t('Move')}
      save={save}
      onClose={onClose}
    >
      {isUnderWay ? null : (
        <DateTimeField label={i18n.t('Starts')} value={startsAt} onChange={setStartsAt} fault={save.problem?.of('startsAt')} />
      )}
      <DateTimeField label={i18n.t('Ends')} value={endsAt} onChange={setEndsAt} fault={save.problem?.of('endsAt')} />
    </FormDialog>
  )
}
