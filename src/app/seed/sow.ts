/**
 * Carries a plan out through the same contracts and handlers as a person's browser, as the first owner: what the rules refuse
 * for people they refuse here, and everything stands in the log.
 */
import { z } from 'zod'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { identityContract } from '#core/identity/contract/contract.ts'
import type { PersonCaller } from '#core/identity/public.ts'
import type { Contract, ReplyOf, Route } from '#kit/contract.ts'
import { invariant } from '#kit/fault.ts'
import { toId } from '#kit/ids.ts'
import type { RequestContext } from '#platform/http/handlers.ts'
import type { Core } from '../core.ts'
import type { SeedApplication, SeedPlan } from './plan.ts'

/** Called between steps with the part done so far, from 0 to 1; a year's seed moves its clock here. */
export type Progress = (done: number) => void

/** Whether an earlier run came at least as far as the first client of the plan, archived or not. */
export async function isSown(core: Core, owner: PersonCaller, { clients }: SeedPlan): Promise<boolean> {
  const { items } = await asker(core, owner)(catalogContract, 'listClients', { query: { text: clients[0]?.name, state: 'all' } })
  return items.length > 0
}

/** Returns links to what is worth a look, as paths. */
export async function sow(core: Core, owner: PersonCaller, plan: SeedPlan, progress: Progress): Promise<readonly string[]> {
  const ask = asker(core, owner)
  for (const { name, email, role } of plan.people) {
    await ask(identityContract, 'invite', { body: { name, email, grants: [{ role, clientId: null, applicationId: null }] } })
  }
  const links: string[] = []
  for (const [index, client] of plan.clients.entries()) {
    const { id } = await ask(catalogContract, 'createClient', { body: { name: client.name } })
    for (const application of client.applications) links.push(await sowApplication(ask, owner, toId('client', id), application))
    progress((index + 1) / plan.clients.length)
  }
  return links
}

async function sowApplication(ask: Ask, owner: PersonCaller, clientId: string, plan: SeedApplication): Promise<string> {
  const { name, description } = plan
  const application = await ask(catalogContract, 'createApplication', { body: { clientId, name, description } })
  const applicationId = toId('application', application.id)
  await ask(catalogContract, 'createEnvironment', { body: { applicationId, name: 'Production', kind: 'production' } })
  const components = new Map<string, string>()
  for (const { name: component, kind, needs } of plan.components) {
    const made = await ask(catalogContract, 'createComponent', { body: { applicationId, name: component, kind } })
    const id = toId('component', made.id)
    components.set(component, id)
    const dependsOn = needs.map((need) => components.get(need)).filter((found) => found !== undefined)
    if (dependsOn.length > 0)
      await ask(catalogContract, 'setComponentDependencies', { params: { id }, body: { dependsOn }, ifMatch: made.version })
  }
  const componentIds = [...components.values()]
  for (const feature of plan.features) {
    await ask(catalogContract, 'createFeature', { body: { applicationId, ...feature, componentIds: componentIds.slice(-2) } })
  }
  const owners = [{ personId: toId('person', owner.personId), part: 'owner' }]
  await ask(catalogContract, 'setApplicationOwners', { params: { id: applicationId }, body: { owners }, ifMatch: application.version })
  return `/applications/${applicationId}`
}

/** A call on the wire side, as a script would send it. */
interface WireCall {
  readonly params?: object
  readonly query?: object
  readonly body?: object
  readonly ifMatch?: number
}

type Ask = <C extends Contract, K extends keyof C & string>(contract: C, name: K, call: WireCall) => Promise<ReplyOf<C[K]>>

function asker({ modules }: Core, owner: PersonCaller): Ask {
  return async (contract, name, { params, query, body, ifMatch }) => {
    const module = modules.find((of) => of.contract === contract)
    const handler = module?.handlers?.[name]
    invariant(handler, `a module serves ${name}`)
    const route: Route = contract[name] as Route
    const call = { ...decoded('params', route, params), ...decoded('query', route, query), ...decoded('body', route, body) }
    return (await handler(call as never, contextOf(owner, ifMatch))) as never
  }
}

function decoded(part: 'params' | 'query' | 'body', route: Route, value: object | undefined): object {
  const schema = route[part]
  return schema === undefined ? {} : { [part]: z.decode(schema, value) }
}

function contextOf(caller: PersonCaller, ifMatch: number | undefined): RequestContext {
  return {
    caller,
    requestId: 'seed',
    address: '127.0.0.1',
    userAgent: 'pitcrew seed',
    gone: new AbortController().signal,
    secret: null,
    header: () => undefined,
    setHeader: () => undefined,
    ifMatch: ifMatch ?? null,
    cookies: {},
    setCookie: () => {
      throw new TypeError('sample data needs no cookies')
    },
    allowOrigin: () => undefined,
  }
}
