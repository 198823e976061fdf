/** Decides: one of the options or none of them, and why. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { TextArea } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { type Decision, TOUCHES, useDecisions } from './client.ts'
import { OptionSelect } from './option-select.tsx'

export function DecideDialog({ decision, onClose }: { readonly decision: Decision; readonly onClose: () => void }) {
  const decisions = useDecisions()
  const [chosen, setChosen] = useState<number | null>(decision.options.length > 0 ? 0 : null)
  const [outcome, setOutcome] = useState('')
  const [reason, setReason] = useState('')
  const awaited = decision.views.filter(({ text }) => text === null).length
  const save = useWrite(
    () => decisions.call('decide', { params: { id: decision.id }, body: { chosen, outcome, reason } }, { ifMatch: decision.version }),
    { touches: TOUCHES, done: onClose },
  )
  return (
    <FormDialog
      title={i18n.t('Decide')}
      onClose={onClose}
      verb={i18n.t('Decide')}
      save={save}
      why={reason.trim() === '' ? i18n.t('Say why first.') : null}
    >
      {awaited > 0 ? (
        <Banner tone="warning">
          {awaited === 1
            ? i18n.t('One view that was asked for is still awaited.')
            : i18n.t('{count} views that were asked for are still awaited.', { count: awaited })}
        </Banner>
      ) : null}
      <OptionSelect
        label={i18n.t('Choice')}
        none={i18n.t('None of the options as it stands')}
        options={decision.options}
        value={chosen}
        onChange={setChosen}
      />
      <TextArea label={i18n.t('Outcome')} optional rows={3} value={outcome} onChange={setOutcome} fault={save.problem?.of('outcome')} />
      <TextArea label={i18n.t('Why')} rows={4} value={reason} onChange={setReason} fault={save.problem?.of('reason')} />
    </FormDialog>
  )
}
