/** The lists of the catalog: what the caller reaches, a page at a time. */
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { reachOf } from '#core/identity/public.ts'
import { decodeCursor, pageFrom, type SortValues } from '#platform/http/cursor.ts'
import type { applicationRoutes } from '../contract/applications.ts'
import type { clientRoutes } from '../contract/clients.ts'
import type { componentRoutes } from '../contract/components.ts'
import type { environmentRoutes } from '../contract/environments.ts'
import type { featureRoutes } from '../contract/features.ts'
import { READ_APPLICATIONS, READ_CLIENTS } from '../domain/permissions.ts'
import { listApplications } from '../store/applications.ts'
import { listClients } from '../store/clients.ts'
import { listComponents } from '../store/components.ts'
import { listEnvironments } from '../store/environments.ts'
import { listFeatures } from '../store/features.ts'
import { listFindings } from '../store/ownership.ts'
import { applicationAnswers, componentAnswers, ownersOf, toOwner } from './answers.ts'
import type { Ask } from './ask.ts'
import { coverageOf } from '../domain/coverage.ts'

type ClientList = (typeof clientRoutes)['listClients']
type ApplicationList = (typeof applicationRoutes)['listApplications']
type EnvironmentList = (typeof environmentRoutes)['listEnvironments']
type ComponentList = (typeof componentRoutes)['listComponents']
type FeatureList = (typeof featureRoutes)['listFeatures']
type CoverageList = (typeof componentRoutes)['listCoverage']

const byName = ({ sortName, id }: { readonly sortName: string; readonly id: string }): SortValues => [sortName, id]
const byPlace = (row: { applicationId: string; position: number; sortName: string; id: string }): SortValues => [
  row.applicationId,
  row.position,
  row.sortName,
  row.id,
]

export async function clientPage({ platform, caller }: Ask, { query }: HandledOf<ClientList>): Promise<ReplyOf<ClientList>> {
  const { limit, state, text } = query
  const after = decodeCursor(query.cursor, 'name', 2)
  const reach = reachOf(caller, READ_CLIENTS)
  const rows = await platform.work.read((tx) => listClients(tx, { reach, state, text, after, limit: limit + 1 }))
  const page = pageFrom(rows, limit, 'name', byName)
  return { ...page, items: [...page.items] }
}

export async function applicationPage({ platform, caller }: Ask, { query }: HandledOf<ApplicationList>): Promise<ReplyOf<ApplicationList>> {
  const { limit, state, text, clientId } = query
  const after = decodeCursor(query.cursor, 'name', 2)
  const reach = reachOf(caller, READ_APPLICATIONS)
  return platform.work.read(async (tx) => {
    const rows = await listApplications(tx, { reach, state, text, clientId, after, limit: limit + 1 })
    const page = pageFrom(rows, limit, 'name', byName)
    return { ...page, items: await applicationAnswers(tx, page.items) }
  })
}

export async function environmentPage({ platform, caller }: Ask, { query }: HandledOf<EnvironmentList>): Promise<ReplyOf<EnvironmentList>> {
  const { limit, state, text, applicationId } = query
  const after = decodeCursor(query.cursor, 'place', 4)
  const reach = reachOf(caller, READ_APPLICATIONS)
  const rows = await platform.work.read((tx) => listEnvironments(tx, { reach, state, text, applicationId, after, limit: limit + 1 }))
  const page = pageFrom(rows, limit, 'place', byPlace)
  return { ...page, items: [...page.items] }
}

export async function componentPage({ platform, caller }: Ask, { query }: HandledOf<ComponentList>): Promise<ReplyOf<ComponentList>> {
  const { limit, state, text, applicationId } = query
  const after = decodeCursor(query.cursor, 'place', 4)
  const reach = reachOf(caller, READ_APPLICATIONS)
  return platform.work.read(async (tx) => {
    const rows = await listComponents(tx, { reach, state, text, applicationId, after, limit: limit + 1 })
    const page = pageFrom(rows, limit, 'place', byPlace)
    return { ...page, items: await componentAnswers(tx, page.items) }
  })
}

export async function featurePage({ platform, caller }: Ask, { query }: HandledOf<FeatureList>): Promise<ReplyOf<FeatureList>> {
  const { limit, state, text, applicationId } = query
  const after = decodeCursor(query.cursor, 'name', 2)
  const reach = reachOf(caller, READ_APPLICATIONS)
  const rows = await platform.work.read((tx) => listFeatures(tx, { reach, state, text, applicationId, after, limit: limit + 1 }))
  const page = pageFrom(rows, limit, 'name', byName)
  return { ...page, items: page.items.map((row) => ({ ...row, routes: [...row.routes], componentIds: [...row.componentIds] })) }
}

export async function coveragePage({ platform, caller }: Ask, { query }: HandledOf<CoverageList>): Promise<ReplyOf<CoverageList>> {
  const { limit, coverage, applicationId } = query
  const after = decodeCursor(query.cursor, 'finding', 4)
  const reach = reachOf(caller, READ_APPLICATIONS)
  return platform.work.read(async (tx) => {
    const rows = await listFindings(tx, { reach, coverage, applicationId, after, limit: limit + 1 })
    const page = pageFrom(rows, limit, 'finding', (row) => [row.sortName, row.applicationId, row.sortComponent, row.thingId])
    const owners = await ownersOf(tx, [...new Set(page.items.map((row) => row.applicationId))])
    const items = page.items.map((row) => {
      const ofApplication = owners.filter((owner) => owner.applicationId === row.applicationId && owner.componentId === null)
      const own = row.componentId === null ? ofApplication : owners.filter((owner) => owner.componentId === row.componentId)
      return {
        application: { id: row.applicationId, name: row.applicationName },
        component: row.componentId === null ? null : { id: row.componentId, name: row.componentName ?? '' },
        owners: coverageOf(own, ofApplication).owners.map(toOwner),
        coverage: row.coverage,
      }
    })
    return { ...page, items }
  })
}
