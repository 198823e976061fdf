/** Gives somebody's part in an application or component to another person, and takes that back. */
import { z } from 'zod'
import { requirePermission } from '#core/identity/public.ts'
import { applicationOwnersSet, componentOwnersSet } from '#events/catalog.ts'
import type { RecordRef, Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import { readBefore } from '#platform/coverage.ts'
import type { Handing } from '#platform/module.ts'
import { handedOver, type Ownership } from '../domain/coverage.ts'
import { WRITE_APPLICATIONS } from '../domain/permissions.ts'
import { applicationScope } from '../domain/scope.ts'
import { OWNERS_MAX, OWNERSHIP_PARTS } from '../domain/words.ts'
import { lockApplication, touchApplication } from '../store/applications.ts'
import { lockComponent, touchComponent } from '../store/components.ts'
import { ownershipOf, replaceOwners } from '../store/ownership.ts'
import { expectActive, found, tell, writing, type Act, type Writing } from './act.ts'
import { expectOwners, expectReaders } from './owners.ts'

/** Who was named before. */
const undoing = z.object({ owners: z.array(z.object({ personId: z.uuid(), part: z.enum(OWNERSHIP_PARTS) })).max(OWNERS_MAX) })

type Between = Pick<Handing, 'fromId' | 'toId'>

/** Returns what takes it back. */
export function handOver(act: Act, thing: RecordRef, { fromId, toId }: Between): Promise<string> {
  return writing(act, async (to) => {
    const held = await claim(act, to, thing)
    const owners = await ownersOf(to, held)
    const next = handedOver(owners, fromId, toId)
    if (next === undefined) throw new Fault(common.version_mismatch)
    await expectReaders(to.tx, [{ id: toId, field: 'body.toId' }], held.scope)
    await put(to, held, next)
    return JSON.stringify({ owners })
  })
}

/** Puts the list back that was there before, unless it was changed since. */
export function takeBack(act: Act, thing: RecordRef, { fromId, toId, before }: Between & { readonly before: string }): Promise<void> {
  const { owners } = readBefore(undoing, before)
  return writing(act, async (to) => {
    const held = await claim(act, to, thing)
    const given = handedOver(owners, fromId, toId) ?? []
    if (namesOf(given) !== namesOf(await ownersOf(to, held))) throw new Fault(common.version_mismatch)
    await expectOwners(to.tx, owners, held.scope)
    await put(to, held, owners)
  })
}

/** The same for the same list in any order. */
function namesOf(owners: readonly Ownership[]): string {
  return owners
    .map(({ personId, part }) => `${personId} ${part}`)
    .toSorted()
    .join()
}

interface Held {
  readonly name: string
  readonly applicationId: string
  readonly componentId: string | null
  readonly scope: Scope
}

async function claim({ caller }: Act, { tx }: Writing, { kind, id }: RecordRef): Promise<Held> {
  const row = found(kind === 'component' ? await lockComponent(tx, id) : await lockApplication(tx, id))
  const place =
    'applicationId' in row ? { applicationId: row.applicationId, componentId: row.id } : { applicationId: row.id, componentId: null }
  const scope = applicationScope(place.applicationId, row.clientId)
  requirePermission(caller, WRITE_APPLICATIONS, scope)
  expectActive(row, row.name)
  return { name: row.name, ...place, scope }
}

async function ownersOf({ tx }: Writing, { applicationId, componentId }: Held): Promise<readonly Ownership[]> {
  const rows = await ownershipOf(tx, [applicationId])
  return rows.filter((row) => row.componentId === componentId).map(({ personId, part }) => ({ personId, part }))
}

async function put(to: Writing, { name, applicationId, componentId, scope }: Held, owners: readonly Ownership[]): Promise<void> {
  await replaceOwners(to.tx, { applicationId, componentId, owners })
  const particulars = { name, owners: [...owners] }
  if (componentId === null) {
    await touchApplication(to.tx, applicationId, to.at)
    await tell(to, applicationOwnersSet, { record: { kind: 'application', id: applicationId }, scope, particulars })
  } else {
    await touchComponent(to.tx, componentId, to.at)
    await tell(to, componentOwnersSet, { record: { kind: 'component', id: componentId }, scope, particulars })
  }
}
