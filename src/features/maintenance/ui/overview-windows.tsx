/** What is planned for an application, on its overview; nothing while nothing is. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { GlanceList } from '#design/glance-list/glance-list.tsx'
import type { Overview } from '#design/navigation/slots.tsx'
import { href } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { useMaintenance } from './client.ts'
import { windowScreen } from './screens.ts'
import { kindWords, spanWords, stateWords } from './words.ts'

const SHOWN_MAX = 3

export function OverviewWindows(given: Overview) {
  return useSession().permissions.has('maintenance.windows.read') ? <Planned {...given} /> : null
}

function Planned({ applicationId }: Overview) {
  const query = { filter: `application:${applicationId} is:open`, sort: 'due', limit: SHOWN_MAX } as const
  const { data, error, refetch } = useRead(useMaintenance(), 'listWindows', { query })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  if (!data || data.items.length === 0) return null
  return (
    <Card flush title={i18n.t('Windows')}>
      <GlanceList
        label={i18n.t('Windows')}
        rows={data.items.map(({ id, title, kind, state, startsAt, endsAt }) => ({
          key: id,
          title,
          note: [kindWords(kind), startsAt && endsAt ? spanWords({ startsAt, endsAt }) : ''].filter(Boolean).join(' · '),
          end: <StateLabel tone={stateWords(state).tone}>{stateWords(state).words}</StateLabel>,
          to: href(windowScreen, { window: id }),
        }))}
      />
    </Card>
  )
}
