/** Adding, changing, archiving and bringing back environments. */
import { uuidv7 } from 'uuidv7'
import type { HandledOf } from '#kit/contract.ts'
import { Fault } from '#kit/fault.ts'
import { requirePermission } from '#core/identity/public.ts'
import { environmentArchived, environmentChanged, environmentCreated, environmentRestored } from '#events/catalog.ts'
import { catalogCodes } from '../contract/codes.ts'
import type { environmentRoutes } from '../contract/environments.ts'
import { changesOf } from '../domain/changes.ts'
import { WRITE_APPLICATIONS } from '../domain/permissions.ts'
import { applicationScope } from '../domain/scope.ts'
import type { State } from '../domain/words.ts'
import { insertEnvironment, lockEnvironment, updateEnvironment, type EnvironmentRow } from '../store/environments.ts'
import { expectActive, expectVersion, found, merged, tell, writing, type Act, type Target, type Writing } from './act.ts'
import { claimApplication } from './claim-application.ts'

type Creation = HandledOf<(typeof environmentRoutes)['createEnvironment']>['body']
type Change = HandledOf<(typeof environmentRoutes)['changeEnvironment']>['body']

/** Returns the UUID. */
export function createEnvironment(act: Act, body: Creation): Promise<string> {
  return writing(act, async (to) => {
    const application = await claimApplication(act, to, body.applicationId)
    const row = { ...body, id: uuidv7(), at: to.at }
    if (!(await insertEnvironment(to.tx, row))) throw new Fault(catalogCodes.name_taken)
    const particulars = { name: row.name, applicationId: application.id, kind: row.kind, url: row.url }
    await tell(to, environmentCreated, { ...about({ ...row, clientId: application.clientId }), particulars })
    return row.id
  })
}

export function changeEnvironment(act: Act, target: Target, body: Change): Promise<void> {
  return writing(act, async (to) => {
    const row = await claim(act, to, target)
    expectActive(row, row.name)
    const changes = changesOf({ ...row }, body)
    if (changes.fields.length === 0) return
    const next = merged(row, body)
    if (!(await updateEnvironment(to.tx, next, to.at))) throw new Fault(catalogCodes.name_taken)
    await tell(to, environmentChanged, { ...about(row), particulars: { name: next.name, ...changes } })
  })
}

export function setEnvironmentState(act: Act, target: Target, state: State): Promise<void> {
  return writing(act, async (to) => {
    const row = await claim(act, to, target)
    if (row.state === state) return
    if (!(await updateEnvironment(to.tx, { ...row, state }, to.at))) throw new Fault(catalogCodes.name_taken)
    const event = state === 'archived' ? environmentArchived : environmentRestored
    await tell(to, event, { ...about(row), particulars: { name: row.name } })
  })
}

async function claim(act: Act, to: Writing, target: Target): Promise<EnvironmentRow> {
  const row = found(await lockEnvironment(to.tx, target.id))
  requirePermission(act.caller, WRITE_APPLICATIONS, applicationScope(row.applicationId, row.clientId))
  expectVersion(row, target)
  return row
}

function about(row: Pick<EnvironmentRow, 'id' | 'applicationId' | 'clientId'>) {
  return { record: { kind: 'environment' as const, id: row.id }, scope: applicationScope(row.applicationId, row.clientId) }
}
