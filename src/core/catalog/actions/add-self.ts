/** Pitcrew itself as an application, so that the first screen moves from the first minute. */
import { uuidv7 } from 'uuidv7'
import { componentCreated, componentDependenciesSet } from '#events/catalog.ts'
import { invariant } from '#kit/fault.ts'
import { applicationScope } from '../domain/scope.ts'
import type { ComponentKind } from '../domain/words.ts'
import { insertComponent, replaceDependencies } from '../store/components.ts'
import { tell, type Writing } from './act.ts'
import { addApplication } from './add-application.ts'

interface SelfPart {
  readonly name: string
  readonly kind: ComponentKind
  readonly description: string
  readonly needs: readonly SelfPartKey[]
}
type SelfPartKey = 'server' | 'postgresql' | 'clickhouse' | 'host'

const parts: Readonly<Record<SelfPartKey, SelfPart>> = {
  server: {
    name: 'Server',
    kind: 'web',
    description: 'The process that answers browsers and runs the work.',
    needs: ['postgresql', 'clickhouse', 'host'],
  },
  postgresql: { name: 'PostgreSQL', kind: 'database', description: 'Records, the event log, jobs and deadlines.', needs: ['host'] },
  clickhouse: { name: 'ClickHouse', kind: 'database', description: 'Everything that is measured.', needs: ['host'] },
  host: { name: 'Host', kind: 'host', description: 'The machine it runs on.', needs: [] },
}
const keys = Object.keys(parts) as SelfPartKey[]

/** UUIDs of what was made. */
export interface AddedSelf {
  readonly applicationId: string
  readonly environmentId: string
  readonly componentIds: Readonly<Record<SelfPartKey, string>>
}

/** Once an installation: the schema refuses a second one. `url` is where browsers reach Pitcrew. */
export async function addSelf(to: Writing, of: { readonly url: string; readonly ownerId: string | null }): Promise<AddedSelf> {
  const description = 'This installation: watched like every other application.'
  const added = await addApplication(to, { ...of, name: 'Pitcrew', kind: 'self', clientId: null, description })
  invariant(added.environmentId, 'an application with an address has an environment')
  const componentIds = Object.fromEntries(keys.map((key) => [key, uuidv7()])) as AddedSelf['componentIds']
  for (const [position, key] of keys.entries()) await addPart(to, { key, position, applicationId: added.id, componentIds })
  for (const key of keys) await linkPart(to, { key, applicationId: added.id, componentIds })
  return { applicationId: added.id, environmentId: added.environmentId, componentIds }
}

interface Placed {
  readonly key: SelfPartKey
  readonly applicationId: string
  readonly componentIds: AddedSelf['componentIds']
}

async function addPart(to: Writing, { key, position, applicationId, componentIds }: Placed & { readonly position: number }): Promise<void> {
  const { name, kind, description } = parts[key]
  const isNew = await insertComponent(to.tx, { id: componentIds[key], applicationId, name, kind, description, position, at: to.at })
  invariant(isNew, 'the parts of Pitcrew have different names')
  await tell(to, componentCreated, { ...about(applicationId, componentIds[key]), particulars: { name, applicationId, kind } })
}

async function linkPart(to: Writing, { key, applicationId, componentIds }: Placed): Promise<void> {
  const { name, needs } = parts[key]
  if (needs.length === 0) return
  const dependsOn = needs.map((needed) => componentIds[needed])
  await replaceDependencies(to.tx, { applicationId, component: componentIds[key], dependsOn })
  await tell(to, componentDependenciesSet, { ...about(applicationId, componentIds[key]), particulars: { name, dependsOn } })
}

function about(applicationId: string, id: string) {
  return { record: { kind: 'component' as const, id }, scope: applicationScope(applicationId, null) }
}
