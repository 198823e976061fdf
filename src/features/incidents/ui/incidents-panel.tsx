/** The incidents of an application, newest first. Contacts see those that are shared with their client. */
import { lazy, Suspense, useState } from 'react'
import { ShieldCheck, Siren } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { href, useGo } from '#design/navigation/screen.ts'
import { usePages } from '#design/session/client.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState, ForbiddenState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type IncidentRow, useIncidents } from './client.ts'
import { incidentScreen } from './screens.ts'
import { severityWords, stateWords } from './words.ts'

const DeclareDialog = lazy(() => import('./declare-dialog.tsx').then((module) => ({ default: module.DeclareDialog })))

const PlaybooksCard = lazy(() => import('./playbooks-card.tsx').then((module) => ({ default: module.PlaybooksCard })))

const AT_ONCE = 50

export function IncidentsPanel({ applicationId }: { readonly applicationId: string }) {
  const { permissions } = useSession()
  if (!permissions.has('incidents.incidents.read')) return <ForbiddenState />
  return (
    <>
      <IncidentsCard applicationId={applicationId} />
      {permissions.has('incidents.incidents.write') ? (
        <Suspense fallback={null}>
          <PlaybooksCard applicationId={applicationId} />
        </Suspense>
      ) : null}
    </>
  )
}

function IncidentsCard({ applicationId }: { readonly applicationId: string }) {
  const go = useGo()
  const [declaring, setDeclaring] = useState(false)
  const why = useWhyNot()('incidents.incidents.write')
  const query = { filter: `application:${applicationId}`, sort: 'newest', limit: AT_ONCE } as const
  const pages = usePages(useIncidents(), 'listIncidents', { query })
  return (
    <Card
      flush
      title={i18n.t('Incidents')}
      actions={
        <Button size="small" icon={<Siren aria-hidden />} why={why} onClick={() => setDeclaring(true)}>
          {i18n.t('Declare incident')}
        </Button>
      }
    >
      <DataTable
        label={i18n.t('Incidents')}
        columns={columns()}
        rows={pages.rows}
        rowKey={(row) => row.id}
        to={(row) => href(incidentScreen, { incident: row.id })}
        problem={pages.error}
        retry={pages.refetch}
        more={pages.more ? { load: pages.loadMore, loading: pages.loadingMore } : undefined}
        empty={
          <EmptyState compact icon={<ShieldCheck aria-hidden />} title={i18n.t('No incidents yet')}>
            {i18n.t('What harms people here stands in this list, from its declaration to its end.')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {declaring ? (
          <DeclareDialog
            applicationId={applicationId}
            onClose={() => setDeclaring(false)}
            onDone={({ id }) => go(href(incidentScreen, { incident: id }))}
          />
        ) : null}
      </Suspense>
    </Card>
  )
}

function columns(): readonly Column<IncidentRow>[] {
  return [
    { id: 'title', title: i18n.t('Incident'), width: 'minmax(200px, 3fr)', cell: ({ label, title }) => `${label} ${title}` },
    { id: 'state', title: i18n.t('State'), width: '130px', cell: ({ state }) => <Label words={stateWords(state)} /> },
    {
      id: 'severity',
      title: i18n.t('Severity'),
      width: '110px',
      rank: 2,
      cell: ({ severity }) => <Label words={severityWords(severity)} />,
    },
    {
      id: 'since',
      title: i18n.t('Harm since'),
      width: '120px',
      rank: 3,
      cell: ({ harmStartedAt }) => <RelativeTime at={harmStartedAt} />,
    },
  ]
}

function Label({ words: { tone, label } }: { readonly words: ReturnType<typeof stateWords> }) {
  return <StateLabel tone={tone}>{label}</StateLabel>
}
