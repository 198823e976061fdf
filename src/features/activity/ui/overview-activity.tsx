/** How much an environment is used, on the overview of its application. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { GlanceList } from '#design/glance-list/glance-list.tsx'
import { GlanceFigure, GlanceFigures } from '#design/glance-figure/glance-figure.tsx'
import { Link } from '#design/link/link.tsx'
import type { Overview } from '#design/navigation/slots.tsx'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { ErrorState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { type Activity, useActivity } from './client.ts'
import { lastingWords, movedWords } from './words.ts'

const FEATURES_SHOWN_MAX = 3

export function OverviewActivity(given: Overview) {
  return useSession().permissions.has('activity.use.read') ? <Use {...given} /> : null
}

/** Nothing while no browser told anything: the card of pages says how to begin. */
function Use({ applicationId, environmentId }: Overview) {
  const call = { params: { id: applicationId }, query: { environmentId } }
  const { data, error, refetch } = useRead(useActivity(), 'readActivity', call)
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  if (!data || data.month === 0) return null
  return (
    <Card
      flush
      title={i18n.t('Activity')}
      note={i18n.t('Sessions, not people: pages name nobody.')}
      actions={<Link to={`/applications/${applicationId}?tab=activity`}>{i18n.t('All activity')}</Link>}
    >
      <GlanceFigures>
        <SessionsGlance activity={data} />
      </GlanceFigures>
      <GlanceList
        label={i18n.t('Features used')}
        rows={data.features.slice(0, FEATURES_SHOWN_MAX).map(({ name, uses }) => ({
          key: name,
          title: name,
          note: movedWords(uses),
          end: figure(uses.now, 'count'),
        }))}
      />
    </Card>
  )
}

export function SessionsGlance({ activity: { sessions, sessionSeconds, course } }: { readonly activity: Activity }) {
  const value = figure(sessions.now, 'count')
  return (
    <GlanceFigure
      title={i18n.t('Sessions this week')}
      value={value}
      course={{
        values: course.map((day) => day.sessions),
        label: i18n.t('Sessions by day, the last 30 days: {value} this week', { value }),
      }}
      notes={[movedWords(sessions), i18n.t('half of them lasted {time} or longer', { time: lastingWords(sessionSeconds.now) })]}
    />
  )
}
