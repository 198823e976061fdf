/** Adding, changing, archiving and bringing back applications, and saying who looks after them. */
import type { HandledOf } from '#kit/contract.ts'
import { Fault, invariant } from '#kit/fault.ts'
import { requirePermission } from '#core/identity/public.ts'
import { applicationArchived, applicationChanged, applicationOwnersSet, applicationRestored } from '#events/catalog.ts'
import type { applicationRoutes } from '../contract/applications.ts'
import { catalogCodes } from '../contract/codes.ts'
import { changesOf } from '../domain/changes.ts'
import type { Ownership } from '../domain/coverage.ts'
import { WRITE_APPLICATIONS } from '../domain/permissions.ts'
import { applicationScope, clientScope } from '../domain/scope.ts'
import type { State } from '../domain/words.ts'
import { lockApplication, touchApplication, updateApplication, type ApplicationRow } from '../store/applications.ts'
import { lockClient } from '../store/clients.ts'
import { replaceOwners } from '../store/ownership.ts'
import { expectActive, expectVersion, found, merged, tell, writing, type Act, type Target, type Writing } from './act.ts'
import { addApplication } from './add-application.ts'
import { expectOwners } from './owners.ts'

type Creation = HandledOf<(typeof applicationRoutes)['createApplication']>['body']
type Change = HandledOf<(typeof applicationRoutes)['changeApplication']>['body']

/** Returns the UUID. */
export function createApplication(act: Act, body: Creation): Promise<string> {
  return writing(act, async (to) => {
    await expectPlace(act, to, body.clientId)
    const added = await addApplication(to, { ...body, kind: 'watched', ownerId: null })
    return added.id
  })
}

export function changeApplication(act: Act, target: Target, body: Change): Promise<void> {
  return writing(act, async (to) => {
    const row = await claim(act, to, target)
    expectActive(row, row.name)
    const changes = changesOf({ ...row }, body)
    if (changes.fields.length === 0) return
    const next = merged(row, body)
    if (changes.fields.includes('clientId')) await expectMove(act, to, next)
    if (!(await updateApplication(to.tx, next, to.at))) throw new Fault(catalogCodes.slug_taken)
    await tell(to, applicationChanged, { ...about(next), particulars: { name: next.name, ...changes } })
  })
}

export function setApplicationState(act: Act, target: Target, state: State): Promise<void> {
  return writing(act, async (to) => {
    const row = await claim(act, to, target)
    if (row.state === state) return
    if (row.kind === 'self') throw new Fault(catalogCodes.self_application)
    const kept = await updateApplication(to.tx, { ...row, state }, to.at)
    invariant(kept, 'an application keeps its slug when its state changes')
    await tell(to, state === 'archived' ? applicationArchived : applicationRestored, { ...about(row), particulars: { name: row.name } })
  })
}

export function setApplicationOwners(act: Act, target: Target, owners: readonly Ownership[]): Promise<void> {
  return writing(act, async (to) => {
    const row = await claim(act, to, target)
    expectActive(row, row.name)
    await expectOwners(to.tx, owners, applicationScope(row.id, row.clientId))
    await replaceOwners(to.tx, { applicationId: row.id, componentId: null, owners })
    await touchApplication(to.tx, row.id, to.at)
    await tell(to, applicationOwnersSet, { ...about(row), particulars: { name: row.name, owners: [...owners] } })
  })
}

async function claim(act: Act, to: Writing, target: Target): Promise<ApplicationRow> {
  const row = found(await lockApplication(to.tx, target.id))
  requirePermission(act.caller, WRITE_APPLICATIONS, applicationScope(row.id, row.clientId))
  expectVersion(row, target)
  return row
}

/** Whoever moves an application must be allowed to add one where it goes. */
async function expectMove(act: Act, to: Writing, next: ApplicationRow): Promise<void> {
  if (next.kind === 'self') throw new Fault(catalogCodes.self_application)
  await expectPlace(act, to, next.clientId)
}

async function expectPlace(act: Act, to: Writing, clientId: string | null): Promise<void> {
  requirePermission(act.caller, WRITE_APPLICATIONS, clientScope(clientId))
  if (clientId === null) return
  const client = found(await lockClient(to.tx, clientId))
  expectActive(client, client.name)
}

function about(row: Pick<ApplicationRow, 'id' | 'clientId'>) {
  return { record: { kind: 'application' as const, id: row.id }, scope: applicationScope(row.id, row.clientId) }
}
