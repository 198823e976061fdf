/** By what one is reached on duty, in the order in which it is tried. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { AddDialog } from './add-dialog.tsx'
import { AddressRow } from './address-row.tsx'
import { type Address, useChannels } from './client.ts'
import { ProveDialog } from './prove-dialog.tsx'
import styles from './channels.module.css'

export function OwnCard() {
  const channels = useChannels()
  const { data, error, refetch } = useRead(channels, 'listAddresses', {})
  const [dialog, setDialog] = useState<'add' | Address | null>(null)
  const move = useMove(data?.items ?? [])
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  if (!data) return <SkeletonRows rows={3} />
  const wakes = data.items.some(({ breaksSilence, verifiedAt, turnedOff }) => breaksSilence && verifiedAt !== null && turnedOff === null)
  return (
    <Card
      title={i18n.t('How I am reached on duty')}
      note={i18n.t('Tried in this order, until you answer.')}
      actions={
        <Button size="small" onClick={() => setDialog('add')}>
          {i18n.t('Add')}
        </Button>
      }
    >
      {wakes ? null : (
        <Banner tone="warning">
          {i18n.t('Nothing here sounds on a silent telephone. For duty at night add a telephone call, Pushover or ntfy.')}
        </Banner>
      )}
      <ol className={styles['list']}>
        {data.items.map((address, at) => (
          <AddressRow
            key={address.id}
            address={address}
            onMove={(by) => move.run({ at, by })}
            isFirst={at === 0}
            isLast={at === data.items.length - 1}
            why={null}
            isTeams={false}
          />
        ))}
      </ol>
      {dialog === 'add' ? (
        <AddDialog offers={data.offers} pushKey={data.pushKey} onClose={() => setDialog(null)} onAdded={setDialog} />
      ) : null}
      {dialog !== null && dialog !== 'add' ? <ProveDialog address={dialog} onClose={() => setDialog(null)} /> : null}
    </Card>
  )
}

function useMove(items: readonly Address[]) {
  const channels = useChannels()
  const toast = useToast()
  const order = ({ at, by }: { readonly at: number; readonly by: -1 | 1 }) => {
    const ids = items.map(({ id }) => id)
    const [moved = ''] = ids.splice(at, 1)
    ids.splice(at + by, 0, moved)
    return channels.call('orderAddresses', { body: { ids } })
  }
  return useWrite(order, { touches: ['channels'], failed: (problem) => toast({ words: problem.message, tone: 'failed' }) })
}
