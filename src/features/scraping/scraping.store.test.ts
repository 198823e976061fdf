/** From a target that somebody adds to the samples that are kept, on real stores and real connections. */
import { createServer, type RequestListener, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { scrapingEvents } from '#events/scraping.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, instant, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import { calling } from '#test/support/calling.ts'
import { keepingOf } from '#test/support/kept.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { Scraper } from './actions/scraper.ts'
import { scrapingContract } from './contract/contract.ts'
import { scrapingHandlers } from './http/handlers.ts'

// Not long ago, or the engine would clear the samples away as outlived.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let call: ReturnType<typeof calling<typeof scrapingContract>>
let catalog: ReturnType<typeof calling<typeof catalogContract>>
let keep: () => Promise<void>
let target: Server
let answer: RequestListener = (_request, response) => response.end('')
const ours = { application: '', environment: '' }
const theirs = { application: '', environment: '' }

beforeAll(async () => {
  const postgres = await postgresPlatform({ now: START, events: [...catalogEvents, ...scrapingEvents], personKeys: openPersonKeys })
  const config = { ...postgres.config, dataFolder: scratchFolder() }
  platform = { ...postgres, config, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  call = calling(scrapingContract, scrapingHandlers(platform))
  catalog = calling(catalogContract, catalogHandlers(platform))
  keep = keepingOf(platform)
  Object.assign(ours, await anApplication(CLIENT_A))
  Object.assign(theirs, await anApplication(CLIENT_B))
  target = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1')
  await once(target, 'listening')
})
afterAll(() => target.close())

async function anApplication(client: string) {
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', client), name: 'Shop' } })
  return { application: made.id, environment: (await anEnvironment(made.id, 'Measured')).id }
}

const anEnvironment = (applicationId: string, name: string) =>
  catalog('createEnvironment', callerOf('owner'), { body: { applicationId, name, kind: 'qa' } })
const place = () => `http://127.0.0.1:${(target.address() as AddressInfo).port}`
const denied = expect.objectContaining({ code: expect.objectContaining({ status: expect.toBeOneOf([403, 404]) }) })
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

const create = (environmentId: string, more: object = {}) =>
  call('createTarget', callerOf('lead'), { body: { environmentId, name: 'node', url: `${place()}/metrics`, intervalSeconds: 5, ...more } })
type Target = Awaited<ReturnType<typeof create>>
const approve = ({ id, version }: Target) =>
  call('setTargetApproval', callerOf('owner'), { params: { id }, ifMatch: version, body: { privateAllowed: true } })
const change = ({ id, version }: Target, body: object) => call('changeTarget', callerOf('lead'), { params: { id }, ifMatch: version, body })
const read = ({ id }: Target) => call('readTarget', callerOf('lead'), { params: { id } })

/** What is kept of an environment, oldest first: `metric value` with the labels named. */
async function kept(environment: string, labels: readonly string[] = []): Promise<readonly string[]> {
  await keep()
  const rows = await platform.clickhouse.query<{ metric: string; value: number; labels: Record<string, string>; bits: string }>({
    name: 'test.kept',
    sql: `select s.metric as metric, s.v as value, hex(reinterpretAsUInt64(s.v)) as bits, any(d.labels) as labels
      from sample as s final inner join series as d on d.env = s.env and d.id = s.series
      where s.env = {env:UUID} and s.metric != 'scrape_duration_seconds' group by s.metric, s.t, s.series, s.v order by s.t, s.metric, labels['job']`,
    params: { env: toUuid('environment', environment) },
  })
  return rows.map((row) => {
    const value = row.bits === '7FF0000000000002' ? 'ended' : row.value
    return [row.metric, ...labels.map((name) => row.labels[name] ?? ''), value].join(' ')
  })
}

let scraper: Scraper
beforeEach(() => (scraper = new Scraper(platform)))
afterEach(async () => {
  const { items } = await call('listTargets', callerOf('owner'), { params: { id: ours.application } })
  for (const { id } of items) await call('deleteTarget', callerOf('owner'), { params: { id } })
  // What it holds runs out, so that the scraper of the next test finds it free.
  platform.clock.advance(MINUTE_MS)
})

/** As the routines do, one interval after another. */
async function pass(rounds = 1, by: Scraper = scraper): Promise<void> {
  await by.hold()
  for (let round = 0; round < rounds; round++) {
    platform.clock.advance(5 * SECOND_MS)
    by.tick()
    await by.idle()
    await by.hold()
  }
}

describe('a scrape target', () => {
  test('is added, listed with how its last scrape went, changed by whom may, and its secret is never told', async () => {
    const credentials = { kind: 'basic', username: 'scraper', password: 'correct horse' }
    const made = await create(ours.environment, { credentials, labels: { zone: 'eu' }, intervalSeconds: 30 })
    expect(made).toMatchObject({
      timeoutSeconds: 10,
      credentials: { kind: 'basic', username: 'scraper' },
      privateAllowed: false,
      last: null,
    })
    const changed = await change(made, { name: 'host', intervalSeconds: 5, timeoutSeconds: 5 })
    expect(changed).toMatchObject({ name: 'host', intervalSeconds: 5, version: 2 })
    await expect(change(made, { name: 'late' })).rejects.toEqual(refused('common.version_mismatch'))
    await expect(change(changed, { timeoutSeconds: 6 })).rejects.toEqual(refused('common.invalid_request'))
    const { items } = await call('listTargets', callerOf('engineer'), { params: { id: ours.application } })
    expect(items).toEqual([changed])
    expect(JSON.stringify(items)).not.toContain('correct')
  })

  test('is nobody else’s business, and only an owner approves a private address', async () => {
    const made = await create(ours.environment)
    for (const who of ['stranger', 'outsideLead', 'powerless', 'contact'] as const) {
      const to = { params: { id: made.id }, ifMatch: made.version }
      await expect(call('readTarget', callerOf(who), to)).rejects.toEqual(denied)
      await expect(call('changeTarget', callerOf(who), { ...to, body: { name: 'mine' } })).rejects.toEqual(denied)
      await expect(call('deleteTarget', callerOf(who), to)).rejects.toEqual(denied)
      await expect(call('listTargets', callerOf(who), { params: { id: ours.application } })).rejects.toEqual(denied)
    }
    const approving = { params: { id: made.id }, ifMatch: made.version, body: { privateAllowed: true } }
    await expect(call('setTargetApproval', callerOf('engineer'), approving)).rejects.toEqual(denied)
    expect(await read(made)).toEqual(made)
  })

  test('at another host or port is sent its secret and approved only when that is said again', async () => {
    const made = await approve(await create(ours.environment, { credentials: { kind: 'bearer', token: 'secret' } }))
    const moved = await change(made, { url: `${place()}/other` })
    expect(moved).toMatchObject({ privateAllowed: true, credentials: { kind: 'bearer' } })
    const away = { url: 'http://attacker.example.com/metrics' }
    await expect(change(moved, away)).rejects.toEqual(refused('scraping.secret_needed'))
    const told = await change(moved, { ...away, credentials: { kind: 'bearer', token: 'other' } })
    expect(told).toMatchObject({ privateAllowed: false })
  })

  test.each(['ftp://shop/metrics', 'http://user:word@shop/metrics', 'shop:9100', 'metrics', 'http://shop/#a'])(
    'has no address such as %s',
    async (url) => {
      await expect(create(ours.environment, { url })).rejects.toThrow(/must (be an address|hold no user)/)
    },
  )
})

describe('scraping', () => {
  test('keeps what the target answers, with the labels of the target and how the scrape went', async () => {
    const asked: Record<string, unknown>[] = []
    answer = (request, response) => {
      asked.push(request.headers)
      response.end('# TYPE load gauge\nload{job="own"} 0.5\n')
    }
    const made = await approve(await create(ours.environment, { credentials: { kind: 'bearer', token: 'secret' }, labels: { zone: 'eu' } }))
    await pass()
    expect(asked).toEqual([
      expect.objectContaining({
        authorization: 'Bearer secret',
        accept: expect.stringContaining('openmetrics'),
        'x-prometheus-scrape-timeout-seconds': '5',
      }),
    ])
    const { host } = new URL(place())
    expect(await kept(ours.environment, ['job', 'exported_job', 'instance', 'zone'])).toEqual([
      `load node own ${host} eu 0.5`,
      `scrape_samples_scraped node  ${host} eu 1`,
      `up node  ${host} eu 1`,
    ])
    expect((await read(made)).last).toMatchObject({ outcome: 'kept', status: 200, samples: 1, left: 0, misfit: null })
    expect(await kept(theirs.environment)).toEqual([])
  })

  test('ends the series that are gone, all when the target fails, and says on the target why', async () => {
    const { id: environment } = await anEnvironment(ours.application, 'Ending')
    const texts = ['a 1\nb 1\n', 'a 2\n', 'a 3\nb{x=1} 3\n', 'a 4\n']
    answer = (_request, response) => response.end(texts.shift())
    const made = await approve(await create(environment))
    await pass(3)
    expect((await read(made)).last).toMatchObject({
      outcome: 'malformed',
      misfit: { problem: 'label_value_expected', line: 2, column: 5 },
      samples: 1,
    })
    await pass()
    const values = (await kept(environment)).filter((row) => /^(a|b|up) /.test(row))
    expect(values).toEqual(['a 1', 'b 1', 'up 1', 'a 2', 'b ended', 'up 1', 'a ended', 'up 0', 'a 4', 'up 1'])
  })

  test('ends everything when the target is paused, changes its labels or is deleted', async () => {
    const { id: environment } = await anEnvironment(ours.application, 'Pausing')
    answer = (_request, response) => response.end('a 1\n')
    const made = await approve(await create(environment))
    await pass()
    const renamed = await change(made, { name: 'host' })
    await pass()
    await call('setTargetState', callerOf('lead'), { params: { id: made.id }, ifMatch: renamed.version, body: { state: 'paused' } })
    await pass(2)
    expect((await kept(environment, ['job'])).filter((row) => row.startsWith('a '))).toEqual([
      'a node 1',
      'a host 1',
      'a node ended',
      'a host ended',
    ])
  })

  test('of a private address that no owner approved is refused, and told so', async () => {
    const made = await create(ours.environment)
    await pass()
    expect((await read(made)).last).toMatchObject({ outcome: 'address_not_allowed', status: null })
  })

  test.each([
    ['http_status', (response: Parameters<RequestListener>[1]) => response.writeHead(503).end('a 1\n')],
    ['connection_lost', (response: Parameters<RequestListener>[1]) => response.destroy()],
    ['response_too_large', (response: Parameters<RequestListener>[1]) => response.end(`# ${'x'.repeat(11 * 1024 * 1024)}`)],
    ['too_many_samples', (response: Parameters<RequestListener>[1]) => response.end('a 1\n'.repeat(50_001))],
  ] as const)('says %s when that is what happened', async (outcome, respond) => {
    answer = (_request, response) => void respond(response)
    const made = await approve(await create(ours.environment))
    await pass()
    expect((await read(made)).last).toMatchObject({ outcome })
  })

  test('counts what a limit of intake refuses and keeps the rest', async () => {
    answer = (_request, response) => response.end(`a{x="${'v'.repeat(5_000)}"} 1\nb 1\nb 2\n`)
    const made = await approve(await create(ours.environment))
    await pass()
    expect((await read(made)).last).toMatchObject({ outcome: 'kept', samples: 3, left: 2 })
  })

  test('is done by one of several nodes, and by another when that one is gone', async () => {
    let scrapes = 0
    answer = (_request, response) => {
      scrapes += 1
      response.end('a 1\n')
    }
    await approve(await create(ours.environment))
    const other = new Scraper(platform)
    await scraper.hold()
    await other.hold()
    for (let round = 1; round <= 3; round++) {
      platform.clock.advance(5 * SECOND_MS)
      for (const node of [scraper, other]) {
        node.tick()
        await node.idle()
        await node.hold()
      }
      expect(scrapes).toBe(round)
    }
    platform.clock.advance(31 * SECOND_MS)
    scraper.tick()
    await scraper.idle()
    expect(scrapes).toBe(3)
    await pass(1, other)
    expect(scrapes).toBe(4)
  })

  test('rests while the environment is archived', async () => {
    const environment = await anEnvironment(theirs.application, 'Resting')
    let scrapes = 0
    answer = (_request, response) => response.end(`a ${(scrapes += 1)}\n`)
    const made = await approve(await create(environment.id))
    await pass()
    const archive = { params: { id: environment.id }, ifMatch: environment.version, body: { state: 'archived' } }
    await catalog('setEnvironmentState', callerOf('owner'), archive)
    await pass(3)
    expect(scrapes).toBe(1)
    expect((await kept(environment.id)).filter((row) => row.startsWith('a '))).toEqual(['a 1', 'a ended'])
    await expect(create(environment.id)).rejects.toEqual(refused('common.not_found'))
    await call('deleteTarget', callerOf('owner'), { params: { id: made.id } })
  })
})

test('what happens to targets stands in the log without addresses beyond their place and without secrets', async () => {
  const credentials = { kind: 'bearer', token: 'very-secret' }
  const made = await create(ours.environment, { url: `${place()}/metrics?token=very-secret`, credentials })
  await call('deleteTarget', callerOf('owner'), { params: { id: made.id } })
  await platform.log.settle()
  const events = await platform.log.read(0, 1_000)
  expect(events.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['scrape_target.created', 'scrape_target.approved', 'scrape_target.deleted']),
  )
  expect(JSON.stringify(events)).not.toContain('very-secret')
})
