/** On the page of a client or application: its plan, and how far it goes its own way. */
import { i18n } from '@lingui/core'
import { Link } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { usePlans } from './client.ts'
import { planScreen } from './screens.ts'

export function PlanLink({ id }: { readonly id: string }) {
  const { permissions } = useSession()
  return permissions.has('plan.plans.read') ? <Shown id={id} /> : null
}

function Shown({ id }: { readonly id: string }) {
  const { data } = useRead(usePlans(), 'readPlan', { params: { plan: id }, query: {} })
  const own = data?.values.filter(({ origin }) => data.origins[origin]?.of === id).length ?? 0
  return (
    <PropertyList
      title={i18n.t('Support plan')}
      properties={[
        { label: i18n.t('Plan'), value: <Link to={href(planScreen, {}, { of: id })}>{i18n.t('Read the plan')}</Link> },
        { label: i18n.t('Values of its own'), value: data ? (own === 0 ? i18n.t('None, all inherited') : String(own)) : '–' },
      ]}
    />
  )
}
