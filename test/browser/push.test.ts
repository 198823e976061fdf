/**
 * A page as a push message, all the way: the program encrypts it, a local push service with TLS takes it, a real browser is given what
 * stood in it, and the button of its notification answers the page.
 */
import { once } from 'node:events'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '#platform/clock.ts'
import { freePort } from '#test/support/free-port.ts'
import { prepareProgram, startServer, type RunningServer } from '#test/support/program.ts'
import { pushReceiver, vapidClaims } from '#test/support/push-receiver.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { setUp, type Visitor } from '#test/support/visitor.ts'
import { findBrowser } from '../../tools/browser.mjs'

const SET_UP_WITHIN_MS = 300_000
const ARRIVES_WITHIN_MS = 60_000
const receiver = pushReceiver()

interface Pushed {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

const pushed: Pushed[] = []
let server: RunningServer
let owner: Visitor
let browser: Browser
let url = ''
let endpoint = ''

beforeAll(async () => {
  prepareProgram()
  const { certificate, port } = await pushService()
  endpoint = `https://localhost:${port}/send/1`
  const own = await freePort()
  url = `http://localhost:${own}`
  const trust = { NODE_EXTRA_CA_CERTS: certificate, EGRESS_ALLOW: 'localhost,127.0.0.1,::1' }
  server = await startServer({ PITCREW_DATA: path.join(scratchFolder(), 'data'), PORT: String(own), PUBLIC_URL: url, ...trust })
  owner = await setUp({ url, setupLink: server.setupLink })
  const { executablePath, args, env } = await findBrowser(() => undefined)
  browser = await chromium.launch({ executablePath, args: [...args], env })
}, SET_UP_WITHIN_MS)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** Accepts as RFC 8030 says, and keeps what it took. */
async function pushService() {
  const folder = scratchFolder()
  const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')]
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost']
  execFileSync('openssl', [...made, '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate], { stdio: 'ignore' })
  const service = https.createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      pushed.push({ headers: request.headers, body: Buffer.concat(pieces) })
      response.writeHead(201).end()
    })
  })
  service.listen(0, '127.0.0.1')
  await once(service, 'listening')
  afterAll(() => void service.close())
  return { certificate, port: (service.address() as AddressInfo).port }
}

/** What stands in the message that came as the n-th. */
async function opened(n: number) {
  await until(() => pushed.length > n, { withinMs: ARRIVES_WITHIN_MS, what: `push message ${n}` })
  return JSON.parse(receiver.open(pushed[n]?.body ?? Buffer.alloc(0)))
}

/** The owner's first channel is this browser. */
async function reachByPush(): Promise<void> {
  const target = { endpoint, keys: receiver.keys }
  const { id } = await owner.ask('POST', '/channel-addresses', { body: { channel: 'web_push', target } })
  await owner.ask('POST', `/channel-addresses/${id}/codes`)
  const code = /\d{6}/.exec((await opened(0)).title)?.[0]
  await owner.ask('POST', `/channel-addresses/${id}/proofs`, { body: { code } })
  const { items } = await owner.ask('GET', '/channel-addresses')
  const ids = items.map((one: { id: string }) => one.id)
  await owner.ask('PUT', '/channel-addresses/order', { body: { ids: [id, ...ids.filter((one: string) => one !== id)] } })
}

async function breakLimit(): Promise<void> {
  const { id: applicationId } = await owner.ask('POST', '/applications', { body: { clientId: null, name: 'Shop' } })
  const runbookUrl = 'https://wiki.example/queue'
  const rule = { name: 'Queue is long', severity: 'critical', mode: 'live', source: { kind: 'metric', metric: 'queue' }, runbookUrl }
  await owner.ask('POST', `/applications/${applicationId}/alert-rules`, { body: { ...rule, condition: { limit: 80 } } })
  const place = { applicationId, name: 'Production', kind: 'production' }
  const { id: environmentId } = await owner.ask('POST', '/environments', { body: place })
  const { secret } = await owner.ask('POST', '/ingest-keys', { body: { environmentId, name: 'Agent' } })
  const sample = async () => {
    const point = { timeUnixNano: `${systemClock.now()}000000`, asDouble: 97 }
    const metrics = [{ name: 'queue', gauge: { ['data\u0050oints']: [point] } }]
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ resourceMetrics: [{ resource: {}, scopeMetrics: [{ metrics }] }] })
    expect((await fetch(`${url}/otlp/v1/metrics`, { method: 'POST', headers, body })).status).toBe(200)
    return pushed.length > 1
  }
  await until(sample, { withinMs: ARRIVES_WITHIN_MS, what: 'the page' })
}

/** A page of the console with its service worker, to which messages can be given. */
async function workerOf(page: Page): Promise<{ readonly cdp: CDPSession; readonly registrationId: string }> {
  const cdp = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(url))
      if (own !== undefined) resolve(own.registrationId)
    })
  })
  await cdp.send('ServiceWorker.enable')
  await page.goto(`${url}/sign-in`)
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/push.js')
    await navigator.serviceWorker.ready
  })
  return { cdp, registrationId: await registered }
}

const shown = (page: Page) =>
  page.evaluate(async () => {
    const notifications = await (await navigator.serviceWorker.ready).getNotifications()
    return notifications.map(({ title, body }) => ({ title, body }))
  })

/** As a finger on a button of the newest notification. */
async function press(page: Page, action: string): Promise<void> {
  const [worker] = page.context().serviceWorkers()
  await worker?.evaluate(async (chosen) => {
    const scope = globalThis as unknown as {
      readonly registration: { getNotifications(): Promise<unknown[]> }
      readonly NotificationEvent: new (type: string, init: object) => Event
    }
    const notification = (await scope.registration.getNotifications()).at(-1)
    globalThis.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification, action: chosen }))
  }, action)
}

test(
  'a push service takes and opens the page, the browser shows it, and its button acknowledges',
  { timeout: SET_UP_WITHIN_MS },
  async () => {
    await reachByPush()
    await breakLimit()
    const { pushKey } = await owner.ask('GET', '/channel-addresses')
    const { headers } = pushed[1] as Pushed
    expect(vapidClaims(String(headers['authorization']))).toMatchObject({ key: pushKey, claims: { aud: new URL(endpoint).origin } })
    const message = await opened(1)
    expect(message.title).toContain('Shop, Production')
    expect(message.body).toContain('Measured 97, limit 80')
    expect(message.body).toContain('Runbook: https://wiki.example/queue')

    const context = await browser.newContext()
    await context.grantPermissions(['notifications'], { origin: url })
    const page = await context.newPage()
    const { cdp, registrationId } = await workerOf(page)
    await cdp.send('ServiceWorker.deliverPushMessage', { origin: url, registrationId, data: JSON.stringify(message) })
    await until(async () => (await shown(page)).length > 0, { what: 'the notification' })
    expect(await shown(page)).toEqual([{ title: message.title, body: message.body }])

    await press(page, 'acknowledge')
    const pageNow = async () => (await owner.ask('GET', '/pages')).items[0]
    await until(async () => (await pageNow()).state === 'acknowledged', { withinMs: ARRIVES_WITHIN_MS, what: 'the answer' })
    expect(await pageNow()).toMatchObject({ state: 'acknowledged', answeredVia: 'web_push' })
    expect(await shown(page)).toEqual([])
    await context.close()
  },
)
