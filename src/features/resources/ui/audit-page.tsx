/** One audit: how resources stood in a week, and what was won since the one before. */
import { Download, ListChecks, Printer } from 'lucide-react'
import { i18n } from '@lingui/core'
import { applicationScreen } from '#core/catalog/ui/screens.ts'
import { Badge } from '#design/badge/badge.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { DetailLayout } from '#design/layouts/layouts.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { absoluteTime, calendarDay, figure } from '#design/time/format.ts'
import { type Audit, type Finding, useCatalog, useResources } from './client.ts'
import { concernWords, groupsOf } from './concerns.ts'
import { findingWords } from './finding-words.ts'
import { auditScreen } from './screens.ts'
import { SettledTable } from './settled-list.tsx'
import { amount, stateWords } from './words.ts'
import styles from './resources.module.css'

export function AuditPage() {
  const { params } = useScreen(auditScreen)
  const { data, error, refetch } = useRead(useResources(), 'readAudit', { params: { id: params.audit } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  return data ? <AuditDetail audit={data} /> : <SkeletonRows />
}

function AuditDetail({ audit }: { readonly audit: Audit }) {
  const application = useRead(useCatalog(), 'readApplication', { params: { id: audit.applicationId } })
  const back = href(applicationScreen, { application: audit.applicationId }, { tab: 'resources' })
  return (
    <DetailLayout
      title={i18n.t('Resources, week of {day}', { day: calendarDay(audit.week) })}
      crumbs={[{ label: application.data?.name ?? i18n.t('Application'), to: back }]}
      marks={audit.isDue ? <Badge tone="accent">{i18n.t('by the plan')}</Badge> : null}
      actions={
        <span className={styles['screenOnly']}>
          <Button
            icon={<Download aria-hidden />}
            onClick={() => location.assign(`/api/pitcrew/v1/resource-audits/${audit.id}/findings.csv`)}
          >
            CSV
          </Button>
          <Button icon={<Printer aria-hidden />} onClick={() => print()}>
            {i18n.t('Print')}
          </Button>
        </span>
      }
      facts={<AuditFacts audit={audit} />}
    >
      <Card flush title={i18n.t('Settled since the audit before')} note={i18n.t('With the figure before and after.')}>
        <SettledTable findings={audit.settled} empty={<EmptyState compact title={i18n.t('Nothing was settled in this time.')} />} />
      </Card>
      {groupsOf(audit.current).map(({ concern, found }) => (
        <Card key={concern} flush title={concernWords(concern)}>
          <DataTable label={concernWords(concern)} columns={columns()} rows={found} rowKey={({ id }) => id} empty={null} />
        </Card>
      ))}
      {audit.current.length === 0 ? (
        <EmptyState compact icon={<ListChecks aria-hidden />} title={i18n.t('Nothing is near its limit, wasted or to be tuned.')} />
      ) : null}
    </DetailLayout>
  )
}

function AuditFacts({ audit: { madeAt, zone, current, settled } }: { readonly audit: Audit }) {
  const count = (state: Finding['state']) => figure(settled.filter((one) => one.state === state).length, 'count')
  const properties = [
    { label: i18n.t('Written'), value: absoluteTime(madeAt) },
    { label: i18n.t('Zone'), value: zone },
    { label: i18n.t('Findings'), value: figure(current.length, 'count') },
    { label: i18n.t('Won'), value: count('won') },
    { label: i18n.t('No change'), value: count('no_change') },
    { label: i18n.t('By themselves'), value: count('gone') },
  ]
  return <PropertyList title={i18n.t('Audit')} properties={properties} />
}

function columns(): readonly Column<Finding>[] {
  return [
    {
      id: 'what',
      title: i18n.t('Finding'),
      width: 'minmax(180px, 4fr)',
      ownLine: true,
      cell: (finding) => {
        const { title, what } = findingWords(finding)
        return (
          <span className={styles['name']}>
            {title}
            <span className={styles['quiet']}>{what}</span>
          </span>
        )
      },
    },
    { id: 'figure', title: i18n.t('Figure'), width: '90px', end: true, cell: ({ figure: value, unit }) => amount(value, unit) },
    { id: 'wins', title: i18n.t('Would win'), width: '110px', end: true, rank: 2, cell: ({ wins, winsUnit }) => amount(wins, winsUnit) },
    {
      id: 'state',
      title: i18n.t('State'),
      width: '130px',
      cell: ({ state }) => <StateLabel tone={stateWords(state).tone}>{stateWords(state).words}</StateLabel>,
    },
  ]
}
