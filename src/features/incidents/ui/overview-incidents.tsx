/** The incidents of an application that are not over, on its overview; nothing while there is none. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { GlanceList } from '#design/glance-list/glance-list.tsx'
import type { Overview } from '#design/navigation/slots.tsx'
import { href } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { useIncidents } from './client.ts'
import { incidentScreen } from './screens.ts'
import { severityWords, stateWords } from './words.ts'

const SHOWN_MAX = 5

export function OverviewIncidents(given: Overview) {
  return useSession().permissions.has('incidents.incidents.read') ? <Open {...given} /> : null
}

function Open({ applicationId }: Overview) {
  const query = { filter: `application:${applicationId} is:open`, sort: 'newest', limit: SHOWN_MAX } as const
  const { data, error, refetch } = useRead(useIncidents(), 'listIncidents', { query })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  if (!data || data.items.length === 0) return null
  return (
    <Card flush title={i18n.t('Open incidents')}>
      <GlanceList
        label={i18n.t('Open incidents')}
        rows={data.items.map(({ id, label, title, state, severity }) => ({
          key: id,
          title: `${label} ${title}`,
          note: stateWords(state).label,
          end: <StateLabel tone={severityWords(severity).tone}>{severityWords(severity).label}</StateLabel>,
          to: href(incidentScreen, { incident: id }),
        }))}
      />
    </Card>
  )
}
