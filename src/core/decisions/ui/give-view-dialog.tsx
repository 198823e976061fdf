/** Says what one side thinks. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextArea } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { type Decision, TOUCHES, useDecisions, type View } from './client.ts'
import { OptionSelect } from './option-select.tsx'
import { sideWords } from './words.tsx'

export interface GiveViewDialogProps {
  readonly decision: Decision
  readonly view: View
  readonly onClose: () => void
}

export function GiveViewDialog({ decision, view, onClose }: GiveViewDialogProps) {
  const decisions = useDecisions()
  const [text, setText] = useState(view.text ?? '')
  const [favours, setFavours] = useState(view.favours)
  const params = { id: decision.id, view: view.id }
  const save = useWrite(() => decisions.call('giveView', { params, body: { text, favours } }), { touches: TOUCHES, done: onClose })
  const title = i18n.t('View of {side}', { side: sideWords(view.side) })
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      verb={i18n.t('Save')}
      save={save}
      why={text.trim() === '' ? i18n.t('Write something first.') : null}
    >
      <TextArea
        label={i18n.t('What this side thinks')}
        autoFocus
        rows={6}
        value={text}
        onChange={setText}
        fault={save.problem?.of('text')}
      />
      <OptionSelect label={i18n.t('Favours')} none={i18n.t('Undecided')} options={decision.options} value={favours} onChange={setFavours} />
    </FormDialog>
  )
}
