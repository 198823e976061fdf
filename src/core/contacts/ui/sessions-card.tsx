/** Where a contact is signed in, and the way to end it. */
import { i18n } from '@lingui/core'
import type { z } from 'zod'
import { Badge } from '#design/badge/badge.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import type { contactSessionAnswer } from '../contract/contacts.ts'
import { type Contact, TOUCHES, useContacts } from './client.ts'

export type ContactSession = z.input<typeof contactSessionAnswer>

export function sessionColumns(): readonly Column<ContactSession>[] {
  return [
    {
      id: 'browser',
      title: i18n.t('Browser'),
      cell: (row) => (
        <Row>
          {row.userAgent || '–'}
          {row.current ? <Badge tone="accent">{i18n.t('this one')}</Badge> : null}
        </Row>
      ),
    },
    { id: 'address', title: i18n.t('Address'), width: '150px', rank: 2, cell: (row) => row.address },
    { id: 'seen', title: i18n.t('Last seen'), width: '110px', end: true, cell: (row) => <RelativeTime at={row.lastSeenAt} /> },
  ]
}

export function SessionsCard({ contact, why }: { readonly contact: Contact; readonly why: string | null }) {
  const contacts = useContacts()
  const toast = useToast()
  const sessions = useRead(contacts, 'listContactSessions', { params: { id: contact.id } })
  const end = useWrite(() => contacts.call('endContactSessions', { params: { id: contact.id } }), {
    touches: TOUCHES,
    done: () => toast({ words: i18n.t('{name} is signed out everywhere.', { name: contact.name }) }),
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  const any = (sessions.data?.items.length ?? 0) > 0
  return (
    <Card
      flush
      title={i18n.t('Sessions')}
      note={i18n.t('Browsers in which they came in by a link.')}
      actions={
        any ? (
          <Button size="small" why={why} pending={end.pending} onClick={() => end.run(undefined)}>
            {i18n.t('Sign out everywhere')}
          </Button>
        ) : null
      }
    >
      <DataTable
        label={i18n.t('Sessions')}
        columns={sessionColumns()}
        rows={sessions.data?.items}
        rowKey={(row) => row.id}
        problem={sessions.error}
        retry={() => void sessions.refetch()}
        empty={<EmptyState compact title={i18n.t('No session.')} />}
      />
    </Card>
  )
}
