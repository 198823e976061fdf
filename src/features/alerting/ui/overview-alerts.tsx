/** What fires in an application, on its overview; nothing while nothing does. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { GlanceList } from '#design/glance-list/glance-list.tsx'
import { Link } from '#design/link/link.tsx'
import type { Overview } from '#design/navigation/slots.tsx'
import { href } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { ErrorState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { Worded } from './alert-table.tsx'
import { useAlerting } from './client.ts'
import { alertScreen } from './screens.ts'
import { severityWords, stateWords } from './words.ts'

const SHOWN_MAX = 5

export function OverviewAlerts(given: Overview) {
  return useSession().permissions.has('alerting.alerts.read') ? <Firing {...given} /> : null
}

/** Those count in the drawing of components, so whoever compares both looks for them. */
const others = (count: number): string => i18n.t('{count, plural, one {speaks for # other} other {speaks for # others}}', { count })

function Firing({ applicationId }: Overview) {
  const query = { filter: `application:${applicationId} state:firing,acknowledged`, limit: SHOWN_MAX }
  const { data, error, refetch } = useRead(useAlerting(), 'listAlerts', { query })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  if (!data || data.items.length === 0) return null
  return (
    <Card flush title={i18n.t('Alerts')} actions={<Link to={`/applications/${applicationId}?tab=alerts`}>{i18n.t('All alerts')}</Link>}>
      <GlanceList
        label={i18n.t('Alerts')}
        rows={data.items.map((alert) => ({
          key: alert.id,
          title: alert.title,
          note: (
            <>
              {alert.environment} · {stateWords(alert.state).label} · <RelativeTime at={alert.openedAt} />
              {alert.evidence === 0 ? null : <> · {others(alert.evidence)}</>}
            </>
          ),
          end: <Worded {...severityWords(alert.severity)} />,
          to: href(alertScreen, { alert: alert.id }),
        }))}
      />
    </Card>
  )
}
