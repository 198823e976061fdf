/** The releases of an application that ran within a week, and how many of their runs did not crash. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { useRead } from '#design/session/client.ts'
import { StateLabel, type Tone } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { figure, number } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { Rocket } from 'lucide-react'
import { type Release, useErrors } from './client.ts'

/** Below these shares a release is worth a look, or stopping. */
const FINE_FROM = 0.995
const BAD_BELOW = 0.98

export function ReleasesCard({ applicationId }: { readonly applicationId: string }) {
  const { data, error, refetch } = useRead(useErrors(), 'listReleases', { params: { id: applicationId } })
  return (
    <Card flush title={i18n.t('Releases')} note={i18n.t('Runs of the program within a week, and how many of them did not crash.')}>
      <DataTable
        label={i18n.t('Releases')}
        columns={columns()}
        rows={data?.items}
        rowKey={(row) => `${row.environmentId} ${row.release}`}
        problem={error}
        retry={() => void refetch()}
        empty={
          <EmptyState compact icon={<Rocket aria-hidden />} title={i18n.t('No run was reported.')}>
            {i18n.t('Sentry’s clients report runs when they know their release.')}
          </EmptyState>
        }
      />
    </Card>
  )
}

function columns(): readonly Column<Release>[] {
  return [
    { id: 'release', title: i18n.t('Release'), width: 'minmax(140px, 2fr)', cell: (row) => row.release },
    { id: 'environment', title: i18n.t('Environment'), width: '120px', rank: 2, cell: (row) => row.environment },
    { id: 'free', title: i18n.t('Crash-free'), width: '110px', end: true, cell: (row) => <CrashFree share={row.crashFree} /> },
    { id: 'sessions', title: i18n.t('Runs'), width: '90px', end: true, cell: (row) => figure(row.sessions, 'count') },
    { id: 'crashed', title: i18n.t('Crashed'), width: '90px', rank: 2, end: true, cell: (row) => figure(row.crashed, 'count') },
    { id: 'last', title: i18n.t('Last'), width: '100px', rank: 2, cell: (row) => <RelativeTime at={row.lastAt} /> },
  ]
}

function CrashFree({ share }: { readonly share: number }) {
  const tone: Tone = share < BAD_BELOW ? 'critical' : share < FINE_FROM ? 'minor' : 'good'
  return <StateLabel tone={tone}>{`${number(100 * share, 2)} %`}</StateLabel>
}
