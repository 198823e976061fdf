/** The errors of an application by kind, and how its releases do. */
import { lazy, Suspense, useState } from 'react'
import { Bug, Globe } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { SearchField } from '#design/field/text-field.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { usePages, useRead } from '#design/session/client.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { Sparkline } from '#design/sparkline/sparkline.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState, ForbiddenState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { LEVELS } from '../domain/event.ts'
import { type GroupRow, useCatalog, useErrors } from './client.ts'
import { ApplicationFeedbackCard } from './feedback-cards.tsx'
import { ReleasesCard } from './releases-card.tsx'
import { SourceMapsCard } from './source-maps-card.tsx'
import { errorScreen, errorsScreen, SHOWN_STATES } from './screens.ts'
import { levelWords, stateWords } from './words.ts'
import styles from './errors.module.css'

const OriginsDialog = lazy(() => import('./origins-dialog.tsx').then((module) => ({ default: module.OriginsDialog })))

const AT_ONCE = 50
const ENVIRONMENTS_MAX = 200

interface Environment {
  readonly id: string
  readonly name: string
}

export function ErrorsPanel({ applicationId }: { readonly applicationId: string }) {
  const maySee = useSession().permissions.has('errors.groups.read')
  const { data } = useRead(useCatalog(), 'listEnvironments', { query: { applicationId, limit: ENVIRONMENTS_MAX } }, { enabled: maySee })
  if (!maySee) return <ForbiddenState />
  return (
    <>
      <GroupsCard applicationId={applicationId} environments={data?.items ?? []} />
      <ApplicationFeedbackCard applicationId={applicationId} />
      <ReleasesCard applicationId={applicationId} />
      <SourceMapsCard applicationId={applicationId} environments={data?.items ?? []} />
    </>
  )
}

function GroupsCard({ applicationId, environments }: { readonly applicationId: string; readonly environments: readonly Environment[] }) {
  const { search } = useScreen(errorsScreen)
  const [asking, setAsking] = useState(false)
  const why = useWhyNot()('errors.groups.write') ?? (environments.length === 0 ? i18n.t('Add an environment first.') : null)
  const { environment, ...rest } = search
  const asked = Object.fromEntries(Object.entries({ ...rest, environmentId: environment }).filter(([, value]) => value !== undefined))
  const groups = usePages(useErrors(), 'listGroups', { params: { id: applicationId }, query: { limit: AT_ONCE, ...asked } })
  const isNarrowed = Object.keys(asked).length > 0
  return (
    <Card
      flush
      title={i18n.t('Errors')}
      note={i18n.t('By kind, those seen last first. Single errors are kept for 90 days.')}
      actions={
        <Button size="small" icon={<Globe aria-hidden />} why={why} onClick={() => setAsking(true)}>
          {i18n.t('Pages')}
        </Button>
      }
    >
      <Filters environments={environments} />
      <DataTable
        label={i18n.t('Errors')}
        columns={columns(environments.length > 1)}
        rows={groups.rows}
        rowKey={(row) => row.id}
        to={(row) => href(errorScreen, { group: row.id })}
        problem={groups.error}
        retry={groups.refetch}
        more={groups.more ? { load: groups.loadMore, loading: groups.loadingMore } : undefined}
        empty={<NoErrors isNarrowed={isNarrowed} />}
      />
      <Suspense fallback={null}>{asking ? <OriginsDialog environments={environments} onClose={() => setAsking(false)} /> : null}</Suspense>
    </Card>
  )
}

function Filters({ environments }: { readonly environments: readonly Environment[] }) {
  const { search, update } = useScreen(errorsScreen)
  const states = {
    resolved: stateWords('resolved').label,
    ignored: stateWords('ignored').label,
    merged: stateWords('merged').label,
    all: i18n.t('All'),
  }
  return (
    <div className={styles['filters']}>
      <div className={styles['words']}>
        <SearchField label={i18n.t('Search errors')} value={search.text ?? ''} onChange={(next) => update({ text: next || undefined })} />
      </div>
      <FilterChip
        label={i18n.t('State')}
        value={search.state}
        choices={SHOWN_STATES.map((value) => ({ value, label: states[value] }))}
        onChange={(next) => update({ state: SHOWN_STATES.find((one) => one === next) })}
      />
      <FilterChip
        label={i18n.t('Level')}
        value={search.level}
        choices={LEVELS.map((value) => ({ value, label: levelWords(value).label }))}
        onChange={(next) => update({ level: LEVELS.find((one) => one === next) })}
      />
      {environments.length > 1 ? (
        <FilterChip
          label={i18n.t('Environment')}
          value={search.environment}
          choices={environments.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(next) => update({ environment: next })}
        />
      ) : null}
      {search.release ? (
        <FilterChip
          label={i18n.t('Release')}
          value={search.release}
          choices={[{ value: search.release, label: search.release }]}
          onChange={(next) => update({ release: next })}
        />
      ) : null}
    </div>
  )
}

function NoErrors({ isNarrowed }: { readonly isNarrowed: boolean }) {
  const { update } = useScreen(errorsScreen)
  const none = { text: undefined, state: undefined, level: undefined, environment: undefined, release: undefined }
  if (isNarrowed) {
    return (
      <EmptyState
        compact
        icon={<Bug aria-hidden />}
        title={i18n.t('No error fits these filters.')}
        action={<Button onClick={() => update(none)}>{i18n.t('Remove filters')}</Button>}
      />
    )
  }
  return (
    <EmptyState compact icon={<Bug aria-hidden />} title={i18n.t('No open error.')}>
      {i18n.t('Give the DSN of a key under Telemetry to a Sentry client, and its errors come here.')}
    </EmptyState>
  )
}

function columns(withEnvironment: boolean): readonly Column<GroupRow>[] {
  const environment: Column<GroupRow> = {
    id: 'environment',
    title: i18n.t('Environment'),
    width: '110px',
    rank: 3,
    cell: (row) => row.environment,
  }
  return [
    { id: 'title', title: i18n.t('Error'), width: 'minmax(200px, 3fr)', cell: (row) => <Name group={row} /> },
    { id: 'level', title: i18n.t('Level'), width: '96px', rank: 3, cell: ({ level }) => <Level level={level} /> },
    ...(withEnvironment ? [environment] : []),
    { id: 'days', title: i18n.t('14 days'), width: '110px', rank: 3, cell: (row) => <Course days={row.days} /> },
    { id: 'events', title: i18n.t('Errors'), width: '72px', end: true, cell: (row) => figure(row.events, 'count') },
    { id: 'users', title: i18n.t('People'), width: '72px', rank: 2, end: true, cell: (row) => figure(row.users, 'count') },
    { id: 'release', title: i18n.t('Release'), width: 'minmax(90px, 1fr)', rank: 3, cell: (row) => row.lastRelease || '–' },
    { id: 'last', title: i18n.t('Last'), width: '100px', cell: (row) => <RelativeTime at={row.lastSeenAt} /> },
  ]
}

function Name({ group: { title, culprit, state } }: { readonly group: GroupRow }) {
  const { tone, label } = stateWords(state)
  return (
    <span className={styles['name']}>
      <span className={styles['title']}>{title}</span>
      <span className={styles['quiet']}>{culprit}</span>
      {state === 'open' ? null : <StateLabel tone={tone}>{label}</StateLabel>}
    </span>
  )
}

function Level({ level }: Pick<GroupRow, 'level'>) {
  const { tone, label } = levelWords(level)
  return <StateLabel tone={tone}>{label}</StateLabel>
}

export function Course({ days }: Pick<GroupRow, 'days'>) {
  const [most, today] = [Math.max(...days), days.at(-1) ?? 0]
  return (
    <Sparkline
      values={days}
      min={0}
      height={24}
      label={i18n.t('Errors a day: {today} today, at most {most}', { today: figure(today, 'count'), most: figure(most, 'count') })}
    />
  )
}
