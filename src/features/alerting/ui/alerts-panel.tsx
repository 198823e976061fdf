/** The alerts of an application. */
import { BellRing } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { Slot } from '#design/navigation/slots.tsx'
import { useSession } from '#design/session/session.ts'
import { EmptyState, ForbiddenState } from '#design/states/states.tsx'
import { RulesCard } from './rules-card.tsx'
import { AlertTable } from './alert-table.tsx'

export function AlertsPanel({ applicationId }: { readonly applicationId: string }) {
  const maySee = useSession().permissions.has('alerting.alerts.read')
  if (!maySee) return <ForbiddenState />
  return (
    <>
      <Card flush title={i18n.t('Alerts')} note={i18n.t('Those that fire now, and those that have recovered.')}>
        <AlertTable
          isOfOne
          filter={`application:${applicationId} state:firing,acknowledged,recovered`}
          empty={<EmptyState compact icon={<BellRing aria-hidden />} title={i18n.t('Nothing has fired here yet.')} />}
        />
      </Card>
      <RulesCard applicationId={applicationId} />
      <Slot name="alerts.sources" given={{ applicationId }} />
    </>
  )
}
