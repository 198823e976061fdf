/** The resources of an application: what is found about them, how much is used, and the audits of each week. */
import { useSession } from '#design/session/session.ts'
import { ForbiddenState } from '#design/states/states.tsx'
import { AuditsCard } from './audits-card.tsx'
import { CapacityCard } from './capacity-card.tsx'
import { FindingsCard } from './findings-card.tsx'
import styles from './resources.module.css'

export function ResourcesPanel({ applicationId }: { readonly applicationId: string }) {
  if (!useSession().permissions.has('resources.findings.read')) return <ForbiddenState />
  return (
    <div className={styles['panel']}>
      <FindingsCard applicationId={applicationId} />
      <CapacityCard applicationId={applicationId} />
      <AuditsCard applicationId={applicationId} />
    </div>
  )
}
