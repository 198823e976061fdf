import { beforeAll, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogModule } from '#core/catalog/module.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { decisionsContract } from '#core/decisions/contract/contract.ts'
import { decisionsModule } from '#core/decisions/module.ts'
import { openPersonKeys, PersonCaller } from '#core/identity/public.ts'
import { identityContract } from '#core/identity/contract/contract.ts'
import { identityModule } from '#core/identity/module.ts'
import { aPerson, callerOf, callerWith, cast, CLIENT_A, CLIENT_B, seedCast, type CastMember } from '#core/identity/testing.ts'
import { linksModule } from '#core/links/module.ts'
import { planContract } from '#core/plan/contract/contract.ts'
import { planModule } from '#core/plan/module.ts'
import { tasksContract } from '#core/tasks/contract/contract.ts'
import { tasksModule } from '#core/tasks/module.ts'
import { viewsContract } from '#core/views/contract/contract.ts'
import { viewsModule } from '#core/views/module.ts'
import { catalogEvents } from '#events/catalog.ts'
import { coverageEvents } from '#events/coverage.ts'
import { decisionEvents } from '#events/decisions.ts'
import { identityEvents } from '#events/identity.ts'
import { planEvents } from '#events/plan.ts'
import { taskEvents } from '#events/tasks.ts'
import { viewEvents } from '#events/views.ts'
import type { Contract } from '#kit/contract.ts'
import { toId } from '#kit/ids.ts'
import { DAY_MS, later } from '#kit/time.ts'
import type { HandlersOf } from '#platform/http/handlers.ts'
import type { Module } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { coverageContract } from './contract/contract.ts'
import { coverageModule } from './module.ts'

let platform: PostgresPlatform
let modules: readonly Module[]
let call: ReturnType<typeof calling<typeof coverageContract>>
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const person = (who: CastMember) => toId('person', cast[who].id)
const lead = callerOf('lead')
const OF_A = { clientId: toId('client', CLIENT_A) }

/** Calls the route of another part. */
const on = <C extends Contract>(contract: C) => {
  const handlers = modules.find((module) => module.contract === contract)?.handlers
  return calling(contract, handlers as unknown as HandlersOf<C>)
}

beforeAll(async () => {
  const events = [...catalogEvents, ...coverageEvents, ...decisionEvents, ...identityEvents, ...planEvents, ...taskEvents, ...viewEvents]
  platform = await postgresPlatform({ events, personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  const whole = platform as unknown as Platform
  const made = [identityModule, catalogModule, planModule, tasksModule, viewsModule, linksModule, decisionsModule].map((make) =>
    make(whole),
  )
  modules = [...made, coverageModule(whole, made)]
  call = on(coverageContract)
})

let count = 0
async function anApplication(clientId: string = CLIENT_A): Promise<{ id: string; version: number; name: string }> {
  const name = `Shop ${++count}`
  return on(catalogContract)('createApplication', lead, { body: { clientId: toId('client', clientId), name } })
}
const aComponent = (applicationId: string, name: string) =>
  on(catalogContract)('createComponent', lead, { body: { applicationId, name, kind: 'database' } })
const own = (thing: { id: string; version: number }, ...owners: [CastMember, 'owner' | 'deputy'][]) =>
  on(catalogContract)(thing.id.startsWith('cmp_') ? 'setComponentOwners' : 'setApplicationOwners', lead, {
    params: { id: thing.id },
    body: { owners: owners.map(([who, part]) => ({ personId: person(who), part })) },
    ifMatch: thing.version,
  })
const rowsOf = async (applicationId: string, only?: 'gaps') =>
  (await call('readMap', lead, { query: { applicationId, only } })).items.flatMap(({ rows }) => rows)
const stateOf = (row: { cells: readonly { aspect: string; state: string; reason: string }[] } | undefined, aspect: string) =>
  row?.cells.find((cell) => cell.aspect === aspect)

describe('the map', () => {
  test('says of each application and component what is covered, and what to do where nothing is', async () => {
    const shop = await anApplication()
    const [db] = [await aComponent(shop.id, 'Orders')]
    const bare = await rowsOf(shop.id)
    expect(bare.map(({ name, finding }) => [name, finding])).toEqual([
      [shop.name, 'nobody_knows'],
      ['Orders', 'nobody_knows'],
    ])
    expect(stateOf(bare[0], 'catalog.owner')).toMatchObject({
      state: 'missing',
      reason: 'no_owner',
      words: 'Nobody answers for it: name an owner.',
      href: `/applications/${shop.id}`,
    })
    await own(shop, ['engineer', 'owner'])
    const one = await rowsOf(shop.id)
    expect(one.map(({ finding }) => finding)).toEqual(['one_person_knows', 'one_person_knows'])
    expect(stateOf(one[1], 'catalog.owner')).toMatchObject({
      state: 'covered',
      reason: 'inherited',
      words: 'Emeka Obi, from the application',
    })
    await own(db, ['lead', 'owner'], ['developer', 'deputy'])
    const two = await rowsOf(shop.id)
    expect(two[1]).toMatchObject({ finding: null, kind: 'database' })
    expect((await rowsOf(shop.id, 'gaps')).map(({ name }) => name)).toEqual([shop.name])
  })

  test('counts somebody who has left as nobody, by name', async () => {
    const shop = await anApplication()
    const gone = await aPerson(platform, { name: 'Greta Gone', grants: [{ role: 'developer', clientId: null, applicationId: null }] })
    const owners = [{ personId: toId('person', gone.id), part: 'owner' }]
    await on(catalogContract)('setApplicationOwners', lead, { params: { id: shop.id }, body: { owners }, ifMatch: shop.version })
    await on(identityContract)('deactivatePerson', callerOf('owner'), { params: { id: toId('person', gone.id) } })
    const [row] = await rowsOf(shop.id)
    expect(row?.finding).toBe('nobody_knows')
    expect(stateOf(row, 'catalog.owner')).toMatchObject({
      state: 'missing',
      reason: 'has_left',
      words: 'Greta Gone has left: name somebody else.',
    })
  })

  test('asks the support plan of each application what is promised and who is called', async () => {
    const shop = await anApplication()
    await aComponent(shop.id, 'Orders')
    const [whole, component] = await rowsOf(shop.id)
    expect(stateOf(whole, 'plan.targets')).toMatchObject({ state: 'covered', words: 'critical within 4 h' })
    expect(stateOf(whole, 'plan.called')).toMatchObject({ state: 'missing', reason: 'nobody_called' })
    expect(stateOf(component, 'plan.targets')).toMatchObject({ state: 'not_needed' })
    const set = [
      { path: 'targets.standard.critical.resolution', value: 'none' },
      { path: 'roles.support_engineer.heldBy', value: [person('engineer')] },
    ]
    await on(planContract)('changePlan', lead, { params: { plan: shop.id }, body: { set }, ifMatch: 0 })
    const [after] = await rowsOf(shop.id)
    expect(stateOf(after, 'plan.targets')).toMatchObject({ state: 'missing', reason: 'nothing_promised' })
    expect(stateOf(after, 'plan.called')).toMatchObject({ state: 'covered', words: 'Emeka Obi' })
  })

  test('is counted, read page by page and saved as the same table', async () => {
    const figures = await call('countMap', lead, { query: OF_A })
    const pages = []
    let cursor: string | undefined
    do {
      const page = await call('readMap', lead, { query: { ...OF_A, limit: 1, cursor } })
      pages.push(...page.items)
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(pages).toHaveLength(figures.applications)
    const cells = pages.flatMap(({ rows }) => rows).flatMap((row) => row.cells)
    expect(figures.missing).toBe(cells.filter(({ state }) => state === 'missing').length)
    expect(figures.expected).toBe(cells.filter(({ state }) => state !== 'not_needed').length)
    let text = ''
    for await (const piece of (await call('exportMap', lead, { query: OF_A })) as unknown as AsyncIterable<string>) text += piece
    expect(text.trim().split('\r\n')).toHaveLength(figures.things + 1)
    expect(text).toMatch(/^client,application,component,kind,finding,catalog\.owner,/)
    await platform.log.settle()
    expect((await platform.log.read(0, 100_000)).at(-1)?.kind).toBe('coverage.exported')
  })

  test('a stranger sees nothing of another client, and a contact nothing at all', async () => {
    const mine = await anApplication(CLIENT_B)
    const seen = await call('readMap', callerOf('outsideLead'), { query: {} })
    expect(seen.items.map(({ id }) => id)).toContain(mine.id)
    expect(seen.items.every(({ client }) => client?.id === toId('client', CLIENT_B))).toBe(true)
    expect((await call('readMap', callerOf('stranger'), { query: {} })).items).toEqual([])
  })

  test('a key sees the columns that its permissions name', async () => {
    const rights = { grants: callerOf('lead').rights.grants, scopes: ['coverage.map.read', 'plan.plans.read'] }
    const key = new PersonCaller({ personId: cast.lead.id, sessionId: null, apiKeyId: cast.lead.id, rights })
    const { aspects } = await call('readMap', key, { query: {} })
    expect(aspects.map(({ key: name }) => name)).toEqual(['plan.targets', 'plan.called'])
  })
})

describe('handing over', () => {
  async function leaving() {
    const who = await aPerson(platform, { name: 'Lea Leaving', grants: cast.qa.grants })
    const id = toId('person', who.id)
    const me = callerWith(cast.lead.grants, who.id)
    const shop = await anApplication()
    const owners = [
      { personId: id, part: 'owner' },
      { personId: person('developer'), part: 'deputy' },
    ]
    const named = await on(catalogContract)('setApplicationOwners', lead, {
      params: { id: shop.id },
      body: { owners },
      ifMatch: shop.version,
    })
    const task = await on(tasksContract)('createTask', lead, { body: { title: 'Renew the certificate', assigneeId: id } })
    const decision = await on(decisionsContract)('createDecision', me, { body: { question: 'Which queue?' } })
    const asked = await on(decisionsContract)('createDecision', lead, { body: { question: 'Which log?' } })
    await on(decisionsContract)('askView', lead, { params: { id: asked.id }, body: { side: 'qa', personId: id } })
    const view = await on(viewsContract)('createView', me, {
      body: { kind: 'task', name: 'Urgent', filter: 'is:open', sort: 'due', shared: 'everyone' },
    })
    const set = [
      { path: 'roles.qa.heldBy', value: [id] },
      { path: 'roles.qa.deputies', value: [id, person('qa')] },
    ]
    await on(planContract)('changePlan', lead, { params: { plan: shop.id }, body: { set }, ifMatch: 0 })
    return { id, shop: named, task, decision, asked, view }
  }
  type Held = Awaited<ReturnType<typeof call<'readHandOvers'>>>
  const itemsOf = ({ kinds }: Held) =>
    kinds.filter(({ canGive }) => canGive).flatMap(({ key, items }) => items.map(({ id }) => ({ kind: key, id })))
  /** In a browser where somebody proved who they are a moment ago. */
  const fresh = () =>
    new PersonCaller({
      personId: cast.owner.id,
      sessionId: cast.owner.id,
      apiKeyId: null,
      rights: callerOf('owner').rights,
      provedAt: platform.clock.now(),
    })

  test('everything that hangs on a person is listed, given to another at once, and taken back as it was', async () => {
    const { id, shop, task, decision, asked } = await leaving()
    const owner = fresh()
    const held = await call('readHandOvers', owner, { params: { id } })
    expect(held.kinds.map(({ key, items }) => [key, items.length])).toEqual([
      ['catalog.ownership', 1],
      ['plan.roles', 2],
      ['tasks.assigned', 1],
      ['views.shared', 1],
      ['decisions.owned', 1],
      ['decisions.asked', 1],
    ])
    const body = { toId: person('owner'), items: itemsOf(held) }
    const { results } = await call('handOver', owner, { params: { id }, body })
    expect(results.map(({ outcome }) => outcome)).toEqual(body.items.map(() => 'given'))
    expect((await call('readHandOvers', owner, { params: { id } })).count).toBe(0)
    const readShop = () => on(catalogContract)('readApplication', owner, { params: { id: shop.id } })
    expect((await readShop()).owners).toMatchObject([
      { personId: person('owner'), part: 'owner' },
      { personId: person('developer'), part: 'deputy' },
    ])
    expect((await on(tasksContract)('readTask', owner, { params: { id: task.id } })).assignee?.id).toBe(person('owner'))
    expect((await on(decisionsContract)('readDecision', owner, { params: { id: decision.id } })).owner?.id).toBe(person('owner'))
    const views = (await on(decisionsContract)('readDecision', owner, { params: { id: asked.id } })).views
    expect(views).toMatchObject([{ person: { id: person('owner') } }])
    const items = results.flatMap((one) => (one.outcome === 'given' ? [{ kind: one.kind, id: one.id, before: one.before }] : []))
    const back = await call('takeBack', owner, { params: { id }, body: { toId: person('owner'), items } })
    expect(back.results.map(({ outcome }) => outcome)).toEqual(items.map(() => 'returned'))
    expect(await call('readHandOvers', owner, { params: { id } })).toEqual(held)
    expect((await readShop()).owners).toEqual(shop.owners)
  })

  test('a role that nobody else has is given after a fresh proof, and taken back', async () => {
    const scout = await aPerson(platform, {
      name: 'Sole Holder',
      grants: [{ role: 'user_support', clientId: CLIENT_B, applicationId: null }],
    })
    const only = await aPerson(platform, {
      name: 'Only One',
      grants: [{ role: 'support_engineer', clientId: CLIENT_B, applicationId: null }],
    })
    const id = toId('person', only.id)
    expect((await call('readHandOvers', fresh(), { params: { id: toId('person', scout.id) } })).count).toBe(0) // Uma has it everywhere.
    const held = await call('readHandOvers', fresh(), { params: { id } })
    expect(held.kinds).toMatchObject([{ key: 'identity.sole_roles', items: [{ title: 'Support engineer', reason: 'only_holder_there' }] }])
    const body = { toId: person('developer'), items: itemsOf(held) }
    const stale = new PersonCaller({
      personId: cast.owner.id,
      sessionId: cast.owner.id,
      apiKeyId: null,
      rights: callerOf('owner').rights,
      provedAt: later(platform.clock.now(), -DAY_MS),
    })
    await expect(call('handOver', stale, { params: { id }, body })).rejects.toEqual(refused('identity.reauthentication_needed'))
    const { results } = await call('handOver', fresh(), { params: { id }, body })
    expect((await call('readHandOvers', fresh(), { params: { id } })).count).toBe(0)
    const [given] = results
    const before = given?.outcome === 'given' ? given.before : ''
    const items = [{ kind: 'identity.sole_roles', id: body.items[0]?.id ?? '', before }]
    await call('takeBack', fresh(), { params: { id }, body: { toId: person('developer'), items } })
    expect(await call('readHandOvers', fresh(), { params: { id } })).toEqual(held)
  })

  test('what was changed since is not taken back over somebody’s head', async () => {
    const { id, shop } = await leaving()
    const items = [{ kind: 'catalog.ownership', id: shop.id }]
    const { results } = await call('handOver', lead, { params: { id }, body: { toId: person('qa'), items } })
    const now = await on(catalogContract)('readApplication', lead, { params: { id: shop.id } })
    await own(now, ['engineer', 'owner'])
    const before = results[0]?.outcome === 'given' ? results[0].before : ''
    const back = await call('takeBack', lead, { params: { id }, body: { toId: person('qa'), items: [{ ...items[0], before }] } })
    expect(back.results).toMatchObject([{ outcome: 'refused', code: 'common.version_mismatch' }])
    const wrong = await call('takeBack', lead, {
      params: { id },
      body: { toId: person('qa'), items: [{ ...items[0], before: 'nonsense' }] },
    })
    expect(wrong.results).toMatchObject([{ outcome: 'refused', code: 'common.invalid_request' }])
  })

  test('each thing is refused for itself: what one may not change stays where it is', async () => {
    const { id, shop, task } = await leaving()
    const items = [
      { kind: 'catalog.ownership', id: shop.id },
      { kind: 'tasks.assigned', id: task.id },
    ]
    const { results } = await call('handOver', callerOf('userSupport'), { params: { id }, body: { toId: person('qa'), items } })
    expect(results).toMatchObject([{ outcome: 'refused', code: 'common.forbidden' }, { outcome: 'given' }])
  })

  test('a stranger is told of nobody, and nothing is given to somebody whom they do not see', async () => {
    const params = { id: person('engineer') }
    await expect(call('readHandOvers', callerOf('outsideLead'), { params })).rejects.toEqual(refused('common.not_found'))
    const items = [{ kind: 'tasks.assigned', id: 'tsk_01hm65w00070080000000000fg' }]
    const body = { toId: person('outsideLead'), items }
    await expect(call('handOver', callerOf('engineer'), { params, body })).rejects.toEqual(refused('common.not_found'))
    await expect(call('handOver', callerOf('outsideLead'), { params, body })).rejects.toEqual(refused('common.not_found'))
  })
})
