/** Adding, changing, archiving and bringing back features of an application. */
import { uuidv7 } from 'uuidv7'
import type { HandledOf } from '#kit/contract.ts'
import { Fault } from '#kit/fault.ts'
import { requirePermission } from '#core/identity/public.ts'
import { featureArchived, featureChanged, featureCreated, featureRestored } from '#events/catalog.ts'
import { catalogCodes } from '../contract/codes.ts'
import type { featureRoutes } from '../contract/features.ts'
import { changesOf } from '../domain/changes.ts'
import { WRITE_APPLICATIONS } from '../domain/permissions.ts'
import { applicationScope } from '../domain/scope.ts'
import type { State } from '../domain/words.ts'
import { insertFeature, lockFeature, replaceFeatureComponents, updateFeature, type FeatureRow } from '../store/features.ts'
import { expectActive, expectVersion, found, merged, tell, writing, type Act, type Target, type Writing } from './act.ts'
import { claimApplication } from './claim-application.ts'
import { expectComponents } from './linked-components.ts'

type Creation = HandledOf<(typeof featureRoutes)['createFeature']>['body']
type Change = HandledOf<(typeof featureRoutes)['changeFeature']>['body']

/** Returns the UUID. */
export function createFeature(act: Act, body: Creation): Promise<string> {
  return writing(act, async (to) => {
    const application = await claimApplication(act, to, body.applicationId)
    const row = { ...body, id: uuidv7(), at: to.at }
    if (!(await insertFeature(to.tx, row))) throw new Fault(catalogCodes.name_taken)
    await linkComponents(to, row, body.componentIds)
    const particulars = { name: row.name, applicationId: application.id, importance: row.importance }
    await tell(to, featureCreated, { ...about({ ...row, clientId: application.clientId }), particulars })
    return row.id
  })
}

export function changeFeature(act: Act, target: Target, body: Change): Promise<void> {
  return writing(act, async (to) => {
    const row = await claim(act, to, target)
    expectActive(row, row.name)
    const asked = body.componentIds === undefined ? body : { ...body, componentIds: [...new Set(body.componentIds)].toSorted() }
    const changes = changesOf({ ...row }, asked)
    if (changes.fields.length === 0) return
    const next = merged(row, asked)
    if (!(await updateFeature(to.tx, next, to.at))) throw new Fault(catalogCodes.name_taken)
    if (changes.fields.includes('componentIds')) await linkComponents(to, row, next.componentIds)
    await tell(to, featureChanged, { ...about(row), particulars: { name: next.name, ...changes } })
  })
}

export function setFeatureState(act: Act, target: Target, state: State): Promise<void> {
  return writing(act, async (to) => {
    const row = await claim(act, to, target)
    if (row.state === state) return
    if (!(await updateFeature(to.tx, { ...row, state }, to.at))) throw new Fault(catalogCodes.name_taken)
    await tell(to, state === 'archived' ? featureArchived : featureRestored, { ...about(row), particulars: { name: row.name } })
  })
}

async function claim(act: Act, to: Writing, target: Target): Promise<FeatureRow> {
  const row = found(await lockFeature(to.tx, target.id))
  requirePermission(act.caller, WRITE_APPLICATIONS, applicationScope(row.applicationId, row.clientId))
  expectVersion(row, target)
  return row
}

async function linkComponents(to: Writing, of: { id: string; applicationId: string }, componentIds: readonly string[]): Promise<void> {
  await expectComponents(to.tx, { applicationId: of.applicationId, componentIds, field: 'body.componentIds' })
  await replaceFeatureComponents(to.tx, { applicationId: of.applicationId, feature: of.id, components: componentIds })
}

function about(row: Pick<FeatureRow, 'id' | 'applicationId' | 'clientId'>) {
  return { record: { kind: 'feature' as const, id: row.id }, scope: applicationScope(row.applicationId, row.clientId) }
}
