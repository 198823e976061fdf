/** The log lines of an application, one environment at a time. */
import { i18n } from '@lingui/core'
import { Layers } from 'lucide-react'
import { useScreen } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState, ForbiddenState } from '#design/states/states.tsx'
import { useCatalog } from './client.ts'
import { LinesCard } from './lines-card.tsx'
import { logsScreen } from './screens.ts'

const ENVIRONMENTS_MAX = 200

export function LogsPanel({ applicationId }: { readonly applicationId: string }) {
  return useSession().permissions.has('logs.lines.read') ? <Environments applicationId={applicationId} /> : <ForbiddenState />
}

function Environments({ applicationId }: { readonly applicationId: string }) {
  const { search } = useScreen(logsScreen)
  const { data, error, refetch } = useRead(useCatalog(), 'listEnvironments', { query: { applicationId, limit: ENVIRONMENTS_MAX } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  const chosen = data.items.find(({ id }) => id === search.environment) ?? data.items[0]
  if (!chosen) {
    return (
      <EmptyState icon={<Layers aria-hidden />} title={i18n.t('No environment yet.')}>
        {i18n.t('Lines belong to an environment. Add one on the overview first.')}
      </EmptyState>
    )
  }
  return <LinesCard key={chosen.id} applicationId={applicationId} environment={chosen.id} environments={data.items} />
}
