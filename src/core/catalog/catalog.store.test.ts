import { beforeAll, describe, expect, test } from 'vitest'
import { callerOf, cast, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { openPersonKeys, type PersonCaller } from '#core/identity/public.ts'
import { catalogEvents } from '#events/catalog.ts'
import { identityEvents } from '#events/identity.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { catalogPersonal } from './actions/erasure.ts'
import { catalogContract } from './contract/contract.ts'
import { catalogHandlers } from './http/handlers.ts'
import { createApplications, createSelf, coverageSummary, environmentsOf, readAddresses, scopeOf, selfEnvironment } from './public.ts'
import { seedClients } from './testing.ts'

let platform: PostgresPlatform
let call: ReturnType<typeof calling<typeof catalogContract>>
const owner = callerOf('owner')
const lead = callerOf('lead')
const engineer = callerOf('engineer')
const contact = callerOf('contact')
const outsideLead = callerOf('outsideLead')
const stranger = callerOf('stranger')
const clientA = toId('client', CLIENT_A)
const clientB = toId('client', CLIENT_B)
const person = (who: keyof typeof cast) => toId('person', cast[who].id)

beforeAll(async () => {
  platform = await postgresPlatform({ events: [...identityEvents, ...catalogEvents], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  call = calling(catalogContract, catalogHandlers(platform))
})

let made = 0
const shop = (clientId: string | null = clientA) => call('createApplication', owner, { body: { clientId, name: `Shop ${++made}` } })
const part = (applicationId: string, name = `Part ${++made}`) =>
  call('createComponent', owner, { body: { applicationId, name, kind: 'api' } })
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const eventsAbout = async (id: string) => {
  await platform.log.settle()
  return (await platform.log.read(0, 100_000)).filter((event) => event.record.id === id)
}
const uuidOf = (kind: 'application' | 'component' | 'client' | 'feature', id: string): string => toUuid(kind, id) ?? ''

describe('clients', () => {
  test('a client gets a short name from its name, and the next of the same name gets a number', async () => {
    const first = await call('createClient', owner, { body: { name: 'Müller & Söhne' } })
    const second = await call('createClient', owner, { body: { name: 'Müller & Söhne' } })
    expect([first.slug, second.slug]).toEqual(['muller-sohne', 'muller-sohne-2'])
    await expect(call('createClient', owner, { body: { name: 'Other', slug: first.slug } })).rejects.toEqual(refused('catalog.slug_taken'))
  })

  test('many who add the same name at once all get a short name of their own', async () => {
    const added = await Promise.all(Array.from({ length: 5 }, () => call('createClient', owner, { body: { name: 'Rush' } })))
    expect(new Set(added.map(({ slug }) => slug)).size).toBe(5)
  })

  test('a change needs the version that was read, and is told with before and after', async () => {
    const { id, version } = await call('createClient', owner, { body: { name: 'Elm' } })
    const changed = await call('changeClient', owner, { params: { id }, body: { name: 'Elm Ltd', zone: 'Asia/Tokyo' }, ifMatch: version })
    expect(changed).toMatchObject({ name: 'Elm Ltd', zone: 'Asia/Tokyo', slug: 'elm', version: version + 1 })
    await expect(call('changeClient', owner, { params: { id }, body: { name: 'Oak' }, ifMatch: version })).rejects.toEqual(
      refused('common.version_mismatch'),
    )
    expect((await eventsAbout(uuidOf('client', id))).map(({ kind, particulars }) => [kind, particulars['before']])).toEqual([
      ['client.created', undefined],
      ['client.changed', { name: 'Elm', zone: null }],
    ])
  })

  test('a change that changes nothing leaves version and log as they are', async () => {
    const { id, version, name } = await call('createClient', owner, { body: { name: 'Fir' } })
    expect(await call('changeClient', owner, { params: { id }, body: { name }, ifMatch: version })).toMatchObject({ version })
    expect(await eventsAbout(uuidOf('client', id))).toHaveLength(1)
  })

  test('an archived client is left out, refuses changes and can be brought back', async () => {
    const { id, version } = await call('createClient', owner, { body: { name: 'Gone Ltd' } })
    const archived = await call('setClientState', owner, { params: { id }, body: { state: 'archived' }, ifMatch: version })
    const names = async (state: string) =>
      (await call('listClients', owner, { query: { state, text: 'gone' } })).items.map(({ name }) => name)
    expect([await names('active'), await names('archived'), await names('all')]).toEqual([[], ['Gone Ltd'], ['Gone Ltd']])
    await expect(call('changeClient', owner, { params: { id }, body: { name: 'X' }, ifMatch: archived.version })).rejects.toEqual(
      refused('catalog.archived'),
    )
    const back = await call('setClientState', owner, { params: { id }, body: { state: 'active' }, ifMatch: archived.version })
    expect(back).toMatchObject({ state: 'active', version: version + 2 })
  })

  test('a list of any length comes in pages without a gap or a repetition', async () => {
    await Promise.all(Array.from({ length: 7 }, (_, index) => call('createClient', owner, { body: { name: `Page ${index % 3}` } })))
    const seen: string[] = []
    for (let cursor: string | undefined; ;) {
      const page = await call('listClients', owner, { query: { limit: '3', text: 'page', ...(cursor ? { cursor } : {}) } })
      seen.push(...page.items.map(({ id }) => id))
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(seen).toHaveLength(7)
    expect(new Set(seen).size).toBe(7)
  })
})

describe('who sees what', () => {
  test('each sees the clients and applications of their own roles, and a stranger nothing of another client', async () => {
    const { id } = await shop()
    const seen = async (who: PersonCaller) => {
      const clients = await call('listClients', who, { query: { limit: '200', state: 'all' } })
      const applications = await call('listApplications', who, { query: { limit: '200' } })
      return [clients.items.some((client) => client.id === clientA), applications.items.some((application) => application.id === id)]
    }
    for (const who of [owner, lead, engineer, contact]) expect(await seen(who)).toEqual([true, true])
    for (const who of [outsideLead, stranger]) expect(await seen(who)).toEqual([false, false])
  })

  test('the stranger meets the same 404 for what is there and for what is not', async () => {
    const { id, version } = await shop()
    const component = await part(id)
    const nowhere = { params: { id: toId('application', '018d0c5e-0000-7000-8000-000000009999') } }
    for (const who of [stranger, outsideLead]) {
      await expect(call('readApplication', who, { params: { id } })).rejects.toEqual(refused('common.not_found'))
      await expect(call('readApplication', who, nowhere)).rejects.toEqual(refused('common.not_found'))
      await expect(call('readGraph', who, { params: { id } })).rejects.toEqual(refused('common.not_found'))
      await expect(call('readComponent', who, { params: { id: component.id } })).rejects.toEqual(refused('common.not_found'))
      expect((await call('listComponents', who, { query: { applicationId: id } })).items).toEqual([])
      expect((await call('listCoverage', who, { query: { applicationId: id } })).items).toEqual([])
    }
    const change = { params: { id }, body: { name: 'Mine' }, ifMatch: version }
    await expect(call('changeApplication', outsideLead, change)).rejects.toEqual(refused('common.not_found'))
  })

  test('a contact reads and changes nothing', async () => {
    const { id, version } = await shop()
    expect(await call('readApplication', contact, { params: { id } })).toMatchObject({ id })
    const change = { params: { id }, body: { name: 'Mine' }, ifMatch: version }
    await expect(call('changeApplication', contact, change)).rejects.toEqual(refused('common.forbidden'))
  })

  test('whoever works for one client adds applications there and nowhere else', async () => {
    expect(await call('createApplication', engineer, { body: { clientId: clientA, name: 'Mine' } })).toMatchObject({ name: 'Mine' })
    for (const clientId of [clientB, null]) {
      await expect(call('createApplication', engineer, { body: { clientId, name: 'Not mine' } })).rejects.toEqual(
        refused('common.not_found'),
      )
    }
  })

  test('an application moves only where the mover may add one', async () => {
    const { id, version } = await shop()
    const move = { params: { id }, body: { clientId: clientB }, ifMatch: version }
    await expect(call('changeApplication', engineer, move)).rejects.toEqual(refused('common.not_found'))
    expect(await call('changeApplication', lead, move)).toMatchObject({ client: { id: clientB } })
    await expect(call('readApplication', engineer, { params: { id } })).rejects.toEqual(refused('common.not_found'))
  })
})

describe('applications', () => {
  test('an application with an address has a production environment there', async () => {
    const { id, environmentCount } = await call('createApplication', owner, {
      body: { clientId: clientA, name: 'Web', url: 'https://web.example.com' },
    })
    const { items } = await call('listEnvironments', owner, { query: { applicationId: id } })
    expect(environmentCount).toBe(1)
    expect(items).toMatchObject([{ name: 'Production', kind: 'production', url: 'https://web.example.com' }])
  })

  test('many addresses become applications at once; what is there already is left and said', async () => {
    const addresses = 'Alpha https://alpha.example.com\nbeta.example.com, alpha.example.com/'
    const first = await call('createApplications', lead, { body: { clientId: clientA, addresses } })
    expect(first.applications.map(({ name }) => name)).toEqual(['Alpha', 'beta.example.com'])
    expect(first.notes).toEqual([{ line: 2, message: expect.stringContaining('line 1') }])
    const second = await call('createApplications', lead, {
      body: { clientId: clientA, addresses: 'gamma.example.com\nalpha.example.com' },
    })
    expect(second.applications.map(({ name }) => name)).toEqual(['gamma.example.com'])
    expect(second.notes).toEqual([{ line: 2, message: expect.stringContaining('“Alpha”') }])
  })

  test('one bad line adds nothing, and names itself', async () => {
    const addresses = 'delta.example.com\nftp://x.example.com'
    await expect(call('createApplications', owner, { body: { clientId: clientA, addresses } })).rejects.toMatchObject({
      code: { code: 'catalog.bad_addresses' },
      fields: [{ field: 'body.addresses', message: expect.stringMatching(/^Line 2: /) }],
    })
    expect((await call('listApplications', owner, { query: { text: 'delta' } })).items).toEqual([])
  })

  test('owners are people who work here, one answers for it, and the version moves with them', async () => {
    const { id, version } = await shop()
    const set = (owners: unknown, ifMatch: number) => call('setApplicationOwners', owner, { params: { id }, body: { owners }, ifMatch })
    const named = await set(
      [
        { personId: person('developer'), part: 'deputy' },
        { personId: person('lead'), part: 'owner' },
      ],
      version,
    )
    expect(named.owners).toMatchObject([
      { name: 'Tara Lindqvist', part: 'owner' },
      { name: 'Deepak Varma', part: 'deputy' },
    ])
    expect(named).toMatchObject({ coverage: 'covered', version: version + 1 })
    const nobody = { personId: toId('person', '018d0c5e-0000-7000-8000-000000009999'), part: 'deputy' }
    await expect(set([nobody], named.version)).rejects.toMatchObject({ fields: [{ field: 'body.owners.0.personId' }] })
    const twice = [
      { personId: person('lead'), part: 'owner' },
      { personId: person('developer'), part: 'owner' },
    ]
    await expect(set(twice, named.version)).rejects.toMatchObject({ fields: [{ field: 'body.owners.1' }] })
  })
})

test('only people who may see an application look after it, and only they are offered', async () => {
  const { id, version } = await shop()
  const body = { owners: [{ personId: person('outsideLead'), part: 'owner' }] }
  await expect(call('setApplicationOwners', owner, { params: { id }, body, ifMatch: version })).rejects.toMatchObject({
    fields: [{ field: 'body.owners.0.personId', message: 'is somebody whose roles do not let them see this application' }],
  })
  const offered = (await call('listPossibleOwners', owner, { params: { id } })).items.map(({ name }) => name)
  expect(offered).toEqual(expect.arrayContaining([cast.engineer.name, cast.lead.name]))
  for (const who of ['outsideLead', 'stranger', 'powerless'] as const) expect(offered).not.toContain(cast[who].name)
  await expect(call('listPossibleOwners', callerOf('stranger'), { params: { id } })).rejects.toMatchObject({
    code: { code: 'common.not_found' },
  })
})

test('what somebody looks after is told on request, and nobody looks after it once they are erased', async () => {
  const { id, version, name } = await shop()
  const body = { owners: [{ personId: person('qa'), part: 'owner' }] }
  await call('setApplicationOwners', owner, { params: { id }, body, ifMatch: version })
  const subject = { personIds: [cast.qa.id], contactIds: [], emails: [], names: [] }
  const held: unknown[] = []
  await platform.work.read(async (tx) => {
    for await (const item of catalogPersonal.export(subject, tx)) held.push(item)
  })
  expect(held).toEqual([{ kind: 'ownerships', data: { application: name, component: null, part: 'owner' } }])
  const act = { actor: owner.ref, at: platform.clock.now() }
  await platform.work.run((tx) => catalogPersonal.erase(subject, tx, act))
  expect(await call('readApplication', owner, { params: { id } })).toMatchObject({ owners: [], coverage: 'no_owner' })
})

describe('components', () => {
  test('the graph shows what needs what, and a circle is refused with its names', async () => {
    const { id } = await shop()
    const [web, api, db] = [await part(id, 'web'), await part(id, 'api'), await part(id, 'db')]
    const needs = (from: { id: string; version: number }, to: { id: string }) =>
      call('setComponentDependencies', owner, { params: { id: from.id }, body: { dependsOn: [to.id] }, ifMatch: from.version })
    await needs(web, api)
    await needs(api, db)
    await expect(needs(db, web)).rejects.toMatchObject({
      code: { code: 'catalog.dependency_circle' },
      publicMessage: 'These dependencies would run in a circle: db → web → api → db.',
    })
    const { nodes, edges } = await call('readGraph', contact, { params: { id } })
    expect(nodes.map(({ name }) => name)).toEqual(['api', 'db', 'web'])
    expect(edges).toEqual(
      expect.arrayContaining([
        { from: web.id, to: api.id },
        { from: api.id, to: db.id },
      ]),
    )
  })

  test('two who each close half of a circle at once cannot both succeed', async () => {
    const { id } = await shop()
    const [a, b] = [await part(id), await part(id)]
    const needs = (from: typeof a, to: typeof a) =>
      call('setComponentDependencies', owner, { params: { id: from.id }, body: { dependsOn: [to.id] }, ifMatch: from.version })
    const results = await Promise.allSettled([needs(a, b), needs(b, a)])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('components of another application cannot be needed', async () => {
    const [here, there] = [await part((await shop()).id), await part((await shop()).id)]
    const call1 = call('setComponentDependencies', owner, {
      params: { id: here.id },
      body: { dependsOn: [there.id] },
      ifMatch: here.version,
    })
    await expect(call1).rejects.toMatchObject({ fields: [{ field: 'body.dependsOn.0' }] })
  })

  test('an archived component leaves the graph and its name, and comes back with its dependencies', async () => {
    const { id } = await shop()
    const [web, db] = [await part(id, 'web'), await part(id, 'db')]
    await call('setComponentDependencies', owner, { params: { id: web.id }, body: { dependsOn: [db.id] }, ifMatch: web.version })
    const gone = await call('setComponentState', owner, { params: { id: db.id }, body: { state: 'archived' }, ifMatch: db.version })
    expect(await call('readGraph', owner, { params: { id } })).toMatchObject({ nodes: [{ name: 'web', dependsOn: [] }], edges: [] })
    const other = await part(id, 'db')
    const restore = (ifMatch: number) => call('setComponentState', owner, { params: { id: db.id }, body: { state: 'active' }, ifMatch })
    await expect(restore(gone.version)).rejects.toEqual(refused('catalog.name_taken'))
    await call('changeComponent', owner, { params: { id: other.id }, body: { name: 'db two' }, ifMatch: other.version })
    await restore(gone.version)
    expect((await call('readGraph', owner, { params: { id } })).edges).toEqual([{ from: web.id, to: db.id }])
  })

  test('coverage in the list is the judgement of the answer, for every combination of owners', async () => {
    const { id, version } = await shop()
    const [lonely, shared, orphan] = [await part(id, 'lonely'), await part(id, 'shared'), await part(id, 'orphan')]
    const set = (component: typeof lonely, owners: unknown) =>
      call('setComponentOwners', owner, { params: { id: component.id }, body: { owners }, ifMatch: component.version })
    await set(lonely, [{ personId: person('qa'), part: 'owner' }])
    await set(shared, [
      { personId: person('qa'), part: 'owner' },
      { personId: person('lead'), part: 'deputy' },
    ])
    await set(orphan, [{ personId: person('qa'), part: 'deputy' }])
    const inherits = await part(id, 'inherits')
    const check = async () => {
      const { nodes } = await call('readGraph', owner, { params: { id } })
      const { items } = await call('listCoverage', owner, { query: { applicationId: id, limit: '200' } })
      const listed = new Map(items.filter(({ component }) => component).map(({ component, coverage }) => [component?.id, coverage]))
      for (const node of nodes) expect(listed.get(node.id) ?? 'covered').toBe(node.coverage)
      return nodes.find((node) => node.id === inherits.id)?.coverage
    }
    expect(await check()).toBe('no_owner')
    for (const caller of [engineer, stranger]) {
      const { items } = await call('listApplications', caller, { query: { limit: '200' } })
      const seen = items.filter(({ coverage }) => coverage === 'no_owner')
      expect((await coverageSummary({ platform, caller })).ownerless?.count ?? 0).toBe(seen.length)
    }
    const body = { owners: [{ personId: person('lead'), part: 'owner' }] }
    await call('setApplicationOwners', owner, { params: { id }, body, ifMatch: version })
    expect(await check()).toBe('one_person')
  })
})

describe('environments and features', () => {
  test('the order is position, then name', async () => {
    const { id } = await shop()
    for (const [name, position] of [
      ['b', 1],
      ['a', 1],
      ['z', 0],
    ] as const) {
      await call('createEnvironment', owner, { body: { applicationId: id, name, kind: 'qa', position } })
    }
    const { items } = await call('listEnvironments', owner, { query: { applicationId: id } })
    expect(items.map(({ name }) => name)).toEqual(['z', 'a', 'b'])
    const twin = call('createEnvironment', owner, { body: { applicationId: id, name: 'A', kind: 'qa' } })
    await expect(twin).rejects.toEqual(refused('catalog.name_taken'))
  })

  test('a feature is tied to routes and to components of its application', async () => {
    const { id } = await shop()
    const api = await part(id)
    const body = { applicationId: id, name: 'Checkout', importance: 'core', routes: ['POST /orders/:id'], componentIds: [api.id] }
    const feature = await call('createFeature', engineer, { body })
    expect(feature).toMatchObject({ importance: 'core', routes: ['POST /orders/:id'], componentIds: [api.id] })
    const other = await part((await shop()).id)
    const wrong = { params: { id: feature.id }, body: { componentIds: [other.id] }, ifMatch: feature.version }
    await expect(call('changeFeature', engineer, wrong)).rejects.toMatchObject({ fields: [{ field: 'body.componentIds.0' }] })
    const cleared = { params: { id: feature.id }, body: { componentIds: [], routes: ['/cart'] }, ifMatch: feature.version }
    expect(await call('changeFeature', engineer, cleared)).toMatchObject({ componentIds: [], routes: ['/cart'], version: 2 })
    const events = await eventsAbout(uuidOf('feature', feature.id))
    expect(events.at(-1)?.particulars).toMatchObject({
      fields: expect.arrayContaining(['routes', 'componentIds']),
      after: { componentIds: [] },
    })
  })
})

describe('what set-up asks', () => {
  test('set-up adds Pitcrew with its parts, and the applications of the box, each with its first owner', async () => {
    const founding = { actor: owner.ref, at: platform.clock.now(), ownerId: cast.owner.id }
    const { self, added } = await platform.work.run(async (tx) => {
      const { addresses } = readAddresses('Intranet http://10.0.0.5:8080', 'body.addresses')
      return {
        self: await createSelf(platform, tx, { ...founding, url: 'http://localhost:7700' }),
        added: await createApplications(platform, tx, { ...founding, addresses }),
      }
    })
    expect(added.applications).toMatchObject([{ name: 'Intranet', url: 'http://10.0.0.5:8080/' }])
    const id = toId('application', self.applicationId)
    const { nodes, edges } = await call('readGraph', owner, { params: { id } })
    expect(nodes.map(({ name, kind }) => [name, kind])).toEqual([
      ['Server', 'web'],
      ['PostgreSQL', 'database'],
      ['ClickHouse', 'database'],
      ['Host', 'host'],
    ])
    expect(edges).toHaveLength(5)
    const read = await call('readApplication', owner, { params: { id } })
    expect(read).toMatchObject({ kind: 'self', owners: [{ name: 'Olivia Owens' }], coverage: 'one_person' })
    const archive = { params: { id }, body: { state: 'archived' }, ifMatch: read.version }
    await expect(call('setApplicationState', owner, archive)).rejects.toEqual(refused('catalog.self_application'))
    await platform.work.read(async (tx) => {
      expect((await selfEnvironment(tx))?.id).toBe(self.environmentId)
      expect(await environmentsOf(tx, self.applicationId)).toMatchObject([{ kind: 'production', scope: { audience: 'client' } }])
      expect(await scopeOf(tx, { kind: 'component', id: self.componentIds.host })).toMatchObject({ applicationId: self.applicationId })
    })
  })

  test('there is one Pitcrew', async () => {
    const second = platform.work.run((tx) =>
      createSelf(platform, tx, { actor: owner.ref, at: platform.clock.now(), ownerId: null, url: 'http://localhost:7700' }),
    )
    await expect(second).rejects.toThrow('application_self')
  })
})
