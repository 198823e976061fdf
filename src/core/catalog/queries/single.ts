/** One thing of the catalog by its id. What the caller may not see looks the same as what does not exist. */
import { common, Fault } from '#kit/fault.ts'
import { peopleWhoMay, requirePermission } from '#core/identity/public.ts'
import type { Tx } from '#platform/work.ts'
import { POSSIBLE_OWNERS_MAX, type Application } from '../contract/applications.ts'
import type { Client } from '../contract/clients.ts'
import type { Component, Graph } from '../contract/components.ts'
import type { Environment } from '../contract/environments.ts'
import type { Feature } from '../contract/features.ts'
import { READ_APPLICATIONS, READ_CLIENTS } from '../domain/permissions.ts'
import { applicationScope, clientScope } from '../domain/scope.ts'
import { COMPONENTS_MAX } from '../domain/words.ts'
import { findApplication } from '../store/applications.ts'
import { findClient } from '../store/clients.ts'
import { findComponent, listComponents } from '../store/components.ts'
import { findEnvironment } from '../store/environments.ts'
import { findFeature } from '../store/features.ts'
import { applicationAnswers, componentAnswers } from './answers.ts'
import type { Ask } from './ask.ts'

export function readClient({ platform, caller }: Ask, id: string): Promise<Client> {
  return platform.work.read(async (tx) => {
    const row = found(await findClient(tx, id))
    requirePermission(caller, READ_CLIENTS, clientScope(row.id))
    return row
  })
}

export function readApplication({ platform, caller }: Ask, id: string): Promise<Application> {
  return platform.work.read(async (tx) => {
    const row = found(await findApplication(tx, id))
    requirePermission(caller, READ_APPLICATIONS, applicationScope(row.id, row.clientId))
    return first(await applicationAnswers(tx, [row]))
  })
}

/** By name. */
export function listPossibleOwners({ platform, caller }: Ask, id: string): Promise<{ items: { id: string; name: string }[] }> {
  return platform.work.read(async (tx) => {
    const row = found(await findApplication(tx, id))
    const scope = applicationScope(row.id, row.clientId)
    requirePermission(caller, READ_APPLICATIONS, scope)
    const people = await peopleWhoMay(tx, { permissions: [READ_APPLICATIONS], scope, limit: POSSIBLE_OWNERS_MAX })
    return { items: people.map((person) => ({ id: person.id, name: person.name })) }
  })
}

export function readEnvironment({ platform, caller }: Ask, id: string): Promise<Environment> {
  return platform.work.read(async (tx) => {
    const row = found(await findEnvironment(tx, id))
    requirePermission(caller, READ_APPLICATIONS, applicationScope(row.applicationId, row.clientId))
    return row
  })
}

export function readComponent({ platform, caller }: Ask, id: string): Promise<Component> {
  return platform.work.read(async (tx) => {
    const row = found(await findComponent(tx, id))
    requirePermission(caller, READ_APPLICATIONS, applicationScope(row.applicationId, row.clientId))
    return first(await componentAnswers(tx, [row]))
  })
}

export function readFeature({ platform, caller }: Ask, id: string): Promise<Feature> {
  return platform.work.read(async (tx) => {
    const row = found(await findFeature(tx, id))
    requirePermission(caller, READ_APPLICATIONS, applicationScope(row.applicationId, row.clientId))
    return { ...row, routes: [...row.routes], componentIds: [...row.componentIds] }
  })
}

/** All active components of an application; the bound on components keeps it one answer. */
export function readGraph({ platform, caller }: Ask, applicationId: string): Promise<Graph> {
  return platform.work.read(async (tx) => {
    const application = found(await findApplication(tx, applicationId))
    requirePermission(caller, READ_APPLICATIONS, applicationScope(application.id, application.clientId))
    const nodes = await componentAnswers(tx, await componentsOf(tx, applicationId))
    const edges = nodes.flatMap(({ id, dependsOn }) => dependsOn.map((to) => ({ from: id, to })))
    return { applicationId, nodes, edges }
  })
}

function componentsOf(tx: Tx, applicationId: string) {
  const reach = { everything: true } as const
  return listComponents(tx, { reach, state: 'active', text: undefined, after: null, applicationId, limit: COMPONENTS_MAX })
}

function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Fault(common.not_found)
  return row
}

function first<T>(rows: readonly T[]): T {
  return found(rows[0])
}
