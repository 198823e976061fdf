import { beforeAll, describe, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { watchersOf } from '#core/comments/public.ts'
import { openPersonKeys, type PersonCaller } from '#core/identity/public.ts'
import { aPerson, callerOf, callerWith, cast, CLIENT_A, CLIENT_B, seedCast, type CastMember } from '#core/identity/testing.ts'
import { linksContract } from '#core/links/contract/contract.ts'
import { linksHandlers } from '#core/links/http/handlers.ts'
import { decisionEvents } from '#events/decisions.ts'
import { linkEvents } from '#events/links.ts'
import { toId, toUuid } from '#kit/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { decisionsPersonal } from './actions/erasure.ts'
import { decisionsContract } from './contract/contract.ts'
import { decisionsHandlers } from './http/handlers.ts'
import { decisionsModule } from './module.ts'
import { decisionNotifies } from './notifies.ts'

let platform: PostgresPlatform
let call: ReturnType<typeof calling<typeof decisionsContract>>
let now: NonNullable<ReturnType<typeof decisionsModule>['now']>
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const person = (who: CastMember) => toId('person', cast[who].id)

beforeAll(async () => {
  platform = await postgresPlatform({ events: [...decisionEvents, ...linkEvents], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  // It declares the kind and its type of link; of the platform it uses what is there.
  const module = decisionsModule(platform as unknown as Platform)
  now = module.now ?? (async () => [])
  call = calling(decisionsContract, decisionsHandlers(platform))
})

const options = [
  { title: 'Keep the queue', text: 'Cheap.' },
  { title: 'Move to a log', text: 'Lasting.' },
]
const ask = (who: CastMember = 'lead', over: Record<string, unknown> = {}) =>
  call('createDecision', callerOf(who), { body: { question: 'Which queue?', clientId: toId('client', CLIENT_A), options, ...over } })
const decide = (who: CastMember, { id, version }: { id: string; version: number }, body: Record<string, unknown> = {}) =>
  call('decide', callerOf(who), {
    params: { id },
    body: { chosen: 1, outcome: 'We move.', reason: 'It lasts.', ...body },
    ifMatch: version,
  })

describe('who is told', () => {
  const tell = async (id: string, kind: string) => {
    await platform.log.settle()
    const uuid = toUuid('decision', id) ?? ''
    const event = (await platform.log.read(0, 100_000)).findLast((one) => one.record.id === uuid && one.kind === kind)
    if (!event) throw new Error(`no ${kind}`)
    return platform.work.read(async (tx) => {
      const told = await Promise.all(decisionNotifies.filter(({ on }) => on.kind === kind).map(({ whom }) => whom(event, tx)))
      return told.flat()
    })
  }

  test('whoever is asked for a view is told of it; a view that is asked of a side is told to nobody by name', async () => {
    const { id } = await ask()
    await call('askView', callerOf('lead'), { params: { id }, body: { side: 'qa', personId: person('qa') } })
    expect(await tell(id, 'decision.view_asked')).toEqual([{ personId: cast.qa.id, reason: 'asked' }])
    await call('askView', callerOf('lead'), { params: { id }, body: { side: 'support' } })
    expect(await tell(id, 'decision.view_asked')).toEqual([])
  })

  test('once it is decided, who asked for a view is told as well as author, owner and who answered', async () => {
    const { id } = await ask('lead')
    await call('askView', callerOf('projectManager'), { params: { id }, body: { side: 'qa', personId: person('qa') } })
    const read = await call('readDecision', callerOf('lead'), { params: { id } })
    await decide('owner', read)
    const told = await tell(id, 'decision.decided')
    expect(told).toContainEqual({ personId: cast.projectManager.id, reason: 'asker' })
    expect(told).toContainEqual({ personId: cast.qa.id, reason: 'asked' })
    expect(told.filter(({ personId }) => personId === cast.lead.id).map(({ reason }) => reason)).toEqual(['author'])
  })
})

describe('a decision', () => {
  test('collects the views of those whom it concerns, is decided with its reason, and says so in order', async () => {
    const made = await ask('lead', { dueAt: '2026-12-01T12:00:00.000Z' })
    expect(made).toMatchObject({ state: 'open', owner: { name: 'Tara Lindqvist' }, label: expect.stringMatching(/^DEC-\d+$/), views: [] })
    const params = { id: made.id }
    const asked = await call('askView', callerOf('lead'), { params, body: { side: 'qa', personId: person('qa') } })
    const view = asked.views[0]?.id ?? ''
    const give = (who: CastMember) =>
      call('giveView', callerOf(who), { params: { ...params, view }, body: { text: 'Testable both ways.', favours: 1 } })
    await expect(give('developer')).rejects.toEqual(refused('decisions.not_asked'))
    const given = await give('qa')
    expect(given.views).toMatchObject([{ side: 'qa', text: 'Testable both ways.', favours: 1, givenBy: { name: 'Quentin Adler' } }])
    const decided = await decide('lead', given)
    expect(decided).toMatchObject({ state: 'decided', chosen: 1, reason: 'It lasts.', decidedBy: { name: 'Tara Lindqvist' } })
    await platform.log.settle()
    const events = (await platform.log.read(0, 100_000)).filter(({ record }) => record.id === toUuid('decision', made.id))
    expect(events.map(({ kind }) => kind)).toEqual(['decision.created', 'decision.view_asked', 'decision.view_given', 'decision.decided'])
    expect(JSON.stringify(events)).not.toMatch(/Testable|It lasts/)
  })

  test('that is decided is changed only after it was asked anew', async () => {
    const decided = await decide('lead', await ask())
    const change = { params: { id: decided.id }, body: { question: 'Other?' }, ifMatch: decided.version }
    await expect(call('changeDecision', callerOf('lead'), change)).rejects.toEqual(refused('decisions.not_now'))
    const open = await call('reopen', callerOf('lead'), { params: { id: decided.id }, ifMatch: decided.version })
    expect(open).toMatchObject({ state: 'open', chosen: null, outcome: '', decidedBy: null })
  })

  test('cannot choose what is not among its options', async () => {
    await expect(decide('lead', await ask(), { chosen: 2 })).rejects.toEqual(refused('decisions.no_such_option'))
    expect(await decide('lead', await ask(), { chosen: null })).toMatchObject({ chosen: null, state: 'decided' })
  })

  test('is superseded by another, and the two are linked', async () => {
    const [old, next] = [await decide('lead', await ask()), await ask('lead', { question: 'Which log?' })]
    const after = await call('supersede', callerOf('lead'), { params: { id: old.id }, body: { by: next.id }, ifMatch: old.version })
    expect(after.state).toBe('superseded')
    const links = calling(linksContract, linksHandlers(platform))
    const { items } = await links('listLinks', callerOf('lead'), { query: { record: old.id } })
    expect(items).toMatchObject([{ words: 'superseded by', card: { title: 'Which log?' } }])
  })

  test('of two who decide at once one is told so', async () => {
    const made = await ask()
    const results = await Promise.allSettled([decide('lead', made), decide('owner', made)])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('takes back what nobody answered, and keeps what was said', async () => {
    const { id } = await ask()
    const asked = await call('askView', callerOf('lead'), { params: { id }, body: { side: 'support' } })
    const view = asked.views[0]?.id ?? ''
    const said = await call('giveView', callerOf('userSupport'), { params: { id, view }, body: { text: 'Users will not notice.' } })
    expect(said.views[0]?.givenBy?.name).toBe('Uma Sato')
    const params = { id, view }
    await expect(call('withdrawView', callerOf('lead'), { params })).rejects.toEqual(refused('decisions.given_already'))
    await expect(call('giveView', callerOf('lead'), { params, body: { text: 'I disagree.' } })).rejects.toEqual(
      refused('decisions.given_already'),
    )
  })

  test('new options make earlier preferences say nothing', async () => {
    const { id } = await ask()
    const asked = await call('askView', callerOf('lead'), { params: { id }, body: { side: 'qa' } })
    const view = asked.views[0]?.id ?? ''
    const given = await call('giveView', callerOf('qa'), { params: { id, view }, body: { text: 'First.', favours: 0 } })
    const changed = await call('changeDecision', callerOf('lead'), {
      params: { id },
      body: { options: [{ title: 'Only this' }] },
      ifMatch: given.version,
    })
    expect(changed.views).toMatchObject([{ text: 'First.', favours: null }])
  })

  test('is deleted and brought back', async () => {
    const { id, version } = await ask()
    const set = (deleted: boolean, ifMatch: number) =>
      call('setDecisionDeleted', callerOf('lead'), { params: { id }, body: { deleted }, ifMatch })
    const gone = await set(true, version)
    await expect(call('readDecision', callerOf('lead'), { params: { id } })).rejects.toEqual(refused('common.not_found'))
    await set(false, gone.version)
    expect((await call('readDecision', callerOf('lead'), { params: { id } })).question).toBe('Which queue?')
  })
})

describe('who takes part', () => {
  test('neither contacts nor strangers read or change it, and nobody is asked who could not read it', async () => {
    const made = await ask()
    const params = { id: made.id }
    for (const who of ['outsideLead', 'stranger', 'contact'] as const) {
      await expect(call('readDecision', callerOf(who), { params })).rejects.toEqual(refused('common.not_found'))
      const gone = who === 'outsideLead' ? refused('common.not_found') : expect.anything()
      await expect(decide(who, made)).rejects.toEqual(gone)
      await expect(call('askView', callerOf(who), { params, body: { side: 'qa' } })).rejects.toEqual(gone)
    }
    await expect(ask('outsideLead')).rejects.toEqual(refused('common.not_found'))
    for (const who of ['outsideLead', 'contact'] as const) {
      const body = { side: 'qa', personId: person(who) }
      await expect(call('askView', callerOf('lead'), { params, body })).rejects.toMatchObject({ fields: [{ field: 'body.personId' }] })
    }
    const foreign = await ask('outsideLead', { clientId: toId('client', CLIENT_B) })
    const list = async (who: CastMember) =>
      (await call('listDecisions', callerOf(who), { query: { limit: '200' } })).items.map(({ id }) => id)
    expect(await list('engineer')).toContain(made.id)
    expect(await list('engineer')).not.toContain(foreign.id)
    expect(await list('outsideLead')).toEqual([foreign.id])
  })

  test('whoever is asked watches it and finds it on the first screen until they answered', async () => {
    const { id } = await ask('lead', { question: 'Shall we freeze?' })
    const body = { side: 'development', personId: person('developer') }
    const asked = await call('askView', callerOf('lead'), { params: { id }, body })
    const waiting = async () => (await now(callerOf('developer'))).filter(({ title }) => title === 'Shall we freeze?')
    expect(await waiting()).toMatchObject([{ band: 'waiting', reason: 'Your view was asked for.', href: `/decisions/${id}` }])
    const watching = await platform.work.read((tx) => watchersOf(tx, toUuid('decision', id) ?? ''))
    expect(watching).toEqual([
      { personId: cast.lead.id, reason: 'author' },
      { personId: cast.developer.id, reason: 'asked' },
    ])
    const view = asked.views[0]?.id ?? ''
    await call('giveView', callerOf('developer'), { params: { id, view }, body: { text: 'Yes.' } })
    expect(await waiting()).toEqual([])
  })
})

test('an erased person is found in no decision, and the views of others stay', async () => {
  const gone = await aPerson(platform, {
    name: 'Mathilde Quist',
    email: 'mathilde@example.org',
    grants: [{ role: 'qa', clientId: null, applicationId: null }],
  })
  const { id } = await ask('lead', { context: 'Mathilde Quist measured it.' })
  const params = { id }
  await call('askView', callerOf('lead'), { params, body: { side: 'qa', personId: toId('person', gone.id) } })
  const asked = await call('askView', callerOf('lead'), { params, body: { side: 'support' } })
  const give = (who: PersonCaller, at: number, text: string) =>
    call('giveView', who, { params: { id, view: asked.views[at]?.id ?? '' }, body: { text } })
  await give(callerWith(gone.grants, gone.id), 0, 'My view.')
  await give(callerOf('userSupport'), 1, 'As Mathilde Quist said.')
  const subject = { personIds: [gone.id], contactIds: [], emails: [gone.email], names: [gone.name] }
  const erase = () =>
    platform.work.run((tx) => decisionsPersonal.erase(subject, tx, { actor: callerOf('owner').ref, at: platform.clock.now() }))
  expect(await erase()).toEqual({ counts: { views: 1, decisions: 1 } })
  expect(await erase()).toEqual({ counts: { views: 0, decisions: 0 } })
  const kept = await call('readDecision', callerOf('lead'), { params })
  expect(kept.context).toBe('[–] measured it.')
  expect(kept.views).toMatchObject([
    { person: null, givenBy: null, text: '' },
    { text: 'As [–] said.', givenBy: { name: 'Uma Sato' } },
  ])
})
