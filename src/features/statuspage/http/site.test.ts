/** A page at a host of its own, asked over a real socket. */
import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { SimulatedClock } from '#platform/clock.ts'
import { startTestHttp } from '#platform/http/testing.ts'
import type { Platform } from '#platform/platform.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { KeptPages } from '../actions/kept-pages.ts'
import type { SubscribeNeeds } from '../actions/subscribe.ts'
import { aPublicPage } from '../testing-page.ts'
import { publicationsOf } from './publications.ts'
import { subscriptionPages } from './subscription.ts'

const HOST = 'status.shop.example'
const PUBLIC_URL = 'https://support.example.com'
const shown = [aPublicPage({ domain: HOST }), aPublicPage({ id: aPublicPage().id.replace(/.$/, '1'), slug: 'desk', name: 'Desk' })]

const config = { dataFolder: scratchFolder(), publicUrl: PUBLIC_URL } as Platform['config']
const log = { follow: () => () => undefined } as unknown as Platform['log']
const platform = { config, log, clock: new SimulatedClock(instant('2026-11-22T14:00:00Z')), logger: testLogger }
const pages = new KeptPages({
  platform,
  build: async (id) => shown.find((page) => page.id === id),
  list: async () => shown.map(({ id }) => id),
})

let http: Awaited<ReturnType<typeof startTestHttp>>
beforeAll(async () => {
  await pages.run()
  const needs = platform as unknown as SubscribeNeeds & Pick<Platform, 'config' | 'secrets'>
  const publications = publicationsOf(needs, pages)
  const pathOfHost = (host: string) => pages.pathOfHost(host)
  http = await startTestHttp({}, { modules: [{ name: 'statuspage', pages: subscriptionPages(needs, pages), publications, pathOfHost }] })
})
afterAll(() => http.close())

async function read(path: string, host: string) {
  const { statusCode, body } = await request(`${http.url}${path}`, { headers: { host } })
  return { status: statusCode, text: await body.text() }
}

test('its root is the page, and its addresses are below itself', async () => {
  const { status, text } = await read('/', HOST)
  expect(status).toBe(200)
  expect(text).toContain('<h1><span>Shop</span></h1>')
  expect(text).toContain(`https://${HOST}/history`)
  expect(text).not.toContain(PUBLIC_URL)
})

test('capitals, a port and what stands behind a question mark do not matter', async () => {
  expect(await read('/?lang=de', `${HOST.toUpperCase()}:8443`)).toMatchObject({ status: 200, text: expect.stringContaining('lang="de"') })
})

test('documents and the form to follow it are there', async () => {
  expect(await read('/api/v2/summary.json', HOST)).toMatchObject({ status: 200, text: expect.stringContaining(`"https://${HOST}"`) })
  expect(await read('/subscribe', HOST)).toMatchObject({ status: 200, text: expect.stringContaining('<form method="post">') })
})

test('nothing else of Pitcrew is: neither its interface nor another page', async () => {
  for (const path of ['/health/live', '/api/pitcrew/v1/openapi.json', '/status/desk', '/status-site/desk'])
    expect(await read(path, HOST), path).toMatchObject({ status: 404 })
})

test('at any other host everything is where it was, and a page without a host has none', async () => {
  expect(await read('/status/shop', 'support.example.com')).toMatchObject({ status: 200 })
  expect(await read('/status/desk', 'support.example.com')).toMatchObject({ status: 200 })
  expect(await read('/status-site/desk', 'support.example.com')).toMatchObject({ status: 404 })
  expect(await read('/health/live', 'support.example.com')).toMatchObject({ status: 200 })
})
