/** The slowest statements of an environment, on the overview of its application. */
import { Database } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { limitWords } from '#design/glance-figure/limit-words.ts'
import { GlanceList } from '#design/glance-list/glance-list.tsx'
import { Link } from '#design/link/link.tsx'
import type { Overview } from '#design/navigation/slots.tsx'
import { href } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { type SlowStatement, useDatabases } from './client.ts'
import { databaseScreen } from './screens.ts'

export function OverviewQueries(given: Overview) {
  return useSession().permissions.has('databases.databases.read') ? <Slow {...given} /> : null
}

function Slow({ applicationId, environmentId }: Overview) {
  const call = { params: { id: applicationId }, query: { environmentId } }
  const { data, error, refetch } = useRead(useDatabases(), 'listSlowStatements', call)
  const all = `/applications/${applicationId}?tab=databases`
  const limit = data?.limit ? limitWords(figure(data.limit.above, 'ms'), data.limit.layer) : null
  return (
    <Card
      flush
      title={i18n.t('Slowest queries')}
      note={[i18n.t('On average within a day'), limit].filter(Boolean).join(', ')}
      actions={<Link to={all}>{i18n.t('All databases')}</Link>}
    >
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {!data && !error ? <SkeletonRows rows={3} /> : null}
      {data?.databases === 0 ? (
        <EmptyState
          compact
          icon={<Database aria-hidden />}
          title={i18n.t('No database is watched yet.')}
          action={<Link to={all}>{i18n.t('Add database')}</Link>}
        />
      ) : null}
      {data && data.databases > 0 && data.items.length === 0 ? (
        <EmptyState compact icon={<Database aria-hidden />} title={i18n.t('No statement ran within a day.')} />
      ) : null}
      {data && data.items.length > 0 ? <GlanceList label={i18n.t('Slowest queries')} rows={data.items.map(rowOf)} /> : null}
    </Card>
  )
}

function rowOf({ databaseId, database, fingerprint, text, calls, meanMs, standing }: SlowStatement) {
  const mean = figure(meanMs, 'ms')
  return {
    key: `${databaseId} ${fingerprint}`,
    title: text === '' ? fingerprint : text,
    note: `${database} · ${i18n.t('{count, plural, one {# call} other {# calls}}', { count: calls })}`,
    end: standing === 'above' ? <StateLabel tone="major">{mean}</StateLabel> : mean,
    to: href(databaseScreen, { database: databaseId }),
  }
}
