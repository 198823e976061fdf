/** Sentry's own client for browsers, on a page of another site, reports to a running installation. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { buildShop } from '#features/errors/testing-shop.ts'
import { pitcrew, prepareProgram } from '#test/support/program.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { Installation } from './installation.ts'
import { setUp } from './pages.ts'

let installation: Installation
let owner: Page
let shop: Server
/** What the page's own script is. */
let built = ''
let place: { readonly application: string; readonly environment: string; readonly dsn: string }

beforeAll(async () => {
  prepareProgram()
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
    const script = request.url?.endsWith('client.js') ? output[0].code : request.url?.endsWith('assets/shop.js') ? built : undefined
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript').end(script ?? page)
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
  await page.evaluate(() => (globalThis as unknown as { Sentry: typeof import('@sentry/browser') }).Sentry.flush(60_000))
  return { answers, unread: () => unread }
}

const groups = () =>
  owner.evaluate(
    async (application) =>
      (await fetch(`/api/pitcrew/v1/applications/${application}/error-groups`)).json() as Promise<{
        items: { id: string; title: string; culprit: string; lastRelease: string; users: number }[]
      }>,
    place.application,
  )

test('what fails on a page of another site is reported, with what was clicked before', async () => {
  const { answers } = await fail('cart is undefined')
  // The browser tells of an answer on another way than the page.
  await until(() => answers.length > 0)
  expect(new Set(answers)).toEqual(new Set([200]))
  const group = await until(async () => (await groups()).items[0])
  expect(group).toMatchObject({ title: 'TypeError: cart is undefined', lastRelease: 'web@7', users: 1 })
  await owner.goto(`/applications/${place.application}?tab=errors`)
  await owner.getByRole('link', { name: /TypeError: cart is undefined/ }).click()
  await owner.getByRole('heading', { level: 1, name: 'TypeError: cart is undefined' }).waitFor()
  await owner.getByText('ui.click').waitFor()
  await owner.getByRole('button', { name: 'Resolve' }).click()
  await owner.getByText('It comes back when it happens again.').waitFor()
})

test('what a user says on the page, and the file that comes with it, stand with the error', async () => {
  const { page } = await installation.visitor()
  await page.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/`)
  await page.evaluate(async (dsn) => {
    const { Sentry } = globalThis as unknown as { Sentry: typeof import('@sentry/browser') }
    Sentry.init({ dsn, release: 'web@7' })
    const associatedEventId = Sentry.captureException(new RangeError('no boats left'))
    const said = { message: 'I wanted a boat.', name: 'Bea Boater', email: 'bea@example.com', associatedEventId }
    Sentry.captureFeedback(said, { attachments: [{ filename: 'page.html', data: '<script>alert(1)</script>' }] })
    await Sentry.flush(10_000)
  }, place.dsn)
  const group = await until(async () => (await groups()).items.find(({ title }) => title === 'RangeError: no boats left'), {
    withinMs: 30_000,
  })
  const said = async () =>
    owner.evaluate(async (id) => {
      const answer = await fetch(`/api/pitcrew/v1/error-groups/${id}/feedback`)
      return ((await answer.json()) as { items: { files: unknown[] }[] }).items[0]?.files.length
    }, group.id)
  await until(said, { withinMs: 30_000 })
  await owner.goto(`/errors/${group.id}`)
  await owner.getByText('I wanted a boat.').waitFor()
  await owner.getByRole('link', { name: 'bea@example.com' }).waitFor()
  const saving = owner.waitForEvent('download')
  await owner.getByRole('link', { name: 'Save page.html' }).click()
  expect((await saving).suggestedFilename()).toBe('page.html')
  await owner.goto(`/applications/${place.application}?tab=errors`)
  await owner.getByText('I wanted a boat.').waitFor()
  await owner
    .getByRole('link', { name: /no boats left/ })
    .first()
    .waitFor()
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
  expect((await groups()).items.map(({ title }) => title)).toEqual(['RangeError: no boats left'])
})

test('what a minified script throws is shown where it stands in the source', async () => {
  const shopBuild = await buildShop()
  const folder = path.join(scratchFolder(), 'dist')
  mkdirSync(path.join(folder, 'assets'), { recursive: true })
  writeFileSync(path.join(folder, 'assets', 'shop.js'), shopBuild.code)
  writeFileSync(path.join(folder, 'assets', 'shop.js.map'), shopBuild.map)
  built = shopBuild.code
  await owner.evaluate(async (environment) => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ origins: ['*'] })
    await fetch(`/api/pitcrew/v1/environments/${environment}/error-origins`, { method: 'PUT', headers, body })
  }, place.environment)
  const secret = await owner.evaluate(async () => {
    const body = JSON.stringify({ name: 'Builds', scopes: ['errors.source_maps.write'], expiresInDays: null })
    const made = await fetch('/api/pitcrew/v1/api-keys', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return ((await made.json()) as { secret: string }).secret
  })
  const upload = ['sourcemaps', 'upload', folder, '--url', installation.url, '--key', secret, '--environment', place.environment]
  expect((await pitcrew([...upload, '--release', 'web@7'], { PITCREW_DATA: scratchFolder() })).stdout).toBe('assets/shop.js\n')

  const { page } = await installation.visitor()
  await page.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/`)
  await page.evaluate((dsn) => {
    const { Sentry } = globalThis as unknown as { Sentry: typeof import('@sentry/browser') }
    Sentry.init({ dsn, release: 'web@7' })
  }, place.dsn)
  await page.addScriptTag({ url: 'assets/shop.js' })
  await page.evaluate(() => {
    const { shop: started } = globalThis as unknown as { shop: { start: () => void } }
    document.querySelector('button')?.addEventListener('click', () => started.start())
  })
  await page.getByRole('button', { name: 'Pay' }).click()
  await page.evaluate(() => (globalThis as unknown as { Sentry: typeof import('@sentry/browser') }).Sentry.flush(60_000))

  const group = await until(async () => (await groups()).items.find(({ culprit }) => culprit.startsWith('totalOf')))
  await owner.goto(`/errors/${group.id}`)
  await owner.getByText('shop/src/cart.ts:8').waitFor()
  await owner.getByText('return cart.items!.reduce((sum, price) => sum + price, 0)').waitFor()
  await owner.getByRole('button', { name: 'Show it minified' }).click()
  await owner
    .getByText(/assets\/shop\.js:1:/)
    .first()
    .waitFor()
})
