/** Copies of public pages in a folder and in a bucket, on a real database, a real disk and a real S3-compatible server. */
import fs from 'node:fs'
import path from 'node:path'
import { request } from 'undici'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { statuspageEvents } from '#events/statuspage.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, instant, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import type { Config, OutletSettings } from '#platform/config/config.ts'
import { openOutlet, type Outlet } from '#platform/files/outlet.ts'
import { testLogger } from '#test/support/quiet.ts'
import { bucketServer } from '#test/support/bucket-server.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { KeptPages } from './actions/kept-pages.ts'
import { StaticCopies } from './actions/static-copies.ts'
import { statuspageContract } from './contract/contract.ts'
import { statuspageHandlers } from './http/handlers.ts'
import { copyOf } from './pages/copy.ts'
import { buildPage } from './queries/build-page.ts'
import { copyHealth } from './queries/copy-health.ts'
import { pageIds } from './queries/pages.ts'

const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)
const PUBLIC_URL = 'https://support.example.com'
const COPY_URL = 'https://copy.example.net'
const owner = callerOf('owner')

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse; readonly config: Config }
let call: ReturnType<typeof calling<typeof statuspageContract>>
let folder = ''
let number = 0

beforeAll(async () => {
  const postgres = await postgresPlatform({ now: START, events: statuspageEvents, personKeys: openPersonKeys })
  const statusCopy = { url: COPY_URL, outlet: { kind: 'folder', folder: 'named by each test' } } as const
  const config = { ...postgres.config, publicUrl: PUBLIC_URL, statusCopy }
  platform = { ...postgres, config, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  call = calling(statuspageContract, statuspageHandlers(platform))
  await platform.log.start()
})
afterAll(() => platform.log.stop())
beforeEach(async () => {
  folder = scratchFolder()
  // Those of other tests would be copied as well.
  for (const { id } of (await call('listPages', owner, { query: {} })).items) await call('deletePage', owner, { params: { id } })
})

/** A node of its own, with what it would keep and copy. */
async function node(outlet: OutletSettings | Outlet = { kind: 'folder', folder }) {
  const config = { ...platform.config, dataFolder: scratchFolder() }
  const pages = new KeptPages({
    platform: { ...platform, config },
    build: (id) => buildPage(platform, id),
    list: () => pageIds(platform),
  })
  const copies = new StaticCopies({
    platform: { ...platform, logger: testLogger },
    outlet: 'kind' in outlet ? openOutlet(outlet) : outlet,
    pages: () => pages.openPages(),
    make: (page) => copyOf(page, { publicUrl: PUBLIC_URL, copyUrl: COPY_URL }),
  })
  /** What follows a change, a few seconds later. */
  const turn = async () => {
    await platform.log.settle()
    platform.clock.advance(10 * SECOND_MS)
    await pages.run()
    await copies.run()
  }
  return { turn, copies }
}

async function aPage(more: object = {}) {
  const slug = `shop-${++number}`
  const { id, version } = await call('createPage', owner, { body: { name: 'Shop', slug, clientId: toId('client', CLIENT_A) } })
  const part = { name: 'Checkout', group: '', weight: 1, applicationId: null, componentId: null, checkIds: null }
  const body = { state: 'published', components: [part], ...more }
  return call('changePage', owner, { params: { id }, ifMatch: version, body })
}
const read = async (id: string, who = owner) => call('readPage', who, { params: { id } })
const change = async (id: string, body: object) => call('changePage', owner, { params: { id }, ifMatch: (await read(id)).version, body })
const file = (slug: string, at: string) => fs.readFileSync(path.join(folder, slug, at), 'utf8')

async function post(id: string): Promise<string> {
  const draft = { kind: 'incident', title: 'Checkout is slow', phase: 'investigating', text: 'We are looking into it.' }
  const made = await call('createPost', owner, { params: { id }, body: draft })
  await call('releaseDraft', owner, { params: { id: made.id }, ifMatch: made.version })
  return toUuid('status_post', made.id) ?? ''
}

test('a page is copied as files when it is published, and anew when something is released; what did not change stays untouched', async () => {
  const { turn } = await node()
  const page = await aPage()
  await turn()
  expect(file(page.slug, 'index.html')).toContain('Checkout')
  expect(file(page.slug, 'index.de.html')).toContain('lang="de"')
  const icon = fs.statSync(path.join(folder, page.slug, 'icon.svg')).ino
  const id = await post(page.id)
  await turn()
  expect(file(page.slug, 'index.html')).toContain(`href="posts/${id}.html"`)
  expect(file(page.slug, `posts/${id}.html`)).toContain('We are looking into it.')
  expect(file(page.slug, 'feed.atom')).toContain(`${COPY_URL}/${page.slug}/posts/${id}.html`)
  expect(fs.statSync(path.join(folder, page.slug, 'icon.svg')).ino).toBe(icon)
  const { copy } = await read(page.id)
  expect(copy).toMatchObject({ url: `${COPY_URL}/${page.slug}/index.html`, problem: null, failingSince: null })
  expect(copy?.copiedAt).not.toBeNull()
  await expect(read(page.id, callerOf('stranger'))).rejects.toMatchObject({ code: { code: 'common.forbidden' } })
})

test('a private page is never copied, and what becomes private, a draft again or is deleted goes from there', async () => {
  const { turn } = await node()
  const secret = await aPage({ isPrivate: true })
  const pages = [await aPage(), await aPage(), await aPage()] as const
  await turn()
  expect(fs.readdirSync(folder)).not.toContain(secret.slug)
  expect(await read(secret.id)).toMatchObject({ copy: null })
  for (const { slug } of pages) expect(fs.readdirSync(folder)).toContain(slug)
  await change(pages[0].id, { isPrivate: true })
  await change(pages[1].id, { state: 'draft' })
  await call('deletePage', owner, { params: { id: pages[2].id } })
  await turn()
  for (const { slug } of pages) expect(fs.readdirSync(folder)).not.toContain(slug)
  expect(await read(pages[0].id)).toMatchObject({ copy: null })
  await change(pages[0].id, { isPrivate: false })
  await turn()
  expect(file(pages[0].slug, 'index.html')).toContain('Checkout')
})

test('a page with another short name moves, and the name is another page’s as soon as nothing of the first lies there', async () => {
  const { turn } = await node()
  const page = await aPage()
  await turn()
  await change(page.id, { slug: `moved-${page.slug}` })
  const other = await aPage({ name: 'Other', slug: page.slug })
  await turn()
  await turn()
  expect(file(`moved-${page.slug}`, 'index.html')).toContain('Shop')
  expect(file(page.slug, 'index.html')).toContain('Other')
  expect((await read(other.id)).copy?.url).toBe(`${COPY_URL}/${page.slug}/index.html`)
})

test('a place that is away is named, tried again later and ever later, and has everything once it is back', async () => {
  const { turn, copies } = await node()
  const page = await aPage()
  fs.rmSync(folder, { recursive: true })
  await turn()
  const failing = (await read(page.id)).copy
  expect(failing).toMatchObject({ problem: 'missing', copiedAt: null })
  expect(await copyHealth(platform)).toMatchObject([{ state: 'warning', reason: 'missing', values: { detail: `ENOENT at ${folder}` } }])
  fs.mkdirSync(folder)
  await copies.run()
  expect(fs.readdirSync(folder)).toEqual([])
  // Nothing is tried before its time, and everything once it has come.
  platform.clock.advance(10 * MINUTE_MS)
  await turn()
  await turn()
  expect(file(page.slug, 'index.html')).toContain('Checkout')
  expect((await read(page.id)).copy).toMatchObject({ problem: null, failingSince: null })
  expect(await copyHealth(platform)).toMatchObject([{ state: 'ok' }])
})

test('files that were being put there when a node died are known to the next one, which goes on where it was', async () => {
  const page = await aPage()
  const real = openOutlet({ kind: 'folder', folder })
  const died = new Error('the node died')
  const dying: Outlet = { ...real, put: (at, put) => (at.endsWith('feed.rss') ? Promise.reject(died) : real.put(at, put)) }
  const first = await node(dying)
  await expect(first.turn()).rejects.toThrow('the node died')
  const { turn } = await node()
  await turn()
  // The dead one is waited for.
  expect(fs.readdirSync(path.join(folder, page.slug))).not.toContain('index.html')
  await call('deletePage', owner, { params: { id: page.id } })
  platform.clock.advance(10 * MINUTE_MS)
  await turn()
  expect(fs.readdirSync(folder)).not.toContain(page.slug)
})

test('two nodes copy at the same time without harm, and an older page never replaces a newer one', async () => {
  const page = await aPage()
  const [one, other] = [await node(), await node()]
  await Promise.all([one.turn(), other.turn()])
  await Promise.all([one.turn(), other.turn()])
  const id = await post(page.id)
  await one.turn()
  await other.copies.run()
  expect(file(page.slug, 'index.html')).toContain(`posts/${id}.html`)
})

test('a bucket holds the same files with their media types, refuses nothing twice, and is emptied of what goes', async () => {
  const { settings } = await bucketServer('status')
  const { turn } = await node({ kind: 'bucket', bucket: settings })
  const page = await aPage()
  const of = async (at: string) => {
    const { statusCode, headers, body } = await request(`${settings.endpoint}/status/${page.slug}/${at}`)
    return { statusCode, mediaType: headers['content-type'], text: await body.text() }
  }
  await turn()
  expect(await of('index.html')).toMatchObject({ statusCode: 200, mediaType: 'text/html; charset=utf-8' })
  expect(JSON.parse((await of('api/v2/summary.json')).text).components).toMatchObject([{ name: 'Checkout' }])
  const id = await post(page.id)
  await turn()
  expect((await of(`posts/${id}.html`)).text).toContain('We are looking into it.')
  await change(page.id, { isPrivate: true })
  await turn()
  for (const at of ['index.html', `posts/${id}.html`, 'api/v2/summary.json']) expect((await of(at)).statusCode).toBe(404)
})

test('pages of every client are copied, each in its own folder', async () => {
  const { turn } = await node()
  const first = await aPage()
  const slug = `other-${number}`
  const made = await call('createPage', owner, { body: { name: 'Desk', slug, clientId: toId('client', CLIENT_B) } })
  await change(made.id, { state: 'published' })
  await turn()
  expect(file(slug, 'index.html')).toContain('Desk')
  expect(file(first.slug, 'index.html')).not.toContain('Desk')
})
