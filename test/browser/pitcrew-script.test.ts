/** `pitcrew.js` on a page of another site, under the strictest content policy, in a real browser, told to a running installation. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { until } from '#test/support/until.ts'
import { Installation } from './installation.ts'
import { setUp } from './pages.ts'

let installation: Installation
let owner: Page
let shop: Server
let place: { readonly application: string; readonly dsn: string; readonly line: string }

interface Told {
  readonly sessions: number
  readonly routes: readonly {
    readonly route: string
    readonly loadMs: number | null
    readonly lcpMs: number | null
    readonly cls: number | null
  }[]
  readonly features: readonly { readonly name: string }[]
  readonly requests: readonly { readonly name: string }[]
  readonly script: { readonly url: string; readonly integrity: string }
}

const read = (application: string) =>
  owner.evaluate(async (id) => (await fetch(`/api/pitcrew/v1/applications/${id}/pages`)).json() as Promise<Told>, application)

beforeAll(async () => {
  installation = await Installation.open()
  owner = (await installation.visitor()).page
  await setUp(owner, installation.setupPath, 'Web shop https://shop.example.com')
  const made = await owner.evaluate(async () => {
    const get = async (path: string) => (await fetch(`/api/pitcrew/v1${path}`)).json()
    const { items } = (await get('/applications')) as { items: { id: string; kind: string }[] }
    const application = items.find((one) => one.kind !== 'self')?.id ?? ''
    const environments = (await get(`/environments?applicationId=${application}`)) as { items: { id: string }[] }
    const body = JSON.stringify({ environmentId: environments.items[0]?.id, name: 'Browsers' })
    const key = await fetch('/api/pitcrew/v1/ingest-keys', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return { application, dsn: ((await key.json()) as { ingestKey: { dsn: string } }).ingestKey.dsn }
  })
  const { script } = await read(made.application)
  const line = `<script async crossorigin="anonymous" src="${script.url}" integrity="${script.integrity}" data-dsn="${made.dsn}" data-release="web@7"></script>`
  place = { ...made, line }
  shop = await aShop()
})
afterAll(async () => {
  shop?.close()
  await installation?.close()
})

/** Nothing but the script's own address is allowed, and the installation to be told. */
async function aShop(): Promise<Server> {
  const origin = new URL(/src="([^"]+)"/.exec(place.line)?.[1] ?? '').origin
  const policy = `default-src 'none'; script-src ${origin}; connect-src 'self' ${origin}; require-trusted-types-for 'script'`
  const server = createServer((request, response) => {
    const isPage = request.url?.startsWith('/orders/')
    response.setHeader('content-security-policy', policy).setHeader('content-type', isPage ? 'text/html' : 'application/json')
    response.end(isPage ? `<!doctype html><title>Shop</title><h1>Your order</h1><button>Pay</button>${place.line}` : '{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return server
}

const address = () => `http://127.0.0.1:${(shop.address() as AddressInfo).port}/orders/4711?token=hunter2`

test('a visit is told: load, vitals, route, request, feature and error; nothing is stored in the browser', async () => {
  const { page } = await installation.visitor()
  const refused: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && refused.push(message.text())))
  await page.goto(address())
  await page.waitForFunction(() => (globalThis as { pitcrew?: object }).pitcrew !== undefined)
  await page.getByRole('button', { name: 'Pay' }).click()
  await page.evaluate(async () => void (await fetch('/api/carts/99')))
  // Its figures stand once all of it has come, which is later than its answer.
  await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/api/carts/99')))
  await page.evaluate(() => {
    globalThis.pitcrew?.track('checkout')
    history.pushState(null, '', '/thanks')
    void Promise.reject(new TypeError('cart is undefined'))
  })
  expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual(['', 0, 0])
  await page.goto('about:blank')
  // The page's figures are read by one statement each, and what is told may come between two of them, and in more than one message.
  const told = await until(
    async () => {
      const now = await read(place.application)
      const { sessions, routes, features, requests } = now
      const isWhole = sessions > 0 && routes.length > 1 && routes.some(({ loadMs, lcpMs }) => loadMs !== null && lcpMs !== null)
      return isWhole && features.length > 0 && requests.length > 0 && now
    },
    { what: 'the whole visit' },
  )
  expect(told.sessions).toBe(1)
  expect(told.routes.map(({ route }) => route)).toEqual(expect.arrayContaining(['/orders/:id', '/thanks']))
  expect(told.routes.find(({ route }) => route === '/orders/:id')).toMatchObject({ loadMs: expect.any(Number), cls: 0 })
  expect(told.features).toMatchObject([{ name: 'checkout' }])
  expect(told.requests).toMatchObject([{ name: '/api/carts/:id' }])
  expect(JSON.stringify(told)).not.toMatch(/4711|hunter2/)
  expect(refused.filter((text) => text.includes('Content Security Policy'))).toEqual([])
  const group = await until(
    () =>
      owner.evaluate(async (id) => {
        const answer = await fetch(`/api/pitcrew/v1/applications/${id}/error-groups`)
        return ((await answer.json()) as { items: { title: string; lastRelease: string }[] }).items[0]
      }, place.application),
    { what: 'the error' },
  )
  expect(group).toMatchObject({ title: 'TypeError: cart is undefined', lastRelease: 'web@7' })
})

test('what the browser has noted and said nobody yet goes out when the page is left', async () => {
  const { page } = await installation.visitor()
  await page.goto(address())
  await page.waitForFunction(() => (globalThis as { pitcrew?: object }).pitcrew !== undefined)
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.postData()?.includes('"time"') === true)
  await page.evaluate(() => {
    const last = new XMLHttpRequest()
    last.open('GET', '/api/carts/98', false)
    last.send()
    // In the same breath, so that no observer has been called since.
    dispatchEvent(new Event('pagehide'))
  })
  expect((await sent).postData()).toContain('/api/carts/:id')
})

test('somebody who asks not to be tracked sends nothing', async () => {
  const { page } = await installation.visitor()
  const sent: string[] = []
  page.on('request', (request) => void (request.method() === 'POST' && sent.push(request.url())))
  await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }))
  await page.goto(address())
  await page.waitForFunction(() => (globalThis as { pitcrew?: object }).pitcrew !== undefined)
  await page.evaluate(() => globalThis.pitcrew?.track('checkout'))
  await page.goto('about:blank')
  expect(sent).toEqual([])
})
