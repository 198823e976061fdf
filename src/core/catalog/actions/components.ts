/** Adding, changing, archiving and bringing back components; what they need and who knows them. */
import { uuidv7 } from 'uuidv7'
import type { HandledOf } from '#kit/contract.ts'
import { Fault } from '#kit/fault.ts'
import { requirePermission } from '#core/identity/public.ts'
import {
  componentArchived,
  componentChanged,
  componentCreated,
  componentDependenciesSet,
  componentOwnersSet,
  componentRestored,
} from '#events/catalog.ts'
import { catalogCodes } from '../contract/codes.ts'
import type { componentRoutes } from '../contract/components.ts'
import { changesOf } from '../domain/changes.ts'
import type { Ownership } from '../domain/coverage.ts'
import { decideDependencies } from '../domain/dependencies.ts'
import { WRITE_APPLICATIONS } from '../domain/permissions.ts'
import { applicationScope } from '../domain/scope.ts'
import { COMPONENTS_MAX, type State } from '../domain/words.ts'
import {
  activeComponents,
  dependenciesOf,
  findComponent,
  insertComponent,
  lockComponent,
  replaceDependencies,
  touchComponent,
  updateComponent,
  type ComponentRow,
} from '../store/components.ts'
import { replaceOwners } from '../store/ownership.ts'
import { expectActive, expectVersion, found, merged, tell, writing, type Act, type Target, type Writing } from './act.ts'
import { claimApplication } from './claim-application.ts'
import { refuseUnknownComponent } from './linked-components.ts'
import { expectOwners } from './owners.ts'

type Creation = HandledOf<(typeof componentRoutes)['createComponent']>['body']
type Change = HandledOf<(typeof componentRoutes)['changeComponent']>['body']

/** Returns the UUID. */
export function createComponent(act: Act, body: Creation): Promise<string> {
  return writing(act, async (to) => {
    const application = await claimApplication(act, to, body.applicationId)
    expectRoom(application.componentCount)
    const row = { ...body, id: uuidv7(), at: to.at }
    if (!(await insertComponent(to.tx, row))) throw new Fault(catalogCodes.name_taken)
    const particulars = { name: row.name, applicationId: application.id, kind: row.kind }
    await tell(to, componentCreated, { ...about({ ...row, clientId: application.clientId }), particulars })
    return row.id
  })
}

export function changeComponent(act: Act, target: Target, body: Change): Promise<void> {
  return writing(act, async (to) => {
    const row = await claim(act, to, target)
    expectActive(row, row.name)
    const changes = changesOf({ ...row }, body)
    if (changes.fields.length === 0) return
    const next = merged(row, body)
    if (!(await updateComponent(to.tx, next, to.at))) throw new Fault(catalogCodes.name_taken)
    await tell(to, componentChanged, { ...about(row), particulars: { name: next.name, ...changes } })
  })
}

export function setComponentState(act: Act, target: Target, state: State): Promise<void> {
  return writing(act, async (to) => {
    const seen = found(await findComponent(to.tx, target.id))
    const application = await claimApplication(act, to, seen.applicationId)
    const row = await claim(act, to, target)
    if (row.state === state) return
    if (state === 'active') expectRoom(application.componentCount)
    if (!(await updateComponent(to.tx, { ...row, state }, to.at))) throw new Fault(catalogCodes.name_taken)
    await tell(to, state === 'archived' ? componentArchived : componentRestored, { ...about(row), particulars: { name: row.name } })
  })
}

export function setComponentDependencies(act: Act, target: Target, dependsOn: readonly string[]): Promise<void> {
  return writing(act, async (to) => {
    const seen = found(await findComponent(to.tx, target.id))
    await claimApplication(act, to, seen.applicationId)
    const row = await claim(act, to, target)
    expectActive(row, row.name)
    await expectNoCircle(to, row, dependsOn)
    await replaceDependencies(to.tx, { applicationId: row.applicationId, component: row.id, dependsOn })
    await touchComponent(to.tx, row.id, to.at)
    await tell(to, componentDependenciesSet, { ...about(row), particulars: { name: row.name, dependsOn: [...dependsOn] } })
  })
}

export function setComponentOwners(act: Act, target: Target, owners: readonly Ownership[]): Promise<void> {
  return writing(act, async (to) => {
    const row = await claim(act, to, target)
    expectActive(row, row.name)
    await expectOwners(to.tx, owners, applicationScope(row.applicationId, row.clientId))
    await replaceOwners(to.tx, { applicationId: row.applicationId, componentId: row.id, owners })
    await touchComponent(to.tx, row.id, to.at)
    await tell(to, componentOwnersSet, { ...about(row), particulars: { name: row.name, owners: [...owners] } })
  })
}

async function claim(act: Act, to: Writing, target: Target): Promise<ComponentRow> {
  const row = found(await lockComponent(to.tx, target.id))
  requirePermission(act.caller, WRITE_APPLICATIONS, applicationScope(row.applicationId, row.clientId))
  expectVersion(row, target)
  return row
}

function expectRoom(componentCount: number): void {
  if (componentCount >= COMPONENTS_MAX) throw new Fault(catalogCodes.too_many_components)
}

async function expectNoCircle(to: Writing, row: ComponentRow, dependsOn: readonly string[]): Promise<void> {
  const components = await activeComponents(to.tx, row.applicationId)
  const dependencies = await dependenciesOf(to.tx, row.applicationId)
  const known = new Set(components.map(({ id }) => id))
  const decision = decideDependencies({ component: row.id, dependsOn, known, dependencies })
  if (decision.ok) return
  if (decision.reason === 'unknown_component') refuseUnknownComponent('body.dependsOn', dependsOn.indexOf(decision.component))
  const names = new Map(components.map(({ id, name }) => [id, name]))
  const way = decision.path.map((id) => names.get(id) ?? 'an archived component').join(' → ')
  throw new Fault(catalogCodes.dependency_circle, { detail: `These dependencies would run in a circle: ${way}.` })
}

function about(row: Pick<ComponentRow, 'id' | 'applicationId' | 'clientId'>) {
  return { record: { kind: 'component' as const, id: row.id }, scope: applicationScope(row.applicationId, row.clientId) }
}
