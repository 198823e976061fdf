/** Whom the steps of an escalation would ask now. Writes nothing but the channels that come with an account. */
import { common, Fault } from '#kit/fault.ts'
import { namedOf } from '#core/catalog/public.ts'
import { recipients, requirePermission } from '#core/identity/public.ts'
import { planOf } from '#core/plan/public.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { channelOrder } from '../domain/channel-choice.ts'
import { isNight } from '../domain/night.ts'
import { READ_PAGES } from '../domain/permissions.ts'
import type { Step } from '../domain/policy.ts'
import type { Paging } from './paging.ts'
import { resolvePeople, type Place } from './resolve-people.ts'

/** For each step the people it asks, in the order in which they are asked. */
export function previewPolicy(paging: Paging, caller: Caller, of: { readonly applicationId: string; readonly steps: readonly Step[] }) {
  const { work, clock } = paging.platform
  const at = clock.now()
  // A transaction: whoever was never looked at gets the channels of their account now.
  return work.run(async (tx) => {
    const application = await namedOf(tx, 'application', of.applicationId)
    if (application === undefined) throw new Fault(common.not_found)
    requirePermission(caller, READ_PAGES, application.scope)
    const { clientId } = application.scope
    const { plan } = await planOf(paging.platform).effective({ clientId, applicationId: of.applicationId }, { tx })
    const place = { scope: application.scope, plan, at }
    const steps = []
    for (const step of of.steps) steps.push(await asked(paging, tx, step, place))
    return { steps }
  })
}

async function asked({ channels }: Paging, tx: Tx, { who }: Step, place: Place) {
  const found = await resolvePeople(tx, who, place)
  const ids = found.map(({ personId }) => personId)
  const [people, addresses] = [await recipients(tx, ids), await channels.addressesOf(tx, ids)]
  return found.map(({ personId, why, by }) => {
    const person = people.find(({ id }) => id === personId)
    const own = addresses.filter((address) => address.personId === personId)
    const order = channelOrder(own, isNight(person?.zone ?? 'UTC', place.at)).map(({ channel }) => channel)
    return { personId, name: person?.name ?? '', why, by, channels: order }
  })
}
