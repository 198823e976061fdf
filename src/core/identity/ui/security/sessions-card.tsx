/** The browsers in which one is signed in, each with a way to end it. */
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
import type { sessionAnswer } from '../../contract/account.ts'
import { useIdentity } from '../client.ts'
import { deviceWords, methodWords } from '../words.ts'

type SessionRow = z.input<typeof sessionAnswer>

function columns(): readonly Column<SessionRow>[] {
  return [
    {
      id: 'device',
      title: i18n.t('Browser'),
      cell: (row) => (
        <Row>
          {deviceWords(row.userAgent)}
          {row.current ? <Badge tone="accent">{i18n.t('this one')}</Badge> : null}
        </Row>
      ),
    },
    { id: 'how', title: i18n.t('How'), width: '130px', rank: 3, cell: (row) => methodWords(row.method) },
    { id: 'address', title: i18n.t('Address'), width: '150px', rank: 2, cell: (row) => row.address },
    { id: 'seen', title: i18n.t('Last seen'), width: '110px', end: true, cell: (row) => <RelativeTime at={row.lastSeenAt} /> },
  ]
}

export function SessionsCard() {
  const identity = useIdentity()
  const toast = useToast()
  const sessions = useRead(identity, 'listSessions', {})
  const end = useWrite((id: string) => identity.call('endSession', { params: { id } }), {
    touches: ['identity'],
    done: () => toast({ words: i18n.t('That session has ended.') }),
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  const endOthers = useWrite(() => identity.call('endOtherSessions', {}), {
    touches: ['identity'],
    done: () => toast({ words: i18n.t('All other sessions have ended.') }),
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  const hasOthers = (sessions.data?.items.length ?? 0) > 1
  return (
    <Card
      flush
      title={i18n.t('Sessions')}
      note={i18n.t('Browsers in which you are signed in.')}
      actions={
        hasOthers ? (
          <Button size="small" pending={endOthers.pending} onClick={() => endOthers.run(undefined)}>
            {i18n.t('End all others')}
          </Button>
        ) : null
      }
    >
      <DataTable
        label={i18n.t('Sessions')}
        columns={columns()}
        rows={sessions.data?.items}
        rowKey={(row) => row.id}
        problem={sessions.error}
        retry={() => void sessions.refetch()}
        actions={(row) =>
          row.current ? null : (
            <Button
              size="small"
              kind="quiet"
              onClick={() => end.run(row.id)}
              aria-label={i18n.t('End the session of {device}', { device: deviceWords(row.userAgent) })}
            >
              {i18n.t('End')}
            </Button>
          )
        }
        empty={<EmptyState compact title={i18n.t('No session.')} />}
      />
    </Card>
  )
}
