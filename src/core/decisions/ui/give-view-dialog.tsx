/** Says what one side thinks. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { TextArea } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
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
    <Dialog title={title} open onClose={onClose}>
      <FormLayout
        label={title}
        onSubmit={() => save.run(undefined)}
        actions={
          <Row>
            <Button type="submit" kind="primary" pending={save.pending} why={text.trim() === '' ? i18n.t('Write something first.') : null}>
              {i18n.t('Save')}
            </Button>
            <Button onClick={onClose}>{i18n.t('Cancel')}</Button>
          </Row>
        }
      >
        <TextArea
          label={i18n.t('What this side thinks')}
          autoFocus
          rows={6}
          value={text}
          onChange={setText}
          fault={save.problem?.of('text')}
        />
        <OptionSelect
          label={i18n.t('Favours')}
          none={i18n.t('Undecided')}
          options={decision.options}
          value={favours}
          onChange={setFavours}
        />
        <FormProblem problem={save.problem} />
      </FormLayout>
    </Dialog>
  )
}
