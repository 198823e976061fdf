/** Says why nothing is done about a finding. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { RadioGroup } from '#design/choice/choice.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import type { Dismissal } from '../domain/words.ts'
import { type Finding, TOUCHES, useResources } from './client.ts'
import { findingWords } from './finding-words.ts'
import { dismissalWords } from './words.ts'

const REASONS: readonly Dismissal[] = ['intended', 'accepted', 'not_true']

export function DismissDialog({ finding, onClose }: { readonly finding: Finding; readonly onClose: () => void }) {
  const resources = useResources()
  const [reason, setReason] = useState<Dismissal>('intended')
  const dismiss = useWrite(() => resources.call('dismissFinding', { params: { id: finding.id }, body: { reason } }), {
    touches: TOUCHES,
    done: onClose,
  })
  return (
    <FormDialog title={i18n.t('Dismiss finding')} size="small" onClose={onClose} verb={i18n.t('Dismiss')} save={dismiss}>
      <p>{findingWords(finding).title}</p>
      <RadioGroup
        label={i18n.t('Why')}
        value={reason}
        onChange={setReason}
        options={REASONS.map((value) => ({ value, label: dismissalWords(value).title, hint: dismissalWords(value).note }))}
      />
    </FormDialog>
  )
}
