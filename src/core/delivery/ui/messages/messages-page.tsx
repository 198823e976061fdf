/** Every message that was ever to be sent. */
import { Mails } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { SearchField } from '#design/field/text-field.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { ListLayout } from '#design/layouts/layouts.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { usePages } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type MessageRow, useDelivery } from '../client.ts'
import { messageScreen, messagesScreen, messageStates } from '../screens.ts'
import { messageState } from '../words.ts'

function columns(): readonly Column<MessageRow>[] {
  return [
    {
      id: 'subject',
      title: i18n.t('Subject'),
      width: 'minmax(180px, 1.6fr)',
      cell: (row) => <span title={row.subject}>{row.subject}</span>,
    },
    { id: 'recipient', title: i18n.t('To'), width: 'minmax(0, 1.2fr)', rank: 2, cell: (row) => row.recipient },
    { id: 'why', title: i18n.t('Why'), width: 'minmax(0, 1.4fr)', rank: 3, cell: (row) => <span title={row.why}>{row.why}</span> },
    {
      id: 'state',
      title: i18n.t('State'),
      width: '160px',
      cell: (row) => <StateLabel tone={messageState(row.state).tone}>{messageState(row.state).words}</StateLabel>,
    },
    { id: 'queued', title: i18n.t('Written'), width: '110px', end: true, rank: 2, cell: (row) => <RelativeTime at={row.queuedAt} /> },
  ]
}

export function MessagesPage() {
  const delivery = useDelivery()
  const { search, update } = useScreen(messagesScreen)
  const { q, state } = search
  const messages = usePages(delivery, 'listMessages', { query: { text: q, state } })
  const filtered = q !== undefined || state !== undefined
  return (
    <ListLayout
      title={i18n.t('Messages')}
      filters={
        <>
          <SearchField label={i18n.t('Search messages')} value={q ?? ''} onChange={(next) => update({ q: next || undefined })} />
          <FilterChip
            label={i18n.t('State')}
            value={state}
            choices={messageStates.map((value) => ({ value, label: messageState(value).words }))}
            onChange={(next) => update({ state: next as typeof state })}
          />
        </>
      }
    >
      <DataTable
        label={i18n.t('Messages')}
        columns={columns()}
        rows={messages.rows}
        rowKey={(row) => row.id}
        to={(row) => href(messageScreen, { message: row.id })}
        problem={messages.error}
        retry={messages.refetch}
        more={messages.more ? { load: messages.loadMore, loading: messages.loadingMore } : undefined}
        empty={
          <EmptyState
            icon={<Mails aria-hidden />}
            title={filtered ? i18n.t('No message fits these filters.') : i18n.t('No message yet.')}
            action={
              filtered ? <Button onClick={() => update({ q: undefined, state: undefined })}>{i18n.t('Remove filters')}</Button> : null
            }
          >
            {filtered ? null : i18n.t('Whatever Pitcrew sends stands here: to whom, why, and what the relay said.')}
          </EmptyState>
        }
      />
    </ListLayout>
  )
}
