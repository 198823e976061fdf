/** The latest traces of an application. */
import { Waypoints } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { usePages } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState, ForbiddenState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type Trace, useTraces } from './client.ts'
import { traceScreen, tracesScreen } from './screens.ts'
import { ServiceMapCard } from './service-map-card.tsx'
import { lengthWords } from './words.ts'
import styles from './traces.module.css'

const AT_ONCE = 50

export function TracesPanel({ applicationId }: { readonly applicationId: string }) {
  return useSession().permissions.has('traces.spans.read') ? <Traces applicationId={applicationId} /> : <ForbiddenState />
}

function Traces({ applicationId }: { readonly applicationId: string }) {
  return (
    <>
      <ServiceMapCard applicationId={applicationId} />
      <TracesCard applicationId={applicationId} />
    </>
  )
}

function TracesCard({ applicationId }: { readonly applicationId: string }) {
  const { search, update } = useScreen(tracesScreen)
  const service = search.service ?? ''
  const traces = usePages(useTraces(), 'listTraces', { params: { id: applicationId }, query: { limit: AT_ONCE, service } })
  return (
    <Card
      flush
      title={i18n.t('Latest traces')}
      note={i18n.t('What was done for a request, by whom and for how long. Kept for 15 days.')}
      actions={
        service ? (
          <FilterChip
            label={i18n.t('Service')}
            value={service}
            choices={[{ value: service, label: service }]}
            onChange={(next) => update({ service: next })}
          />
        ) : null
      }
    >
      <DataTable
        label={i18n.t('Latest traces')}
        columns={columns()}
        rows={traces.rows}
        rowKey={(row) => `${row.environmentId} ${row.traceId}`}
        to={(row) => href(traceScreen, { environment: row.environmentId, trace: row.traceId })}
        problem={traces.error}
        retry={traces.refetch}
        more={traces.more ? { load: traces.loadMore, loading: traces.loadingMore } : undefined}
        empty={
          <EmptyState compact icon={<Waypoints aria-hidden />} title={i18n.t('No trace yet.')}>
            {i18n.t('Make a key under Telemetry, and let OpenTelemetry send to this installation with it.')}
          </EmptyState>
        }
      />
    </Card>
  )
}

function columns(): readonly Column<Trace>[] {
  return [
    {
      id: 'name',
      title: i18n.t('Trace'),
      width: 'minmax(160px, 2fr)',
      cell: (row) => (
        <span className={styles['name']}>
          {row.name}
          <span className={styles['quiet']}>{row.service}</span>
        </span>
      ),
    },
    { id: 'environment', title: i18n.t('Environment'), width: '130px', rank: 3, cell: (row) => row.environment },
    { id: 'duration', title: i18n.t('Duration'), width: '90px', end: true, cell: (row) => lengthWords(row.durationMs) },
    { id: 'spans', title: i18n.t('Spans'), width: '80px', rank: 2, end: true, cell: (row) => figure(row.spans, 'count') },
    {
      id: 'errors',
      title: i18n.t('Errors'),
      width: '90px',
      end: true,
      cell: (row) => (row.errors > 0 ? <StateLabel tone="critical">{figure(row.errors, 'count')}</StateLabel> : '–'),
    },
    { id: 'at', title: i18n.t('Began'), width: '110px', rank: 2, cell: (row) => <RelativeTime at={row.startedAt} /> },
  ]
}
