/** The audits of the weeks, each a page. */
import { ClipboardCheck } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Badge } from '#design/badge/badge.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { href, useGo } from '#design/navigation/screen.ts'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { calendarDay, figure } from '#design/time/format.ts'
import { useToast } from '#design/toast/toast.tsx'
import { type AuditRow, TOUCHES, useResources } from './client.ts'
import { auditScreen } from './screens.ts'
import styles from './resources.module.css'

export function AuditsCard({ applicationId }: { readonly applicationId: string }) {
  const { data, error, refetch } = useRead(useResources(), 'listAudits', { params: { id: applicationId } })
  return (
    <Card
      flush
      title={i18n.t('Audits')}
      note={i18n.t('Written down every Monday; whoever the support plan names is told as often as it says.')}
      actions={<WriteNow applicationId={applicationId} />}
    >
      <DataTable
        label={i18n.t('Audits')}
        columns={columns()}
        rows={data?.items}
        rowKey={({ id }) => id}
        to={({ id }) => href(auditScreen, { audit: id })}
        problem={error}
        retry={() => void refetch()}
        empty={<EmptyState compact icon={<ClipboardCheck aria-hidden />} title={i18n.t('The first audit comes on Monday.')} />}
      />
    </Card>
  )
}

function WriteNow({ applicationId }: { readonly applicationId: string }) {
  const resources = useResources()
  const toast = useToast()
  const go = useGo()
  const why = useWhyNot()('resources.findings.write')
  const make = useWrite(() => resources.call('makeAudit', { params: { id: applicationId } }), {
    touches: TOUCHES,
    done: ({ id }) => go(href(auditScreen, { audit: id })),
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <Button size="small" icon={<ClipboardCheck aria-hidden />} why={why} pending={make.pending} onClick={() => make.run(undefined)}>
      {i18n.t('Write this week’s')}
    </Button>
  )
}

function columns(): readonly Column<AuditRow>[] {
  return [
    {
      id: 'week',
      title: i18n.t('Week of'),
      width: 'minmax(140px, 2fr)',
      cell: ({ week, isDue }) => (
        <span className={styles['row']}>
          {calendarDay(week)}
          {isDue ? <Badge tone="accent">{i18n.t('by the plan')}</Badge> : null}
        </span>
      ),
    },
    { id: 'current', title: i18n.t('Findings'), width: '100px', end: true, rank: 2, cell: ({ current }) => figure(current, 'count') },
    { id: 'won', title: i18n.t('Won'), width: '90px', end: true, rank: 2, cell: ({ won }) => figure(won, 'count') },
    { id: 'noChange', title: i18n.t('No change'), width: '110px', end: true, rank: 2, cell: ({ noChange }) => figure(noChange, 'count') },
    { id: 'gone', title: i18n.t('By themselves'), width: '130px', end: true, rank: 3, cell: ({ gone }) => figure(gone, 'count') },
  ]
}
