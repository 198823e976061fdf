/** Who is told of audits: whoever the support plan says makes them, and who looks after the application while nobody holds that role. */
import { ownersOf } from '#core/catalog/public.ts'
import { activityOf, holdersOf, planOf } from '#core/plan/public.ts'
import { resourceAuditMade } from '#events/resources.ts'
import type { SealedEvent } from '#kit/event.ts'
import { toId } from '#kit/ids.ts'
import type { Notifies, NoticeTopic, Told } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { AUDIT_ACTIVITY } from './domain/words.ts'

const audit: NoticeTopic = { key: 'resources.audit', title: 'An audit of resources is to be looked through' }

const particularsOf = ({ particulars }: SealedEvent) => resourceAuditMade.particulars.parse(particulars)

async function auditors(platform: Pick<Platform, 'work'>, event: SealedEvent, tx: Tx): Promise<readonly Told[]> {
  const { clientId, applicationId } = event.scope
  if (!particularsOf(event).isDue || applicationId === null) return []
  const { plan } = await planOf(platform).effective({ clientId, applicationId }, { tx })
  const { heldBy } = holdersOf(plan, activityOf(plan, AUDIT_ACTIVITY)?.by ?? '')
  if (heldBy.length > 0) return heldBy.map((personId) => ({ personId, reason: 'asked' }))
  return (await ownersOf(tx, applicationId)).map(({ personId, part }) => ({ personId, reason: part }))
}

export const resourcesNotifies = (platform: Pick<Platform, 'work'>): readonly Notifies[] => [
  {
    on: resourceAuditMade,
    topic: audit,
    whom: (event, tx) => auditors(platform, event, tx),
    href: (event) => `/resource-audits/${toId('resource_audit', particularsOf(event).auditId)}`,
  },
]
