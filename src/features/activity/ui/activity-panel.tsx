/** How much an application is used and which of its features, on its page. */
import { Download, MousePointerClick } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { GlanceFigure, GlanceFigures } from '#design/glance-figure/glance-figure.tsx'
import { Link } from '#design/link/link.tsx'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState, ForbiddenState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { type Activity, type FeatureRow, useActivity } from './client.ts'
import { SessionsGlance } from './overview-activity.tsx'
import { beforeWords, importanceWords, lastingWords, movedWords } from './words.ts'

const RELEASES_SHOWN_MAX = 3

export function ActivityPanel({ applicationId }: { readonly applicationId: string }) {
  return useSession().permissions.has('activity.use.read') ? <Told applicationId={applicationId} /> : <ForbiddenState />
}

function Told({ applicationId }: { readonly applicationId: string }) {
  const { data, error, refetch } = useRead(useActivity(), 'readActivity', { params: { id: applicationId }, query: {} })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  if (!data) return <SkeletonRows rows={4} />
  return (
    <>
      <Card
        flush
        title={i18n.t('Activity')}
        note={i18n.t('Sessions, not people: pages name nobody, and nothing ties two sessions together. Kept for 30 days.')}
      >
        {data.month === 0 ? <Nothing applicationId={applicationId} /> : <Figures activity={data} />}
      </Card>
      {data.features.length > 0 ? <Features applicationId={applicationId} activity={data} /> : null}
    </>
  )
}

function Nothing({ applicationId }: { readonly applicationId: string }) {
  return (
    <EmptyState
      compact
      icon={<MousePointerClick aria-hidden />}
      title={i18n.t('No browser told anything in 30 days.')}
      action={<Link to={`/applications/${applicationId}?tab=pages`}>{i18n.t('Put the line for it into your pages')}</Link>}
    />
  )
}

function Figures({ activity }: { readonly activity: Activity }) {
  const { views, today, month, sessionSeconds } = activity
  const facts = [
    {
      title: i18n.t('Sessions today'),
      value: figure(today, 'count'),
      note: i18n.t('{value} in 30 days', { value: figure(month, 'count') }),
    },
    {
      title: i18n.t('Page views this week'),
      value: figure(views.now, 'count'),
      note: movedWords(views),
    },
    {
      title: i18n.t('Median session'),
      value: lastingWords(sessionSeconds.now),
      note: sessionSeconds.before === null ? null : i18n.t('{value} the week before', { value: lastingWords(sessionSeconds.before) }),
    },
  ]
  return (
    <GlanceFigures>
      <SessionsGlance activity={activity} />
      {facts.map(({ note, ...fact }) => (
        <GlanceFigure key={fact.title} {...fact} notes={[note]} />
      ))}
    </GlanceFigures>
  )
}

function Features({ applicationId, activity }: { readonly applicationId: string; readonly activity: Activity }) {
  return (
    <Card
      flush
      title={i18n.t('Features used')}
      note={i18n.t('By the names that pages count with pitcrew.track, and by the routes of the catalog’s features.')}
      actions={
        <Button
          size="small"
          icon={<Download aria-hidden />}
          onClick={() => location.assign(`/api/pitcrew/v1/applications/${applicationId}/activity.csv`)}
        >
          CSV
        </Button>
      }
    >
      <DataTable
        label={i18n.t('Features used')}
        columns={columns()}
        rows={activity.features}
        rowKey={({ featureId, name }) => featureId ?? name}
        empty={<EmptyState compact title={i18n.t('No feature was counted in this time.')} />}
      />
    </Card>
  )
}

function columns(): readonly Column<FeatureRow>[] {
  return [
    { id: 'name', title: i18n.t('Feature'), width: 'minmax(160px, 2fr)', cell: ({ name }) => name },
    { id: 'importance', title: i18n.t('Importance'), width: '140px', rank: 2, cell: ({ importance }) => importanceWords(importance) },
    { id: 'uses', title: i18n.t('This week'), width: '100px', end: true, cell: ({ uses }) => figure(uses.now, 'count') },
    { id: 'moved', title: i18n.t('Week before'), width: '170px', end: true, rank: 2, cell: ({ uses }) => beforeWords(uses) },
    {
      id: 'releases',
      title: i18n.t('Releases'),
      width: 'minmax(140px, 1.5fr)',
      rank: 3,
      cell: ({ releases }) =>
        releases
          .slice(0, RELEASES_SHOWN_MAX)
          .map(({ release, uses }) => `${release || i18n.t('unnamed')} ${figure(uses, 'count')}`)
          .join(' · ') || '–',
    },
  ]
}
