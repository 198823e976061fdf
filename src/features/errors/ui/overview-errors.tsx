/** What fails most often in an environment, on the overview of its application. */
import { Bug } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { GlanceList } from '#design/glance-list/glance-list.tsx'
import { Link } from '#design/link/link.tsx'
import type { Overview } from '#design/navigation/slots.tsx'
import { href } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type GroupRow, useErrors } from './client.ts'
import { errorScreen } from './screens.ts'

const SHOWN_MAX = 5
/** Among the kinds that were seen last are those that come most often. */
const LOOKED_AT = 50

export function OverviewErrors(given: Overview) {
  return useSession().permissions.has('errors.groups.read') ? <Errors {...given} /> : null
}

function Errors({ applicationId, environmentId }: Overview) {
  const call = { params: { id: applicationId }, query: { environmentId, limit: LOOKED_AT } }
  const { data, error, refetch } = useRead(useErrors(), 'listGroups', call)
  const top = data?.items.toSorted((a, b) => lately(b) - lately(a)).slice(0, SHOWN_MAX)
  return (
    <Card
      flush
      title={i18n.t('Errors')}
      note={i18n.t('Open ones, those of the last two days that came most often first.')}
      actions={<Link to={`/applications/${applicationId}?tab=errors`}>{i18n.t('All errors')}</Link>}
    >
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {!data && !error ? <SkeletonRows rows={3} /> : null}
      {top?.length === 0 ? <EmptyState compact icon={<Bug aria-hidden />} title={i18n.t('No open error.')} /> : null}
      {top && top.length > 0 ? <GlanceList label={i18n.t('Errors')} rows={top.map(rowOf)} /> : null}
    </Card>
  )
}

/** Today and yesterday. */
const lately = ({ days }: GroupRow): number => days.slice(-2).reduce((sum, errors) => sum + errors, 0)

function rowOf(group: GroupRow) {
  const affected = i18n.t('{count, plural, one {# person} other {# people}}', { count: group.users })
  return {
    key: group.id,
    title: group.title,
    note: (
      <>
        {group.label} · {group.users > 0 ? `${affected} · ` : null}
        <RelativeTime at={group.lastSeenAt} />
      </>
    ),
    end: figure(lately(group), 'count'),
    to: href(errorScreen, { group: group.id }),
  }
}
