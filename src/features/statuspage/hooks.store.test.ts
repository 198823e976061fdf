/** Followers by web hook and in Slack, on a real database with real jobs; what they are behind is a local server. */
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, seedCast } from '#core/identity/testing.ts'
import { signWebhook } from '#features/channels/public.ts'
import { statuspageEvents } from '#events/statuspage.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { vendorsBehind, type VendorRequest, type Vendors } from '#test/support/vendors.ts'
import { sendDeliveries } from './actions/deliveries.ts'
import { askHookJob, hookAddress, tellHookJob } from './actions/hooks.ts'
import { KeptPages } from './actions/kept-pages.ts'
import { statuspagePersonal } from './actions/personal.ts'
import { statuspageContract } from './contract/contract.ts'
import { readHook } from './domain/hooks.ts'
import { statuspageHandlers } from './http/handlers.ts'
import { subscriptionPages } from './http/subscription.ts'
import { subscribersOf } from './store/subscribers.ts'
import { aComponent, aPublicPage } from './testing-page.ts'

const HOOK = 'https://ops.example.com/status'
const SLACK = 'https://hooks.slack.com/services/T1/B2/x'
const lead = callerOf('lead')

let platform: PostgresPlatform
let vendors: Vendors
let call: ReturnType<typeof calling<typeof statuspageContract>>
let page: Awaited<ReturnType<typeof aPage>>
let pagesOf: ReturnType<typeof subscriptionPages>

beforeAll(async () => {
  const opened = await postgresPlatform({ events: statuspageEvents, personKeys: openPersonKeys })
  vendors = await vendorsBehind(opened.egress)
  platform = { ...opened, config: { ...opened.config, publicUrl: 'https://support.example.com' }, egress: vendors.egress }
  await seedClients(platform)
  await seedCast(platform)
  call = calling(statuspageContract, statuspageHandlers(platform as never))
  platform.jobs.declare([askHookJob(platform), tellHookJob(platform)])
  await platform.jobs.start()
})
afterAll(() => platform.jobs.stop())

beforeEach(async () => {
  vendors.requests.length = 0
  vendors.answer = () => ({ status: 200 })
  page = await aPage()
  const shown = aPublicPage({
    id: toUuid('status_page', page.id) ?? '',
    slug: page.slug,
    components: page.components.map(({ id, name }, number) => aComponent(number, { id: toUuid('status_component', id) ?? '', name })),
  })
  const kept = new KeptPages({
    platform: { ...platform, config: { ...platform.config, dataFolder: scratchFolder() } },
    build: async () => shown,
    list: async () => [shown.id],
  })
  await kept.run()
  pagesOf = subscriptionPages(platform, kept)
})

/** Published, of client A, with two components that nothing is watched of. */
async function aPage() {
  const body = { name: `Shop ${uuidv7()}`, clientId: toId('client', CLIENT_A) }
  const made = await call('createPage', lead, { body })
  const part = { group: '', weight: 1, applicationId: null, componentId: null, checkIds: null }
  const components = [
    { ...part, name: 'Checkout' },
    { ...part, name: 'Search' },
  ]
  return call('changePage', lead, { params: { id: made.id }, ifMatch: made.version, body: { state: 'published', components } })
}
const at = (id: string) => pagesOf.find((one) => one.id === `statuspage.${id}`)
const typed = (hook: string, component?: string) =>
  at('subscribe')?.submit?.({ slug: page.slug }, new URLSearchParams({ hook, ...(component === undefined ? {} : { component }) }))
const jsonOf = ({ body }: VendorRequest) => JSON.parse(body.toString('utf8'))
const asked = () => until(() => vendors.requests[0], { what: 'the question whether it wants to follow' })
const known = async (url: string) => {
  const hook = readHook(url)
  const rows = await platform.work.read((tx) => subscribersOf(tx, hook ? [hookAddress(platform, hook)] : []))
  return rows.find(({ pageId }) => pageId === toUuid('status_page', page.id))
}
const confirmed = (url: string) => until(async () => (await known(url))?.confirmedAt, { what: 'the confirmation' })

/** Returns the UUID of the update. */
async function released(effects: object[] = []): Promise<string> {
  const draft = { title: 'Cards are refused', phase: 'investigating', text: 'We look into <it> & tell more.', effects }
  const post = await call('createPost', lead, { params: { id: page.id }, body: { kind: 'incident', ...draft } })
  const { updates } = await call('releaseDraft', lead, { params: { id: post.id }, ifMatch: post.version })
  await sendDeliveries(platform)
  return toUuid('status_update', updates[0]?.id ?? '') ?? ''
}
/** A web hook that has confirmed by its answer; returns its secret. */
async function following(component?: string): Promise<string> {
  vendors.answer = (request) => ({ status: 200, body: JSON.stringify({ challenge: jsonOf(request).data.challenge }) })
  await typed(HOOK, component)
  const { secret } = jsonOf(await asked()).data
  await confirmed(HOOK)
  vendors.requests.length = 0
  vendors.answer = () => ({ status: 204 })
  return secret
}
const toldJob = async (updateId: string) => ({ updateId, subscriberId: (await known(HOOK))?.id ?? '' })

describe('a web hook', () => {
  test('follows once it has given the challenge back, is told signed, and stops by one press', async () => {
    const secret = await following()
    const updateId = await released()
    const request = await until(() => vendors.requests[0], { what: 'the update' })
    expect(request.url).toBe(HOOK)
    const told = jsonOf(request)
    expect(told).toMatchObject({
      type: 'status_post.released',
      data: {
        page: { name: page.name },
        post: { kind: 'incident', title: 'Cards are refused' },
        update: { id: updateId, phase: 'investigating', text: 'We look into <it> & tell more.' },
        components: [],
      },
    })
    const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = request.headers
    expect(id).toBe(`msg_${updateId}`)
    expect(signature).toBe(signWebhook(secret, { id: String(id), timestamp: String(timestamp), body: request.body.toString('utf8') }))
    const stop = new URL(told.data.stopUrl).pathname.split('/')
    expect((await at('stop')?.press?.({ secret: stop[2] ?? '' }))?.status).toBe(200)
    expect(await known(HOOK)).toBeUndefined()
  })

  test('follows nothing while it only answers, and nobody who types it in learns whether it follows', async () => {
    const first = await typed(HOOK)
    expect(first?.status).toBe(200)
    await asked()
    expect(await typed(HOOK)).toEqual(first)
    await released()
    await until(async () => (await platform.jobs.counts()).waiting === 0)
    expect(vendors.requests.map((request) => jsonOf(request).type)).toEqual(['status_page.confirm'])
    expect((await known(HOOK))?.confirmedAt).toBeNull()
    vendors.requests.length = 0
    platform.clock.advance(16 * MINUTE_MS)
    vendors.answer = (request) => ({ status: 200, body: JSON.stringify({ challenge: jsonOf(request).data.challenge }) })
    expect(await typed(HOOK)).toEqual(first)
    await confirmed(HOOK)
    expect(await typed(HOOK)).toEqual(first)
  })

  test('is told of the components that it chose, and of what touches none', async () => {
    const [checkout, search] = page.components.map(({ id }) => id)
    await following(toUuid('status_component', checkout ?? '') ?? '')
    await released([{ componentId: search, state: 'degraded' }])
    expect((await platform.jobs.counts()).waiting).toBe(0)
    await released([{ componentId: checkout, state: 'major_outage' }])
    const request = await until(() => vendors.requests[0], { what: 'the update' })
    expect(jsonOf(request).data.components).toEqual(['Checkout'])
  })

  test('that fails is tried again, and forgotten after two days or as soon as it says that it is gone', async () => {
    await following()
    vendors.answer = () => ({ status: 500 })
    const updateId = await released()
    const failing = await until(async () => (await known(HOOK))?.failingSince, { what: 'the failure' })
    const tell = async () => tellHookJob(platform).run(await toldJob(updateId))
    platform.clock.advance(47 * HOUR_MS)
    await expect(tell()).rejects.toMatchObject({ code: { code: 'statuspage.hook_failed' } })
    expect((await known(HOOK))?.failingSince).toBe(failing)
    vendors.answer = () => ({ status: 200 })
    await tell()
    expect((await known(HOOK))?.failingSince).toBeNull()
    vendors.answer = () => ({ status: 503 })
    await expect(tell()).rejects.toMatchObject({ code: { code: 'statuspage.hook_failed' } })
    platform.clock.advance(48 * HOUR_MS)
    await tell()
    expect(await known(HOOK)).toBeUndefined()
    await following()
    vendors.answer = () => ({ status: 410 })
    await tell()
    expect(await known(HOOK)).toBeUndefined()
  })

  test('needs an address of https, which nothing private answers', async () => {
    for (const text of ['', 'reader@example.org', 'http://ops.example.com/', 'ftp://ops.example.com/']) {
      expect((await typed(text))?.status, text).toBe(400)
    }
    // Through the guard as it is: the local server would have answered.
    await typed('https://127.0.0.1/status')
    await until(async () => (await platform.jobs.counts()).waiting === 0)
    expect(vendors.requests).toEqual([])
    expect((await known('https://127.0.0.1/status'))?.confirmedAt).toBeNull()
  })

  test('is kept sealed, and is nobody’s mail address', async () => {
    await following()
    const row = await known(HOOK)
    expect(row?.sealedTarget?.includes(Buffer.from('ops.example.com'))).toBe(false)
    expect(row?.address).not.toContain('ops.example.com')
    const emails = await platform.work.read(async (tx) => {
      const all: string[] = []
      for await (const email of statuspagePersonal.emails?.(tx) ?? []) all.push(email)
      return all
    })
    expect(emails).toEqual([])
  })
})

test('a channel of Slack is asked with an address to press, and told in words from then on', async () => {
  await typed(SLACK)
  const { text } = jsonOf(await asked())
  const [, secret = ''] = /\/status-subscription\/(\S+)/.exec(text) ?? []
  expect((await at('confirm')?.press?.({ secret }))?.status).toBe(200)
  vendors.requests.length = 0
  await released()
  const request = await until(() => vendors.requests[0], { what: 'the update' })
  expect(request.url).toBe(SLACK)
  expect(request.headers['webhook-signature']).toBeUndefined()
  expect(jsonOf(request).text).toContain('Cards are refused*\nInvestigating\n\nWe look into &lt;it&gt; &amp; tell more.')
})
