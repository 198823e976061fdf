/** Records whose events wait because a reaction failed on one of them; all other records flow. */
import { CircleCheckBig, RotateCw } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { usePages, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Parked, useOperation } from '../client.ts'

function columns(): readonly Column<Parked>[] {
  return [
    { id: 'reaction', title: i18n.t('Reaction'), width: 'minmax(140px, 1fr)', cell: (row) => <code>{row.reaction}</code> },
    { id: 'error', title: i18n.t('Error'), width: 'minmax(0, 2fr)', cell: (row) => <span title={row.error}>{row.error}</span> },
    { id: 'waiting', title: i18n.t('Waiting'), width: '90px', end: true, cell: (row) => row.waiting },
    {
      id: 'again',
      title: i18n.t('Tried again'),
      width: '120px',
      end: true,
      rank: 2,
      cell: (row) => (row.retryAt ? <RelativeTime at={row.retryAt} /> : i18n.t('when asked')),
    },
    { id: 'since', title: i18n.t('Since'), width: '110px', end: true, rank: 2, cell: (row) => <RelativeTime at={row.parkedAt} /> },
  ]
}

export function ParkedReactions() {
  const operation = useOperation()
  const toast = useToast()
  const why = useWhyNot()('operation.jobs.write')
  const parked = usePages(operation, 'listParkedReactions', { query: {} })
  const retry = useWrite(({ id }: Parked) => operation.call('retryParkedReaction', { params: { id } }), {
    touches: ['operation'],
    done: ({ passed }) =>
      toast(
        passed ? { words: i18n.t('It worked: the waiting events are through.') } : { words: i18n.t('It failed again.'), tone: 'failed' },
      ),
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <Card flush title={i18n.t('Parked reactions')} note={i18n.t('The events of these records wait behind a failure; all others flow.')}>
      <DataTable
        label={i18n.t('Parked reactions')}
        columns={columns()}
        rows={parked.rows}
        rowKey={(row) => row.id}
        problem={parked.error}
        retry={parked.refetch}
        more={parked.more ? { load: parked.loadMore, loading: parked.loadingMore } : undefined}
        actions={(row) => (
          <Button size="small" icon={<RotateCw aria-hidden />} why={why} onClick={() => retry.run(row)}>
            {i18n.t('Try again')}
          </Button>
        )}
        empty={<EmptyState compact icon={<CircleCheckBig aria-hidden />} title={i18n.t('Nothing is parked.')} />}
      />
    </Card>
  )
}
