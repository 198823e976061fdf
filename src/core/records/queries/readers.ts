/** Who can be given a record of a kind at one place: whoever may see it there. */
import { requirePermission, peopleWhoMay } from '#core/identity/public.ts'
import { scopeOf } from '#core/catalog/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { READERS_MAX, type recordsContract } from '../contract/contract.ts'
import { recordKindsOf } from '../kinds.ts'

type ListReaders = (typeof recordsContract)['listReaders']

/** Only for who may see such records there themselves; anything else is not there. */
export function listReaders(
  platform: Pick<Platform, 'work' | 'log'>,
  caller: Caller,
  { query }: HandledOf<ListReaders>,
): Promise<ReplyOf<ListReaders>> {
  const kind = recordKindsOf(platform).of(query.kind)
  if (kind === undefined) throw new Fault(common.not_found)
  return platform.work.read(async (tx) => {
    const scope = await placeOf(tx, query.place)
    requirePermission(caller, kind.permission, scope)
    const people = await peopleWhoMay(tx, { permissions: [kind.permission], scope, limit: READERS_MAX })
    return { items: people.map(({ id, name }) => ({ id, name })) }
  })
}

/** Inside the team: that is the least that every record of a place has for its audience. */
async function placeOf(tx: Tx, place: HandledOf<ListReaders>['query']['place']): Promise<Scope> {
  if (place === undefined) return { clientId: null, applicationId: null, audience: 'internal' }
  const scope = place.kind === 'client' || place.kind === 'application' ? await scopeOf(tx, { kind: place.kind, id: place.id }) : undefined
  if (scope === undefined) throw new Fault(common.not_found)
  return { clientId: scope.clientId, applicationId: scope.applicationId, audience: 'internal' }
}
