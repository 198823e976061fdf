/** What set-up, the parts above and features may ask the catalog. Ids are UUIDs. */
import type { ActorRef, RecordRef, Scope } from '#kit/event.ts'
import type { Thing } from '#kit/ids.ts'
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Reach } from '#core/identity/public.ts'
import type { Tx } from '#platform/work.ts'
import { addApplications, type AddedApplications } from './actions/add-applications.ts'
import { addSelf, type AddedSelf } from './actions/add-self.ts'
import type { ParsedAddress } from './domain/addresses.ts'
import { applicationScope, clientScope } from './domain/scope.ts'
import type { EnvironmentKind, Importance } from './domain/words.ts'
import { findApplication, findClientsOf, findSelf, type ApplicationRow } from './store/applications.ts'
import { findClient, findClientNames, type ClientRow } from './store/clients.ts'
import { findComponent, listComponents } from './store/components.ts'
import {
  findEnvironment,
  findEnvironments,
  listEnvironments,
  listRunning,
  type EnvironmentRow,
  type RunningRow,
} from './store/environments.ts'
import { findFeature, listFeatures } from './store/features.ts'
import { findIdBySlug } from './store/slugs.ts'
import { ownershipOf } from './store/ownership.ts'

export { readAddresses, type AddedApplications } from './actions/add-applications.ts'
export type { AddedApplication } from './actions/add-application.ts'
export type { AddedSelf } from './actions/add-self.ts'
export { parseAddresses, type LineNote, type ParsedAddress, type ParsedAddresses } from './domain/addresses.ts'
export { freeSlug, slugOf } from './domain/slug.ts'
export {
  applicationFiles,
  applicationOfFile,
  applicationOfFolder,
  filedApplications,
  type Filed,
  type FiledApplication,
} from './queries/application-files.ts'
export { coverageSummary, type CoverageSummary } from './queries/summary.ts'
export type { RunningRow as RunningEnvironment } from './store/environments.ts'
export { listMapped, type MapAsk, type MappedApplicationRow as MappedApplication } from './store/map.ts'

export interface Founding {
  readonly actor: ActorRef
  readonly at: Instant
  /** The person who looks after it from the start; null for nobody yet. */
  readonly ownerId: string | null
}

/** Adds the organisation's own applications, each with its production environment. Checks no permission: set-up has none to check. */
export function createApplications(
  { log }: Pick<Platform, 'log'>,
  tx: Tx,
  { actor, at, ownerId, addresses }: Founding & { readonly addresses: readonly ParsedAddress[] },
): Promise<AddedApplications> {
  return addApplications({ tx, at, log, actor }, { clientId: null, addresses, ownerId })
}

/** Adds Pitcrew itself with its environment, its components and their dependencies; once an installation. */
export function createSelf(
  { log }: Pick<Platform, 'log'>,
  tx: Tx,
  { actor, at, ownerId, url }: Founding & { readonly url: string },
): Promise<AddedSelf> {
  return addSelf({ tx, at, log, actor }, { url, ownerId })
}

/** Where an environment belongs. */
export interface EnvironmentPlace {
  readonly id: string
  readonly applicationId: string
  readonly name: string
  readonly kind: EnvironmentKind
  readonly url: string | null
  readonly scope: Scope
}

/** Most environments of one application that are told at once; nobody runs more. */
const ENVIRONMENTS_MAX = 200

/** Names of clients by UUID, archived ones too; ids of none are left out. */
export async function clientNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await findClientNames(tx, [...new Set(ids)])
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Active environments of an application, in the order in which people see them. */
export async function environmentsOf(tx: Tx, applicationId: string): Promise<readonly EnvironmentPlace[]> {
  const reach = { everything: true } as const
  const rows = await listEnvironments(tx, { reach, state: 'active', text: undefined, after: null, applicationId, limit: ENVIRONMENTS_MAX })
  return rows.map(toPlace)
}

/** A feature as other parts tie something to it. */
export interface NamedFeature {
  readonly id: string
  readonly name: string
  readonly importance: Importance
  /** Paths with `:names` or `*` for what varies, with a method before them or not. */
  readonly routes: readonly string[]
}

/** Features of one application that are told at once; nobody lists more. */
const FEATURES_MAX = 500

/** Active features of an application, by name. */
export async function featuresOf(tx: Tx, applicationId: string): Promise<readonly NamedFeature[]> {
  const reach = { everything: true } as const
  const rows = await listFeatures(tx, { reach, state: 'active', text: undefined, after: null, applicationId, limit: FEATURES_MAX })
  return rows.map(({ id, name, importance, routes }) => ({ id, name, importance, routes }))
}

/** Active environments of all applications within reach. At most `limit` of them. */
export async function environmentsWithin(tx: Tx, reach: Reach, limit: number): Promise<readonly EnvironmentPlace[]> {
  const rows = await listEnvironments(tx, { reach, state: 'active', text: undefined, after: null, applicationId: undefined, limit })
  return rows.map(toPlace)
}

function toPlace({ id, applicationId, clientId, name, kind, url }: EnvironmentRow): EnvironmentPlace {
  return { id, applicationId, name, kind, url, scope: applicationScope(applicationId, clientId) }
}

/** Environments that are read at once. */
const RUNNING_PAGE = 500

/** Environments of which nothing is archived, of one application or of all. */
export async function runningEnvironments(tx: Tx, applicationId: string | null): Promise<readonly RunningRow[]> {
  const rows: RunningRow[] = []
  for (let afterId: string | null = null; ;) {
    const page: readonly RunningRow[] = await listRunning(tx, { applicationId, afterId, limit: RUNNING_PAGE })
    rows.push(...page)
    afterId = page.at(-1)?.environmentId ?? null
    if (page.length < RUNNING_PAGE) return rows
  }
}

/** A component with those that it needs; UUIDs. */
export interface GraphComponent {
  readonly id: string
  readonly name: string
  readonly dependsOn: readonly string[]
}

/** Most components of one application; no more can be added. */
const COMPONENTS_MAX = 500

/** Active components of an application. */
export async function componentsOf(tx: Tx, applicationId: string): Promise<readonly GraphComponent[]> {
  const reach = { everything: true } as const
  const rows = await listComponents(tx, { reach, state: 'active', text: undefined, after: null, applicationId, limit: COMPONENTS_MAX })
  return rows.map(({ id, name, dependsOn }) => ({ id, name, dependsOn }))
}

/** Environments by UUID, archived ones too; ids of none are left out. */
export async function environmentPlaces(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, EnvironmentPlace>> {
  if (ids.length === 0) return new Map()
  const rows = await findEnvironments(tx, [...new Set(ids)])
  return new Map(rows.map((row) => [row.id, toPlace(row)]))
}

/** Whether an application is there and not archived. */
export async function activeApplication(tx: Tx, id: string): Promise<boolean> {
  return (await findApplication(tx, id))?.state === 'active'
}

/** Where it is written what to do when an application is in trouble; null: nowhere. */
export async function runbookOf(tx: Tx, applicationId: string): Promise<string | null> {
  return (await findApplication(tx, applicationId))?.runbookUrl ?? null
}

/** Which of these environments (UUIDs) are not archived. */
export async function activeEnvironments(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await findEnvironments(tx, ids)
  return new Set(rows.flatMap(({ id, state }) => (state === 'active' ? [id] : [])))
}

/** Pitcrew's own first environment; undefined before set-up. */
export async function selfEnvironment(tx: Tx): Promise<EnvironmentPlace | undefined> {
  const self = await findSelf(tx)
  return self && (await environmentsOf(tx, self.id))[0]
}

/** Who looks after an application as a whole. */
export async function ownersOf(
  tx: Tx,
  applicationId: string,
): Promise<readonly { readonly personId: string; readonly part: 'owner' | 'deputy' }[]> {
  const rows = await ownershipOf(tx, [applicationId])
  return rows.filter(({ componentId }) => componentId === null).map(({ personId, part }) => ({ personId, part }))
}

/** Where a thing of the catalog belongs, archived or not; undefined when there is none, or it is of another part. */
export async function scopeOf(tx: Tx, { kind, id }: RecordRef): Promise<Scope | undefined> {
  return scopeFinders[kind]?.(tx, id)
}

const scopeFinders: Partial<Readonly<Record<Thing, (tx: Tx, id: string) => Promise<Scope | undefined>>>> = {
  client: async (tx, id) => (await findClient(tx, id)) && clientScope(id),
  application: async (tx, id) => {
    const row = await findApplication(tx, id)
    return row && applicationScope(row.id, row.clientId)
  },
  environment: async (tx, id) => within(await findEnvironment(tx, id)),
  component: async (tx, id) => within(await findComponent(tx, id)),
  feature: async (tx, id) => within(await findFeature(tx, id)),
}

function within(row: { readonly applicationId: string; readonly clientId: string | null } | undefined): Scope | undefined {
  return row && applicationScope(row.applicationId, row.clientId)
}

/** A client or application as other parts name it. */
export interface Named {
  readonly id: string
  readonly name: string
  readonly slug: string
  /** Time zone of a client; null: the organisation's. Applications have none of their own. */
  readonly zone: string | null
  readonly scope: Scope
}

/** A client or application by its UUID, archived or not; undefined when there is none. */
export async function namedOf(tx: Tx, kind: 'client' | 'application', id: string): Promise<Named | undefined> {
  const row = kind === 'client' ? await findClient(tx, id) : await findApplication(tx, id)
  return row && toNamed(row)
}

/** The same by its short name. */
export async function namedBySlug(tx: Tx, kind: 'client' | 'application', slug: string): Promise<Named | undefined> {
  const id = await findIdBySlug(tx, kind, slug)
  return id === undefined ? undefined : namedOf(tx, kind, id)
}

/** The client of each application by UUIDs, null for the organisation's own; what is no application is left out. */
export async function clientsOf(tx: Tx, applicationIds: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  return applicationIds.length === 0 ? new Map() : findClientsOf(tx, applicationIds)
}

function toNamed(row: ClientRow | ApplicationRow): Named {
  const { id, name, slug } = row
  if ('clientId' in row) return { id, name, slug, zone: null, scope: applicationScope(id, row.clientId) }
  return { id, name, slug, zone: row.zone, scope: clientScope(id) }
}
