/** Adding, changing, archiving and bringing back clients. */
import { uuidv7 } from 'uuidv7'
import type { HandledOf } from '#kit/contract.ts'
import { Fault, invariant } from '#kit/fault.ts'
import { requirePermission } from '#core/identity/public.ts'
import { clientArchived, clientChanged, clientCreated, clientRestored } from '#events/catalog.ts'
import type { clientRoutes } from '../contract/clients.ts'
import { catalogCodes } from '../contract/codes.ts'
import { changesOf } from '../domain/changes.ts'
import { WRITE_CLIENTS } from '../domain/permissions.ts'
import { clientScope, organisationsOwn } from '../domain/scope.ts'
import type { State } from '../domain/words.ts'
import { clientSlugsLike, insertClient, lockClient, updateClient, type ClientRow } from '../store/clients.ts'
import { expectActive, expectVersion, found, merged, tell, writing, type Act, type Target, type Writing } from './act.ts'
import { insertWithSlug } from './slugs.ts'

type Creation = HandledOf<(typeof clientRoutes)['createClient']>['body']
type Change = HandledOf<(typeof clientRoutes)['changeClient']>['body']

/** Returns the UUID. Needs the permission for the organisation as a whole: the client does not exist yet. */
export function createClient(act: Act, body: Creation): Promise<string> {
  requirePermission(act.caller, WRITE_CLIENTS, organisationsOwn)
  return writing(act, async (to) => {
    const draft = { id: uuidv7(), name: body.name, zone: body.zone ?? null, at: to.at }
    const slug = await insertWithSlug({
      name: draft.name,
      wanted: body.slug,
      fallback: 'client',
      takenLike: (stem) => clientSlugsLike(to.tx, stem),
      insert: (free) => insertClient(to.tx, { ...draft, slug: free }),
    })
    await tell(to, clientCreated, { ...about(draft.id), particulars: { name: draft.name, slug } })
    return draft.id
  })
}

export function changeClient(act: Act, target: Target, body: Change): Promise<void> {
  return writing(act, async (to) => {
    const row = await claim(act, to, target)
    expectActive(row, row.name)
    const changes = changesOf({ ...row }, body)
    if (changes.fields.length === 0) return
    const next = merged(row, body)
    if (!(await updateClient(to.tx, next, to.at))) throw new Fault(catalogCodes.slug_taken)
    await tell(to, clientChanged, { ...about(row.id), particulars: { name: next.name, ...changes } })
  })
}

export function setClientState(act: Act, target: Target, state: State): Promise<void> {
  return writing(act, async (to) => {
    const row = await claim(act, to, target)
    if (row.state === state) return
    const kept = await updateClient(to.tx, { ...row, state }, to.at)
    invariant(kept, 'a client keeps its slug when its state changes')
    await tell(to, state === 'archived' ? clientArchived : clientRestored, { ...about(row.id), particulars: { name: row.name } })
  })
}

async function claim(act: Act, to: Writing, target: Target): Promise<ClientRow> {
  const row = found(await lockClient(to.tx, target.id))
  requirePermission(act.caller, WRITE_CLIENTS, clientScope(row.id))
  expectVersion(row, target)
  return row
}

function about(id: string) {
  return { record: { kind: 'client' as const, id }, scope: clientScope(id) }
}
