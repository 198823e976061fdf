/** Sentry's own client for browsers, on a page of another site, reports to a running installation. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { until } from '#test/support/until.ts'
import { Installation } from './installation.ts'
import { setUp } from './pages.ts'

let installation: Installation
let owner: Page
let shop: Server
let place: { readonly application: string; readonly environment: string; readonly dsn: string }

beforeAll(async () => {
  installation = await Installation.open()
  owner = (await installation.visitor()).page
  await setUp(owner, installation.setupPath, 'Web shop https://shop.example.com')
  place = await owner.evaluate(async () => {
    const read = async (path: string) => (await fetch(`/api/pitcrew/v1${path}`)).json()
    const { items } = (await read('/applications')) as { items: { id: string; kind: string }[] }
    const application = items.find((one) => one.kind !== 'self')?.id ?? ''
    const environments = (await read(`/environments?applicationId=${application}`)) as { items: { id: string }[] }
    const environment = environments.items[0]?.id ?? ''
    const body = JSON.stringify({ environmentId: environment, name: 'Browsers' })
    const made = await fetch('/api/pitcrew/v1/ingest-keys', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return { application, environment, dsn: ((await made.json()) as { ingestKey: { dsn: string } }).ingestKey.dsn }
  })
  shop = await aShop()
})
afterAll(async () => {
  shop?.close()
  await installation?.close()
})

/** A page with the client in it; another host name, so that it is another site. */
async function aShop(): Promise<Server> {
  const entry = 'shop'
  const bundle = await rolldown({
    input: entry,
    plugins: [
      {
        name: 'shop',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? `export * from '@sentry/browser'` : undefined),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'iife', name: 'Sentry' })
  const page = `<!doctype html><title>Shop</title><button>Pay</button><script src="client.js"></script>`
  const server = createServer((request, response) => {
    const isScript = request.url?.endsWith('client.js')
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html').end(isScript ? output[0].code : page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return server
}

/** Opens the page, lets something fail when the button is pressed, and waits until the client has sent what it has. */
async function fail(message: string): Promise<{ readonly answers: readonly number[]; readonly unread: () => number }> {
  const { page } = await installation.visitor()
  const answers: number[] = []
  let unread = 0
  page.on('requestfailed', (request) => {
    if (request.url().includes('/sentry/')) unread += 1
  })
  page.on('response', (response) => {
    if (response.url().includes('/sentry/')) answers.push(response.status())
  })
  await page.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/`)
  await page.evaluate(
    ({ dsn, text }) => {
      const { Sentry } = globalThis as unknown as { Sentry: typeof import('@sentry/browser') }
      Sentry.init({ dsn, release: 'web@7' })
      Sentry.setUser({ email: 'anna@example.com' })
      document.querySelector('button')?.addEventListener('click', function pay() {
        throw new TypeError(text)
      })
    },
    { dsn: place.dsn, text: message },
  )
  await page.getByRole('button', { name: 'Pay' }).click()
  await page.evaluate(() => (globalThis as unknown as { Sentry: typeof import('@sentry/browser') }).Sentry.flush(10_000))
  return { answers, unread: () => unread }
}

const groups = () =>
  owner.evaluate(
    async (application) =>
      (await fetch(`/api/pitcrew/v1/applications/${application}/error-groups`)).json() as Promise<{
        items: { title: string; lastRelease: string; users: number }[]
      }>,
    place.application,
  )

test('what fails on a page of another site is reported, with what was clicked before', async () => {
  const { answers } = await fail('cart is undefined')
  expect(new Set(answers)).toEqual(new Set([200]))
  const group = await until(async () => (await groups()).items[0], { withinMs: 30_000 })
  expect(group).toMatchObject({ title: 'TypeError: cart is undefined', lastRelease: 'web@7', users: 1 })
  await owner.goto(`/applications/${place.application}?tab=errors`)
  await owner.getByRole('link', { name: /TypeError: cart is undefined/ }).click()
  await owner.getByRole('heading', { level: 1, name: 'TypeError: cart is undefined' }).waitFor()
  await owner.getByText('ui.click').waitFor()
  await owner.getByRole('button', { name: 'Resolve' }).click()
  await owner.getByText('It comes back when it happens again.').waitFor()
})

test('what fails on a page that may not send is refused', async () => {
  await owner.evaluate(async (environment) => {
    const body = JSON.stringify({ origins: ['https://shop.example.com'] })
    const headers = { 'content-type': 'application/json' }
    await fetch(`/api/pitcrew/v1/environments/${environment}/error-origins`, { method: 'PUT', headers, body })
  }, place.environment)
  // The page may not even read the answer.
  const { answers, unread } = await fail('another one')
  await until(() => unread() > 0)
  expect(answers).toEqual([])
  expect((await groups()).items.map(({ title }) => title)).toEqual([])
})
