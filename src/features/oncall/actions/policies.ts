/** Saying how an application escalates. */
import { uuidv7 } from 'uuidv7'
import { escalationPolicyChanged } from '#events/oncall.ts'
import type { HandledOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import { namedOf } from '#core/catalog/public.ts'
import { activePeople, requirePermission } from '#core/identity/public.ts'
import { oncallCodes } from '../contract/codes.ts'
import type { pageRoutes } from '../contract/pages.ts'
import { WRITE_POLICIES } from '../domain/permissions.ts'
import type { Asked } from '../domain/policy.ts'
import { deletePolicy, findPolicy, putPolicy } from '../store/policies.ts'
import { listSchedules } from '../store/schedules.ts'
import type { Act } from './schedules.ts'

type Change = HandledOf<typeof pageRoutes.changePolicy>['body']

interface Target {
  readonly applicationId: string
  readonly ifMatch: number | null
}

/** `null` lets it follow the plan again. */
export function changePolicy(act: Act, target: Target, change: Change | null): Promise<void> {
  return act.platform.work.run((tx) => changePolicyWithin(tx, act, target, change))
}

/** The same in a transaction of the caller. `managedBy` is the path of a configuration file; who manages it stays unless said. */
export async function changePolicyWithin(
  tx: Tx,
  { platform, caller }: Act,
  { applicationId, ifMatch }: Target,
  change: (Change & { readonly managedBy?: string }) | null,
): Promise<void> {
  const at = platform.clock.now()
  const application = await namedOf(tx, 'application', applicationId)
  if (application === undefined) throw new Fault(common.not_found)
  requirePermission(caller, WRITE_POLICIES, application.scope)
  const before = await findPolicy(tx, applicationId)
  if (change === null && before === undefined) return
  if (change === null) await deletePolicy(tx, applicationId)
  else {
    await expectThere(
      tx,
      change.steps.flatMap(({ who }) => who),
    )
    const version = ifMatch ?? 0
    const row = { id: before?.id ?? uuidv7(), managedBy: before?.managedBy ?? null, ...change, applicationId, version, at }
    if (version !== (before?.version ?? 0) || !(await putPolicy(tx, row))) throw new Fault(common.version_mismatch)
  }
  const told = { event: escalationPolicyChanged, particulars: { application: application.name, followsPlan: change === null } }
  const record = { kind: 'application', id: applicationId } as const
  await platform.log.publish(tx, { ...told, actor: caller.ref, record, scope: { ...application.scope, audience: 'internal' }, at })
}

async function expectThere(tx: Tx, asked: readonly Asked[]): Promise<void> {
  const people = asked.flatMap((one) => (one.kind === 'person' ? [one.id] : []))
  const active = await activePeople(tx, people)
  if (people.some((id) => !active.has(id))) throw new Fault(oncallCodes.nobody_there)
  const ids = [...new Set(asked.flatMap((one) => (one.kind === 'schedule' ? [one.id] : [])))]
  if (ids.length > 0 && (await listSchedules(tx, { ids, limit: ids.length })).length < ids.length) throw new Fault(common.not_found)
}
