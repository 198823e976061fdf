/** The checks of an application: all of them, or one alone. */
import { lazy, Suspense } from 'react'
import { Plus, Radar } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState, ForbiddenState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { SECOND_MS } from '#kit/time.ts'
import { targetOf } from '../domain/settings.ts'
import { availabilityWords, Bars } from './bars.tsx'
import { type Environment, type Listed, useCatalog, useChecks } from './client.ts'
import { checksScreen } from './screens.ts'
import { kindWords, reasonWords, spanWords, stateWords } from './words.ts'
import styles from './checks.module.css'

const CheckDialog = lazy(() => import('./check-dialog.tsx').then((module) => ({ default: module.CheckDialog })))
const CheckDetail = lazy(() => import('./check-detail.tsx').then((module) => ({ default: module.CheckDetail })))

const ENVIRONMENTS_MAX = 200
/** Changes of state come by themselves; what lies between them is worth a look now and then. */
const READ_EVERY_MS = 15 * SECOND_MS

export function ChecksPanel({ applicationId }: { readonly applicationId: string }) {
  return useSession().permissions.has('checks.checks.read') ? <Checks applicationId={applicationId} /> : <ForbiddenState />
}

function Checks({ applicationId }: { readonly applicationId: string }) {
  const { search, update } = useScreen(checksScreen)
  const why = useWhyNot()('checks.checks.write')
  const { data, error, refetch } = useRead(useChecks(), 'listChecks', { params: { id: applicationId } }, { everyMs: READ_EVERY_MS })
  const environments = useRead(useCatalog(), 'listEnvironments', { query: { applicationId, limit: ENVIRONMENTS_MAX } })
  const places = environments.data?.items ?? []
  const chosen = data?.items.find(({ check }) => check.id === search.check)
  if (data && chosen) {
    return (
      <Suspense fallback={null}>
        <CheckDetail key={chosen.check.id} listed={chosen} isLookedAt={data.isLookedAt} environments={places} />
      </Suspense>
    )
  }
  const addButton = (
    <Button
      size="small"
      icon={<Plus aria-hidden />}
      why={why ?? (places.length === 0 && environments.data ? i18n.t('Add an environment first.') : null)}
      onClick={() => update({ add: 'yes' })}
    >
      {i18n.t('Add check')}
    </Button>
  )
  return (
    <>
      {data && !data.isLookedAt && data.items.length > 0 ? (
        <Banner tone="warning">
          {i18n.t('Nobody looks now: no node of this installation runs with the role probe. What you see is old.')}
        </Banner>
      ) : null}
      <Card
        flush
        title={i18n.t('Checks')}
        note={i18n.t('Looked at from outside by this installation. Results are kept for 90 days.')}
        actions={addButton}
      >
        <DataTable
          label={i18n.t('Checks')}
          columns={columns(data?.isLookedAt ?? true, places)}
          rows={data?.items}
          rowKey={({ check }) => check.id}
          to={({ check }) => href(checksScreen, { application: applicationId }, { tab: 'checks', check: check.id })}
          problem={error}
          retry={() => void refetch()}
          empty={
            <EmptyState compact icon={<Radar aria-hidden />} title={i18n.t('Nothing is looked at yet.')} action={addButton}>
              {i18n.t(
                'Give an environment an address, and Pitcrew looks at it by itself. Or add a check of a port, a certificate, a job, a database.',
              )}
            </EmptyState>
          }
        />
      </Card>
      <Suspense fallback={null}>
        {search.add && places.length > 0 && !why ? (
          <CheckDialog environments={places} check={null} onClose={() => update({ add: undefined })} />
        ) : null}
      </Suspense>
    </>
  )
}

function columns(isLookedAt: boolean, environments: readonly Environment[]): readonly Column<Listed>[] {
  const environmentOf = (id: string) => environments.find((one) => one.id === id)?.name ?? ''
  return [
    {
      id: 'name',
      title: i18n.t('Name'),
      width: 'minmax(160px, 2fr)',
      cell: ({ check }) => (
        <span className={styles['name']}>
          {check.name}
          <span className={styles['quiet']}>
            {[environmentOf(check.environmentId), targetOf(check.settings) ?? kindWords(check.settings.kind).title]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      ),
    },
    {
      id: 'state',
      title: i18n.t('State'),
      width: 'minmax(140px, 1.6fr)',
      cell: ({ check }) => {
        const { tone, words } = stateWords(check, isLookedAt)
        const says = !check.isPaused && !check.isResting && check.state.outcome !== 'up'
        return (
          <span className={styles['name']}>
            <StateLabel tone={tone}>{words}</StateLabel>
            {says ? <span className={styles['quiet']}>{reasonWords(check.state.reason, check.state.detail)}</span> : null}
          </span>
        )
      },
    },
    {
      id: 'bars',
      title: i18n.t('Last 24 hours'),
      width: '200px',
      rank: 2,
      cell: ({ bars, availability }) => <Bars bars={bars} availability={availability} span={spanWords('day')} />,
    },
    {
      id: 'availability',
      title: i18n.t('Up'),
      width: '80px',
      end: true,
      rank: 3,
      cell: ({ availability }) => availabilityWords(availability),
    },
    {
      id: 'ms',
      title: i18n.t('Took'),
      width: '80px',
      end: true,
      rank: 2,
      cell: ({ latest }) => (latest?.outcome === 'up' ? figure(latest.ms, 'ms') : '–'),
    },
  ]
}
