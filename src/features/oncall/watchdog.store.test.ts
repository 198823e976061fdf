/** The pager that looks after itself, with a real database, real channels, a real SMTP server and a real address outside. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, seedCast } from '#core/identity/testing.ts'
import { operationModule } from '#core/operation/module.ts'
import { operationContract } from '#core/operation/contract/contract.ts'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { alertOpened } from '#events/alerting.ts'
import { channelAnswered, channelsEvents } from '#events/channels.ts'
import { oncallEvents } from '#events/oncall.ts'
import { catalogEvents } from '#events/catalog.ts'
import { operationEvents } from '#events/operation.ts'
import type { Scope } from '#kit/event.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, instant, MINUTE_MS } from '#kit/time.ts'
import { relayAt, testRelay, useRelay, type TestRelay } from '#platform/mail/testing.ts'
import type { Module } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { oncallModule } from './module.ts'

const START = instant('2026-11-21T10:00:00Z')
const EVENTS = [
  ...catalogEvents,
  ...oncallEvents,
  ...operationEvents,
  ...channelsEvents.filter(({ kind }) => kind !== channelAnswered.kind),
  channelAnswered,
  alertOpened,
]

let platform: PostgresPlatform
/** A node that only answers browsers, and one that does the work; the second comes late. */
let web: Module
let worker: Module
let whole: Platform
let scope: Scope
let environmentId = ''
let relay: TestRelay
let settings: ReturnType<typeof calling<typeof operationContract>>
const calls: string[] = []
const outside = createServer((request, response) => {
  calls.push(request.url ?? '')
  response.writeHead(request.url === '/gone' ? 404 : 200).end('OK')
})
let isMeasured = true

beforeAll(async () => {
  platform = await postgresPlatform({ now: START, events: EVENTS, personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  relay = await testRelay()
  await useRelay(platform, relayAt(relay))
  outside.listen(0, '127.0.0.1')
  await once(outside, 'listening')
  // Only whether ClickHouse answers is asked here.
  const clickhouse = { ping: async () => isMeasured } as Platform['clickhouse']
  whole = { ...platform, clickhouse } as unknown as Platform
  web = oncallModule(whole)
  platform.due.declare(web.due ?? [])
  platform.log.declare({ events: EVENTS, reactions: web.reactions ?? [] })
  await platform.log.start()
  const operation = operationModule(whole, { modules: [web] } as unknown as Parameters<typeof operationModule>[1])
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const shop = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', CLIENT_A), name: 'Shop' } })
  const body = { applicationId: shop.id, name: 'Live', kind: 'production' }
  environmentId = toUuid('environment', (await catalog('createEnvironment', callerOf('owner'), { body })).id) ?? ''
  scope = { clientId: CLIENT_A, applicationId: toUuid('application', shop.id) ?? '', audience: 'internal' }
  settings = calling(operationContract, operation.handlers as Parameters<typeof calling<typeof operationContract>>[1])
})
afterAll(() => void outside.close())
beforeEach(() => {
  calls.length = 0
  relay.taken.length = 0
})

const run = (node: Module, name: string) =>
  node.routines?.find((routine) => routine.name === name)?.run() ?? Promise.reject(new Error(`no routine ${name}`))
const watch = () => run(web, 'oncall.watch')
const selfTest = () => run(worker, 'oncall.self_test')
const health = async (name: string) => (await web.health?.())?.find((line) => line.name === name)
const url = (path: string) => `http://127.0.0.1:${(outside.address() as AddressInfo).port}${path}`
async function set(value: string): Promise<void> {
  const params = { key: 'oncall.dead_man_url' }
  const { version } = await settings('readSetting', callerOf('owner'), { params })
  await settings('changeSetting', callerOf('owner'), { params, ifMatch: version, body: { value } })
}
const passes = async (ms: number) => {
  platform.clock.advance(ms)
  await run(worker, 'oncall.hand_over')
}

test('on the command line it says that the running server looks after pages', async () => {
  expect(await health('pager')).toMatchObject({ state: 'ok', reason: 'elsewhere' })
})

test('another node notices within a minute that nobody hands over, tells people once an hour, and hands over itself', async () => {
  await platform.work.run((tx) =>
    platform.log.publish(tx, {
      event: alertOpened,
      actor: { kind: 'system', id: 'alerting' },
      record: { kind: 'alert', id: uuidv7() },
      scope,
      at: platform.clock.now(),
      particulars: {
        title: 'Shop is down',
        severity: 'critical',
        environmentId,
        componentId: null,
        reason: 'down',
        foldedIntoId: null,
        pages: true,
        ruleKey: 'check_down',
      },
    }),
  )
  await platform.log.settle()
  platform.clock.advance(MINUTE_MS)
  await watch()
  const told = (subject: string) => relay.taken.filter(({ raw }) => raw.includes(`Subject: ${subject}\r\n`)).length
  const people = told('The pager stands still')
  expect([people, told('Shop is down (Shop, Live)')]).toEqual([expect.any(Number), people])
  expect(people).toBeGreaterThan(0)
  expect(await health('pager')).toMatchObject({ state: 'failing', reason: 'nobody_hands_over' })
  await watch()
  expect(told('The pager stands still')).toBe(people)
  platform.clock.advance(HOUR_MS)
  await watch()
  expect(told('The pager stands still')).toBe(2 * people)
  worker = oncallModule(whole)
  await passes(0)
  expect(await health('pager')).toMatchObject({ state: 'ok' })
})

test('while a node hands over, nobody is told and all is well', async () => {
  await passes(10 * MINUTE_MS)
  await watch()
  await selfTest()
  expect(await health('pager')).toMatchObject({ state: 'ok', reason: 'works' })
  expect(await health('dead_man')).toMatchObject({ state: 'not_set', reason: 'not_set' })
  expect(relay.taken).toEqual([])
})

test('the address outside is called once a minute for as long as everything works', async () => {
  await set(url('/ping/abc'))
  await passes(MINUTE_MS)
  await selfTest()
  await selfTest()
  expect(calls).toEqual(['/ping/abc'])
  expect(await health('dead_man')).toMatchObject({ state: 'ok', reason: 'called', values: { minutes: 0 } })
  await passes(MINUTE_MS)
  await selfTest()
  expect(calls).toHaveLength(2)
})

test('it is not called while a relay or store is dead, and what is dead is named', async () => {
  await useRelay(platform, relayAt({ port: 9 }))
  isMeasured = false
  await passes(3 * MINUTE_MS)
  await selfTest()
  expect(calls).toEqual([])
  const dead = 'clickhouse (unreachable), email (connection_refused)'
  expect(await health('pager')).toMatchObject({ state: 'warning', reason: 'parts_dead', values: { dead } })
  expect(await health('dead_man')).toMatchObject({ reason: 'called', values: { minutes: 3 } })
  isMeasured = true
  await useRelay(platform, relayAt(relay))
})

test('an address outside that refuses the call is told', async () => {
  await set(url('/gone'))
  await passes(MINUTE_MS)
  await selfTest()
  expect(await health('dead_man')).toMatchObject({ state: 'warning', reason: 'failed', values: { failure: 'HTTP 404' } })
})

test('no event tells the address', async () => {
  await platform.log.settle()
  const visible = [{ clientId: null, applicationId: null, audiences: ['internal', 'client', 'public'] as const }]
  const { items } = await platform.log.search({ visible, before: null, limit: 100 })
  expect(items.filter(({ kind }) => kind === 'setting.changed').length).toBeGreaterThan(0)
  expect(JSON.stringify(items)).not.toContain('/ping/abc')
})
