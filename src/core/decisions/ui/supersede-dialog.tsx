/** Says which decision took the place of this one. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import type { linksContract } from '#core/links/contract/contract.ts'
import { FinderList } from '#design/finder-list/finder-list.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { useClient, useRead, useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { type Decision, TOUCHES, useDecisions } from './client.ts'

export function SupersedeDialog({ decision, onClose }: { readonly decision: Decision; readonly onClose: () => void }) {
  const decisions = useDecisions()
  const links = useClient<typeof linksContract>('links')
  const [typed, setTyped] = useState('')
  const query = { record: decision.id, text: typed }
  const found = useRead(links, 'findLinkTargets', { query }, { enabled: typed !== '', keep: true })
  const save = useWrite(
    (by: string) => decisions.call('supersede', { params: { id: decision.id }, body: { by } }, { ifMatch: decision.version }),
    { touches: TOUCHES, done: onClose },
  )
  const cards = (typed === '' ? [] : (found.data?.items ?? [])).filter(({ record }) => record.startsWith('dec_'))
  return (
    <Dialog title={i18n.t('Superseded by')} open onClose={onClose}>
      <FinderList
        label={i18n.t('Decision')}
        placeholder={i18n.t('Number, words, or paste an address')}
        onType={setTyped}
        onChoose={(by) => save.run(by)}
        sections={() => [
          { id: 'found', title: '', items: cards.map(({ record, label, title }) => ({ id: record, label: `${label} ${title}` })) },
        ]}
      />
      <FormProblem problem={save.problem} />
    </Dialog>
  )
}
