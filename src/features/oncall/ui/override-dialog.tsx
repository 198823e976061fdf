/** Puts somebody else on duty for a shift or a part of it, or asks them to swap; takes back what was put. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { DateTimeField } from '#design/field/date-time-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Combobox } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { type Schedule, type Slot, TOUCHES, useIdentity, useOncall } from './client.ts'

interface OverrideDialogProps {
  readonly schedule: Schedule
  readonly slot: Slot
  readonly onClose: () => void
}

export function OverrideDialog({ schedule, slot, onClose }: OverrideDialogProps) {
  const oncall = useOncall()
  const { personId: me } = useSession()
  const mayPut = useWhyNot()('oncall.duty.write')
  const people = useRead(useIdentity(), 'listPeople', { query: { state: 'active', limit: 200 } })
  const [personId, setPersonId] = useState<string | null>(slot.personId === me ? null : me)
  const [from, setFrom] = useState<string | null>(slot.from)
  const [to, setTo] = useState<string | null>(slot.to)
  // Whoever may not put others on duty asks them to take their own shift.
  const isSwap = mayPut !== null && slot.personId === me && personId !== me
  const done = { touches: TOUCHES, done: onClose }
  const save = useWrite(async () => {
    const stretch = { from: from ?? slot.from, to: to ?? slot.to }
    const id = personId ?? me
    if (isSwap) await oncall.call('askSwap', { params: { id: schedule.id }, body: { askedId: id, ...stretch, inReturn: null } })
    else await oncall.call('addOverride', { params: { id: schedule.id }, body: { personId: id, ...stretch } })
  }, done)
  const remove = useWrite(() => oncall.call('removeOverride', { params: { id: slot.overrideId ?? '' } }), done)
  const whyNot = personId === null ? i18n.t('Choose who takes over.') : personId === me || isSwap ? null : mayPut
  return (
    <FormDialog
      title={i18n.t('Somebody else on duty in {name}', { name: schedule.name })}
      onClose={onClose}
      verb={isSwap ? i18n.t('Ask for a swap') : i18n.t('Put on duty')}
      save={save}
      why={whyNot}
      more={
        slot.overrideId ? (
          <Button kind="danger" why={slot.personId === me ? null : mayPut} pending={remove.pending} onClick={() => remove.run(undefined)}>
            {i18n.t('Take back the override')}
          </Button>
        ) : null
      }
    >
      <Combobox
        label={i18n.t('Who takes over')}
        value={personId}
        onChange={setPersonId}
        options={(people.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DateTimeField label={i18n.t('From')} value={from} onChange={setFrom} fault={save.problem?.of('from')} />
      <DateTimeField label={i18n.t('Until')} value={to} onChange={setTo} fault={save.problem?.of('to')} />
    </FormDialog>
  )
}
