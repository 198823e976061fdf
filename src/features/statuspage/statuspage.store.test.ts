/** From an application's first day to what its readers are told, on real stores. */
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { incidentDeclared, incidentMoved, incidentReleased, incidentSeverityChanged } from '#events/incidents.ts'
import { windowCancelled, windowChanged, windowEnded, windowPlanned, windowStarted } from '#events/maintenance.ts'
import { statuspageEvents } from '#events/statuspage.ts'
import type { EventKind } from '#kit/event.ts'
import { toId, toUuid, type Thing } from '#kit/ids.ts'
import { HOUR_MS, instant, later, MINUTE_MS, SECOND_MS, toIso } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { affected, named } from '#platform/pg/tx.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { KeptPages } from './actions/kept-pages.ts'
import { statuspagePersonal } from './actions/personal.ts'
import { signedText } from './actions/signed-id.ts'
import { sendDeliveries } from './actions/deliveries.ts'
import { statuspageContract } from './contract/contract.ts'
import { STATES } from './domain/words.ts'
import { statuspageHandlers } from './http/handlers.ts'
import { subscriptionPages } from './http/subscription.ts'
import { buildPage } from './queries/build-page.ts'
import { needsNow } from './queries/posts.ts'
import { incidentReaction, windowReaction } from './reactions/drafts.ts'
import { firstPageReaction } from './reactions/first-page.ts'
import { subscribersOf } from './store/subscribers.ts'

const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS - HOUR_MS)

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let call: ReturnType<typeof calling<typeof statuspageContract>>
let catalog: ReturnType<typeof calling<typeof catalogContract>>
let application = ''
let page: Awaited<ReturnType<typeof aPage>>
const owner = callerOf('owner')
const lead = callerOf('lead')

beforeAll(async () => {
  const ofOthers = [incidentDeclared, incidentMoved, incidentReleased, incidentSeverityChanged]
  const ofWindows = [windowPlanned, windowChanged, windowCancelled, windowStarted, windowEnded]
  const events = [...catalogEvents, ...statuspageEvents, ...ofOthers, ...ofWindows]
  const postgres = await postgresPlatform({ now: START, events, personKeys: openPersonKeys })
  const config = { ...postgres.config, publicUrl: 'https://support.example.com' }
  platform = { ...postgres, config, clickhouse: await testClickHouse() }
  platform.log.declare({ events, reactions: [firstPageReaction(platform), incidentReaction(platform), windowReaction(platform)] })
  await seedClients(platform)
  await seedCast(platform)
  call = calling(statuspageContract, statuspageHandlers(platform))
  catalog = calling(catalogContract, catalogHandlers(platform))
  await platform.log.start()
})
afterAll(() => platform.log.stop())

beforeEach(async () => {
  application = (await catalog('createApplication', owner, { body: { clientId: toId('client', CLIENT_A), name: 'Shop' } })).id
  page = await aPage()
})

async function aPage() {
  await platform.log.settle()
  const { items } = await call('listPages', owner, { query: { applicationId: application } })
  return call('readPage', owner, { params: { id: items[0]?.id ?? '' } })
}
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const changed = (body: object, who = lead) => call('changePage', who, { params: { id: page.id }, ifMatch: page.version, body })
const posts = async () => (await call('listPosts', owner, { params: { id: page.id } })).items
const standing = () => call('readStanding', owner, { params: { id: page.id } })

/** Says that something happened to a thing of another part. */
async function happened(event: EventKind, record: { kind: Thing; id: string }, particulars: object): Promise<void> {
  const scope = { clientId: CLIENT_A, applicationId: toUuid('application', application) ?? '', audience: 'internal' as const }
  const actor = { kind: 'system', id: 'test' } as const
  await platform.work.run((tx) => platform.log.publish(tx, { event, actor, record, scope, at: platform.clock.now(), particulars }))
  await platform.log.settle()
}
const about = (of: object = {}) => ({ label: 'INC-12', type: 'operational', severity: 'critical', ...of })
async function anIncident(of: object = {}): Promise<{ kind: 'incident'; id: string }> {
  const incident = { kind: 'incident' as const, id: uuidv7() }
  await happened(incidentDeclared, incident, { ...about(of), alertId: null, pages: true, componentIds: [], reason: 'test' })
  return incident
}
async function released(who = lead) {
  const [post] = await posts()
  return call('releaseDraft', who, { params: { id: post?.id ?? '' }, ifMatch: post?.version ?? 0 })
}

describe('a status page', () => {
  test('is there as a draft from the first day of an application, with one component, and nobody outside sees it', async () => {
    expect(page).toMatchObject({ name: 'Shop', state: 'draft', isPrivate: false, waiting: 0 })
    expect(page.components).toMatchObject([{ name: 'Shop', checkIds: null, applicationId: application }])
    const again = await catalog('createApplication', owner, { body: { clientId: toId('client', CLIENT_B), name: 'Shop' } })
    await platform.log.settle()
    const { items } = await call('listPages', owner, { query: { applicationId: again.id } })
    expect(items[0]?.slug).not.toBe(page.slug)
  })

  test('is published by those who may, changed by editors, and is nobody else’s', async () => {
    await expect(changed({ state: 'published' }, callerOf('userSupport'))).rejects.toEqual(refused('common.forbidden'))
    const renamed = await changed({ name: 'Shop status', colour: '#0a6e7c' }, callerOf('userSupport'))
    expect(renamed).toMatchObject({ name: 'Shop status', colour: '#0a6e7c', version: page.version + 1 })
    await expect(changed({ name: 'Late' })).rejects.toEqual(refused('common.version_mismatch'))
    const hidden = refused('common.not_found')
    await expect(call('readPage', callerOf('outsideLead'), { params: { id: page.id } })).rejects.toEqual(hidden)
    await expect(call('readStanding', callerOf('outsideLead'), { params: { id: page.id } })).rejects.toEqual(hidden)
    await expect(call('readPage', callerOf('stranger'), { params: { id: page.id } })).rejects.toEqual(refused('common.forbidden'))
    expect((await call('listPages', callerOf('outsideLead'), { query: { applicationId: application } })).items).toEqual([])
  })

  test('shows no other client’s things', async () => {
    const theirs = await catalog('createApplication', owner, { body: { clientId: toId('client', CLIENT_B), name: 'Theirs' } })
    const foreign = { name: 'Theirs', group: '', weight: 1, applicationId: theirs.id, componentId: null, checkIds: null }
    await expect(changed({ components: [...page.components, foreign] })).rejects.toEqual(refused('common.not_found'))
  })

  test('has another private link once it was renewed', async () => {
    const renewed = await call('renewLink', owner, { params: { id: page.id } })
    expect(renewed.privateUrl).not.toBe(page.privateUrl)
  })
})

describe('a post', () => {
  beforeEach(async () => {
    page = await changed({ state: 'published' })
    platform.clock.advance(SECOND_MS)
  })

  test('is drafted for an incident, waits for a person, and counts from its release on', async () => {
    const incident = await anIncident()
    const [draft] = await posts()
    expect(draft).toMatchObject({
      kind: 'incident',
      phase: null,
      firstReleasedAt: null,
      draft: { phase: 'investigating', reason: 'news_of_incident' },
    })
    expect(draft?.dueAt).toBe(toIso(later(platform.clock.now(), 15 * MINUTE_MS)))
    expect(await needsNow({ platform, caller: lead })).toMatchObject([{ band: 'breaching', values: { minutes: 15 } }])
    expect((await standing()).state).toBe('operational')
    platform.clock.advance(4 * MINUTE_MS)
    await expect(released(callerOf('userSupport'))).rejects.toEqual(refused('common.forbidden'))
    const post = await released()
    expect(post).toMatchObject({ phase: 'investigating', draft: null, firstReleasedAt: toIso(platform.clock.now()) })
    expect(await standing()).toMatchObject({ state: 'major_outage', components: [{ seconds: { major_outage: 240 } }] })
    expect(await needsNow({ platform, caller: lead })).toEqual([])
    await happened(incidentMoved, incident, { ...about(), from: 'declared', to: 'resolved', reason: 'test' })
    platform.clock.advance(2 * MINUTE_MS)
    expect(await released()).toMatchObject({ phase: 'resolved', endedAt: toIso(platform.clock.now()) })
    platform.clock.advance(10 * MINUTE_MS)
    const { state, components, from, to } = await standing()
    expect(state).toBe('operational')
    expect(components[0]?.seconds.major_outage).toBe(360)
    const whole = STATES.reduce((sum, one) => sum + (components[0]?.seconds[one] ?? 0), 0)
    expect(whole).toBe((instant(to) - instant(from)) / SECOND_MS)
  })

  test('of a security incident is not even drafted before the incident was released to the public', async () => {
    const incident = await anIncident({ type: 'security' })
    await happened(incidentMoved, incident, { ...about({ type: 'security' }), from: 'declared', to: 'identified', reason: 'test' })
    expect(await posts()).toEqual([])
    await happened(incidentReleased, incident, { ...about({ type: 'security' }), componentIds: [] })
    expect(await posts()).toMatchObject([{ phase: null, draft: { phase: 'investigating' } }])
  })

  test('is not drafted for a page that nobody published', async () => {
    page = await changed({ state: 'draft' })
    await anIncident()
    expect(await posts()).toEqual([])
  })

  test('that a person writes is left alone, and follows the severity while nobody does', async () => {
    const incident = await anIncident()
    await happened(incidentSeverityChanged, incident, { ...about({ severity: 'minor' }), from: 'critical', pages: false, reason: 'test' })
    const [softer] = await posts()
    expect(softer?.draft?.effects).toMatchObject([{ state: 'degraded' }])
    const body = { title: 'Slow checkout', phase: 'investigating', text: 'Paying takes long.', effects: [] }
    await call('writeDraft', callerOf('userSupport'), { params: { id: softer?.id ?? '' }, ifMatch: softer?.version ?? 0, body })
    await happened(incidentMoved, incident, { ...about(), from: 'declared', to: 'monitoring', reason: 'test' })
    expect((await posts())[0]).toMatchObject({ title: 'Slow checkout', draft: { text: 'Paying takes long.', reason: null } })
  })

  test('shows that it was corrected, and a draft can be thrown away', async () => {
    await anIncident()
    const { id, version, updates } = await released()
    const corrected = await call('correctUpdate', lead, {
      params: { id, update: updates[0]?.id ?? '' },
      ifMatch: version,
      body: { text: 'We were looking into it.' },
    })
    expect(corrected.updates[0]).toMatchObject({ text: 'We were looking into it.', correctedAt: toIso(platform.clock.now()) })
    await anIncident()
    const [draft] = await posts()
    await call('discardDraft', lead, { params: { id: draft?.id ?? '' } })
    expect(await posts()).toHaveLength(1)
  })

  test('announces maintenance, which cannot be dated back, and holds while it is planned', async () => {
    const effects = [{ componentId: page.components[0]?.id ?? '', state: 'maintenance' }]
    const upkeep = { kind: 'maintenance', title: 'New database', phase: 'scheduled', text: 'The shop rests.', effects }
    const at = (minutes: number) => toIso(later(platform.clock.now(), minutes * MINUTE_MS))
    const make = (times: object) => call('createPost', lead, { params: { id: page.id }, body: { ...upkeep, ...times } })
    await expect(make({ startsAt: at(-10), endsAt: at(10) })).rejects.toEqual(refused('statuspage.dated_back'))
    await make({ startsAt: at(10), endsAt: at(20) })
    await released()
    expect((await standing()).state).toBe('operational')
    platform.clock.advance(15 * MINUTE_MS)
    expect((await standing()).state).toBe('maintenance')
    platform.clock.advance(15 * MINUTE_MS)
    expect(await standing()).toMatchObject({ state: 'operational', components: [{ seconds: { maintenance: 600 } }] })
  })

  test('follows a window that the public may know of, from its plan to its end', async () => {
    const window = { kind: 'maintenance_window' as const, id: uuidv7() }
    const at = (minutes: number) => toIso(later(platform.clock.now(), minutes * MINUTE_MS))
    const planned = {
      title: 'New database',
      applicationId: toUuid('application', application),
      startsAt: at(60),
      endsAt: at(90),
      isPublic: true,
    }
    await happened(windowPlanned, window, planned)
    expect(await posts()).toMatchObject([{ kind: 'maintenance', draft: { phase: 'scheduled' } }])
    await released()
    await happened(windowChanged, window, { ...planned, startsAt: at(120), endsAt: at(150), fields: ['startsAt', 'endsAt'] })
    expect((await posts())[0]?.startedAt).toBe(planned.startsAt)
    expect((await released()).startedAt).toBe(at(120))
    await happened(windowEnded, window, { ...planned, stayedInside: true, reason: 'test' })
    expect((await posts())[0]?.draft?.phase).toBe('completed')
    await happened(windowPlanned, { ...window, id: uuidv7() }, { ...planned, isPublic: false })
    expect(await posts()).toHaveLength(1)
  })

  test('cannot say two things of one component at one time: the database refuses it', async () => {
    const component = toUuid('status_component', page.components[0]?.id ?? '')
    const insert = (from: string, to: string) =>
      platform.work.run((tx) =>
        affected(tx, 'test.overlap', sql`insert into status_declared values (${component}::uuid, tstzrange(${from}, ${to}), 'degraded')`),
      )
    await insert('2026-11-22T10:00:00Z', '2026-11-22T11:00:00Z')
    await insert('2026-11-22T11:00:00Z', '2026-11-22T12:00:00Z')
    await expect(insert('2026-11-22T11:30:00Z', '2026-11-22T13:00:00Z')).rejects.toThrow('status_declared_no_overlap')
  })
})

describe('a logo', () => {
  const sent = (text: string) => ({ params: { id: page.id }, upload: Readable.from([Buffer.from(text)]) })
  const kept = async () => (await buildPage(platform, toUuid('status_page', page.id) ?? ''))?.logo

  test('is part of the page once it was sent, whatever it is called, and goes again', async () => {
    expect(await call('changeLogo', owner, sent('<svg/>'))).toMatchObject({ logo: 'data:image/svg+xml;base64,PHN2Zy8+' })
    await call('changeLogo', owner, sent('<svg/>'))
    expect(await kept()).toEqual({ mediaType: 'image/svg+xml', content: 'PHN2Zy8+' })
    await call('removeLogo', owner, { params: { id: page.id } })
    expect(await kept()).toBeNull()
  })

  test('is a picture of a bounded size, and the stranger’s word is none', async () => {
    await expect(call('changeLogo', owner, sent('#!/bin/sh'))).rejects.toEqual(refused('statuspage.not_a_picture'))
    await expect(call('changeLogo', owner, sent(`<svg>${' '.repeat(65_536)}`))).rejects.toEqual(refused('common.too_large'))
    await expect(call('changeLogo', callerOf('stranger'), sent('<svg/>'))).rejects.toEqual(refused('common.forbidden'))
  })
})

describe('a host of its own', () => {
  const put = (domain: string | null, { id = page.id, who = owner } = {}) => call('changeDomain', who, { params: { id }, body: { domain } })

  test('is where readers find the page, and goes again', async () => {
    expect(await put('Status.Shop.example')).toMatchObject({ domain: 'status.shop.example', publicUrl: 'https://status.shop.example' })
    expect(await buildPage(platform, toUuid('status_page', page.id) ?? '')).toMatchObject({ domain: 'status.shop.example' })
    expect(await put(null)).toMatchObject({ domain: null, publicUrl: page.publicUrl })
  })

  test('belongs to one page, and never to Pitcrew itself or to whoever may change the pages of one client only', async () => {
    await put('status.one.example')
    const other = await call('createPage', owner, { body: { name: 'Other' } })
    await expect(put('status.one.example', { id: other.id })).rejects.toEqual(refused('statuspage.domain_taken'))
    await expect(put('support.example.com')).rejects.toEqual(refused('statuspage.domain_taken'))
    await expect(put('status.two.example', { who: callerOf('engineer') })).rejects.toEqual(refused('statuspage.domain_for_all'))
    await expect(put('status.two.example', { who: callerOf('stranger') })).rejects.toEqual(refused('common.forbidden'))
  })
})

describe('a follower', () => {
  const address = 'reader@example.org'
  let pagesOf: ReturnType<typeof subscriptionPages>
  beforeEach(async () => {
    page = await changed({ state: 'published' })
    platform.clock.advance(SECOND_MS)
    const config = { ...platform.config, dataFolder: scratchFolder() }
    const list = async () => [toUuid('status_page', page.id) ?? '']
    const kept = new KeptPages({ platform: { ...platform, config }, build: (id) => buildPage(platform, id), list })
    await kept.run()
    pagesOf = subscriptionPages(platform, kept)
  })
  const mails = async () => (await platform.work.read((tx) => platform.mail.list(tx, { before: null, limit: 50, text: address }))).length
  const known = async () => {
    const all = await platform.work.read((tx) => subscribersOf(tx, [address]))
    return all.filter(({ pageId }) => toId('status_page', pageId) === page.id)
  }
  const at = (id: string) => pagesOf.find((one) => one.id === `statuspage.${id}`)
  const typed = (text: string) => at('subscribe')?.submit?.({ slug: page.slug }, new URLSearchParams({ address: text }))
  const secret = async () =>
    signedText(platform.secrets, 'statuspage.subscriber', `${toUuid('status_page', page.id)}.${(await known())[0]?.id ?? ''}`)

  test('confirms first, is told once of each update, stops by one press, and nobody learns who follows', async () => {
    const before = await mails()
    const first = await typed(address)
    expect(first?.status).toBe(200)
    expect(await typed(` ${address.toUpperCase()} `)).toEqual(first)
    expect(await mails()).toBe(before + 1)
    await anIncident()
    await released()
    await sendDeliveries(platform)
    expect(await mails()).toBe(before + 1)
    expect((await at('confirm')?.press?.({ secret: await secret() }))?.status).toBe(200)
    expect(await typed(address)).toEqual(first)
    await anIncident()
    await released()
    await sendDeliveries(platform)
    await sendDeliveries(platform)
    expect(await mails()).toBe(before + 2)
    await at('stop')?.press?.({ secret: await secret() })
    expect(await known()).toEqual([])
  })

  test('needs an e-mail address and a token that was made here', async () => {
    expect((await typed('nobody'))?.status).toBe(400)
    expect((await at('confirm')?.press?.({ secret: `${toUuid('status_page', page.id)}.${uuidv7()}.AAAAAAAAAAAAAAAAAAAAAA` }))?.status).toBe(
      404,
    )
  })

  test('gets what is held about the address, and is forgotten on request', async () => {
    await typed(address)
    const subject = { personIds: [], contactIds: [], emails: [address], names: [] }
    const held = await platform.work.run(async (tx) => {
      const items = []
      for await (const item of statuspagePersonal.export(subject, tx)) items.push(item)
      await statuspagePersonal.erase(subject, tx, { actor: { kind: 'system', id: 'test' }, at: platform.clock.now() })
      return items
    })
    expect(held).toContainEqual(expect.objectContaining({ kind: 'status_subscriptions', data: expect.objectContaining({ address }) }))
    expect(await known()).toEqual([])
  })

  test('is one of ten thousand, each of whom a release is queued for once', async () => {
    const pageId = toUuid('status_page', page.id)
    const fill = sql`insert into status_subscriber (id, page_id, address, asked_at, confirmed_at)
      select gen_random_uuid(), ${pageId}::uuid, 'reader' || number || '@example.net', now(), now() from generate_series(1, 10000) as number`
    await platform.work.run((tx) => affected(tx, 'test.fill', fill))
    await anIncident()
    await released()
    const count = sql<{ count: number }>`select count(*)::int as count from status_delivery`
    const waiting = async () => (await platform.work.read((tx) => named(tx, 'test.count', count)))[0]?.count
    expect(await waiting()).toBe(10_000)
    await sendDeliveries(platform)
    expect(await waiting()).toBe(0)
    const mailed = sql<{
      count: number
    }>`select count(distinct recipient)::int as count from mail_message where recipient like 'reader%@example.net'`
    expect((await platform.work.read((tx) => named(tx, 'test.mailed', mailed)))[0]?.count).toBe(10_000)
  })
})
