/** Chooses how and with what a record is linked: by number, by words, or by an address that is pasted. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { FinderList } from '#design/finder-list/finder-list.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useClient, useRead, useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import type { linksContract } from '../contract/contract.ts'
import { inWords, stateInWords } from './words.ts'
import styles from './links.module.css'

export interface LinkDialogProps {
  readonly record: string
  readonly touches: readonly string[]
  readonly onClose: () => void
}

export function LinkDialog({ record, touches, onClose }: LinkDialogProps) {
  const links = useClient<typeof linksContract>('links')
  const [how, setHow] = useState('relates forward')
  const [typed, setTyped] = useState('')
  const types = useRead(links, 'listLinkTypes', {})
  const found = useRead(links, 'findLinkTargets', { query: { record, text: typed } }, { enabled: typed !== '', keep: true })
  const [type = '', direction] = how.split(' ')
  const save = useWrite(
    (other: string) =>
      links.call('createLink', { body: { record, other, type, direction: direction === 'backward' ? 'backward' : 'forward' } }),
    { touches, done: onClose },
  )
  const ways = (types.data?.items ?? []).flatMap((one) => [
    { value: `${one.type} forward`, label: inWords(one.forward) },
    ...(one.forward === one.backward ? [] : [{ value: `${one.type} backward`, label: inWords(one.backward) }]),
  ])
  const items = typed === '' ? [] : (found.data?.items ?? [])
  return (
    <Dialog title={i18n.t('Link with')} open onClose={onClose}>
      <div className={styles['dialog']}>
        <Select label={i18n.t('This record')} value={how} onChange={setHow} options={ways} />
        <FinderList
          label={i18n.t('Other record')}
          placeholder={i18n.t('Number, words, or paste an address')}
          onType={setTyped}
          onChoose={(other) => save.run(other)}
          sections={() => [
            {
              id: 'found',
              title: '',
              items: items.map((card) => ({ id: card.record, label: `${card.label} ${card.title}`, note: stateInWords(card.state) })),
            },
          ]}
        />
        <FormProblem problem={save.problem ?? found.error} />
      </div>
    </Dialog>
  )
}
