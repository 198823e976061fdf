/** Addresses that get no mail, or none in bulk. */
import { useState } from 'react'
import { MailX, Undo2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { usePages, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Suppression, useDelivery } from '../client.ts'
import { causeWords } from '../words.ts'
import styles from './mail.module.css'

function columns(): readonly Column<Suppression>[] {
  return [
    { id: 'address', title: i18n.t('Address'), width: 'minmax(160px, 1.2fr)', cell: (row) => row.address },
    { id: 'cause', title: i18n.t('Why'), width: 'minmax(0, 1.4fr)', rank: 2, cell: (row) => row.note ?? causeWords(row.cause) },
    { id: 'since', title: i18n.t('Since'), width: '110px', end: true, rank: 2, cell: (row) => <RelativeTime at={row.since} /> },
  ]
}

export function SuppressionsCard() {
  const delivery = useDelivery()
  const toast = useToast()
  const why = useWhyNot()('delivery.mail.write')
  const [address, setAddress] = useState('')
  const list = usePages(delivery, 'listSuppressions', { query: {} })
  const failed = (problem: Error) => toast({ words: problem.message, tone: 'failed' })
  const add = useWrite(() => delivery.call('addSuppression', { body: { address } }), { touches: ['delivery'], done: () => setAddress('') })
  const remove = useWrite((of: string) => delivery.call('removeSuppression', { params: { address: of } }), {
    touches: ['delivery'],
    failed,
  })
  return (
    <Card flush title={i18n.t('Who gets no mail')} note={i18n.t('Addresses that asked for it or that mail comes back from.')}>
      <form
        className={styles['add']}
        onSubmit={(event) => {
          event.preventDefault()
          if (!why) add.run(undefined)
        }}
      >
        <TextField
          label={i18n.t('Address')}
          type="email"
          value={address}
          onChange={setAddress}
          fault={add.problem?.of('address') ?? add.problem?.message}
        />
        <Button type="submit" icon={<MailX aria-hidden />} why={why} pending={add.pending}>
          {i18n.t('Stop mail')}
        </Button>
      </form>
      <DataTable
        label={i18n.t('Who gets no mail')}
        columns={columns()}
        rows={list.rows}
        rowKey={(row) => row.address}
        problem={list.error}
        retry={list.refetch}
        more={list.more ? { load: list.loadMore, loading: list.loadingMore } : undefined}
        actions={(row) => (
          <IconButton
            plain
            size="small"
            label={i18n.t('Let mail go to {address} again', { address: row.address })}
            icon={<Undo2 aria-hidden />}
            why={why}
            onClick={() => remove.run(row.address)}
          />
        )}
        empty={<EmptyState compact title={i18n.t('Every address may get mail.')} />}
      />
    </Card>
  )
}
