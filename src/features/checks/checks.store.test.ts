/** From what people say of a check to what they see of it, with real servers and real stores. */
import type { RequestListener } from 'node:http'
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { checkEvents } from '#events/checks.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, instant, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { until } from '#test/support/until.ts'
import { checksContract } from './contract/contract.ts'
import { checksHandlers } from './http/handlers.ts'
import { needsNow } from './queries/needs-now.ts'
import { addressReaction } from './reactions/addresses.ts'
import { restReaction } from './reactions/rest.ts'
import { openProber, type ProberByHand } from './testing-prober.ts'
import { Servers } from './testing-servers.ts'
import { besiegeHeartbeat, httpSettings } from './testing.ts'

// Not long ago, or the engine would clear results away as outlived.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS - HOUR_MS)

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let prober: ProberByHand
let call: ReturnType<typeof calling<typeof checksContract>>
let catalog: ReturnType<typeof calling<typeof catalogContract>>
const ours = { application: '', environment: '' }
const theirs = { application: '', environment: '' }
const servers = new Servers()
const owner = callerOf('owner')

beforeAll(async () => {
  const postgres = await postgresPlatform({ now: START, events: [...catalogEvents, ...checkEvents], personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  const events = [...catalogEvents, ...checkEvents]
  platform.log.declare({ events, reactions: [addressReaction(platform), restReaction(platform)] })
  await seedClients(platform)
  await seedCast(platform)
  call = calling(checksContract, checksHandlers(platform))
  catalog = calling(catalogContract, catalogHandlers(platform))
  prober = openProber(platform)
  await platform.log.start()
})
afterAll(() => platform.log.stop())

beforeEach(async () => {
  Object.assign(ours, await anApplication(CLIENT_A))
  Object.assign(theirs, await anApplication(CLIENT_B))
})
afterEach(() => servers.close())

async function anApplication(client: string, url: string | null = null) {
  const made = await catalog('createApplication', owner, { body: { clientId: toId('client', client), name: 'Shop', url } })
  const { items } = await catalog('listEnvironments', owner, { query: { applicationId: made.id } })
  const body = { applicationId: made.id, name: 'Production', kind: 'production' }
  return { application: made.id, environment: items[0]?.id ?? (await catalog('createEnvironment', owner, { body })).id }
}

const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const drafted = (of: object = {}) => ({
  environmentId: ours.environment,
  name: 'Shop answers',
  settings: { kind: 'tcp', host: 'shop.example.com', port: 443 },
  ...of,
})
const made = async (of: object = {}, who = owner) => call('createCheck', who, { body: drafted(of) })
const onPort = (port: number, of: object = {}) => ({
  settings: httpSettings({ url: `http://127.0.0.1:${port}/` }),
  isPrivateAllowed: true,
  retries: 0,
  timeLimitMs: 10_000,
  ...of,
})
const listed = async (who = owner) => call('listChecks', who, { params: { id: ours.application } })
const stateOf = async (id: string) => (await call('readCheck', owner, { params: { id } })).state
async function kindsOf(id: string): Promise<readonly string[]> {
  await platform.log.settle()
  const visible = [{ clientId: CLIENT_A, applicationId: null, audiences: ['internal', 'client', 'public'] as const }]
  const page = await platform.log.eventsOf(toUuid('check', id) ?? '', { visible, before: null, limit: 50 })
  return page.items.map(({ kind }) => kind).toReversed()
}
async function round(): Promise<void> {
  await platform.log.settle()
  await prober.round()
}
async function nextSlot(ms = MINUTE_MS): Promise<void> {
  platform.clock.advance(ms)
  await round()
}

describe('a check', () => {
  test('is added, changed, paused and deleted by those who may, each with its event', async () => {
    const { check, heartbeatSecret } = await made({}, callerOf('engineer'))
    expect(check).toMatchObject({
      intervalSeconds: 60,
      retries: 2,
      hasSecret: false,
      state: { outcome: 'unknown', reason: 'not_looked_yet' },
    })
    expect(heartbeatSecret).toBeNull()
    const { id } = check
    const renamed = await call('changeCheck', callerOf('engineer'), { params: { id }, ifMatch: check.version, body: { name: 'Port' } })
    await expect(call('changeCheck', owner, { params: { id }, ifMatch: check.version, body: { name: 'Late' } })).rejects.toEqual(
      refused('common.version_mismatch'),
    )
    const paused = await call('changeCheck', owner, { params: { id }, ifMatch: renamed.version, body: { isPaused: true } })
    await call('changeCheck', owner, { params: { id }, ifMatch: paused.version, body: { isPaused: false } })
    await call('deleteCheck', owner, { params: { id } })
    await expect(call('readCheck', owner, { params: { id } })).rejects.toEqual(refused('common.not_found'))
    expect(await kindsOf(id)).toEqual(['check.created', 'check.changed', 'check.paused', 'check.resumed', 'check.deleted'])
  })

  test('is nobody else’s: not of another client, not of a contact', async () => {
    const { check } = await made()
    const params = { id: check.id }
    const hidden = refused('common.not_found')
    const barred = refused('common.forbidden')
    const others = [
      ['outsideLead', hidden],
      ['stranger', barred],
      ['contact', barred],
      ['powerless', barred],
    ] as const
    for (const [name, refusal] of others) {
      const who = callerOf(name)
      await expect(call('readCheck', who, { params })).rejects.toEqual(refusal)
      await expect(listed(who)).rejects.toEqual(refusal)
      await expect(call('readCourse', who, { params })).rejects.toEqual(refusal)
      await expect(call('changeCheck', who, { params, ifMatch: 1, body: { name: 'Mine' } })).rejects.toEqual(refusal)
      await expect(call('deleteCheck', who, { params })).rejects.toEqual(refusal)
      await expect(call('tryCheck', who, { body: { environmentId: ours.environment, settings: drafted().settings } })).rejects.toEqual(
        refusal,
      )
      await expect(made({}, who)).rejects.toEqual(refusal)
    }
  })

  test('asks a private network only when an owner approved it, and for one target', async () => {
    await expect(made({ isPrivateAllowed: true }, callerOf('engineer'))).rejects.toEqual(refused('common.forbidden'))
    const { check } = await made({ isPrivateAllowed: true })
    const moved = { settings: { kind: 'tcp', host: 'other.example.com', port: 443 } }
    const changed = await call('changeCheck', callerOf('engineer'), { params: { id: check.id }, ifMatch: check.version, body: moved })
    expect(changed.isPrivateAllowed).toBe(false)
    expect(await kindsOf(check.id)).toContain('check.target_approved')
  })

  test('keeps its secret to itself, and takes it to no other target', async () => {
    const answering: RequestListener = (request, response) =>
      response.end(request.headers.authorization === 'Bearer t' ? 'let in' : 'nothing')
    const [port, other] = [await servers.http(answering), await servers.http(answering)]
    const settings = httpSettings({ url: `http://127.0.0.1:${port}/`, expectText: 'let in' })
    const { check } = await made({ ...onPort(port), settings, secret: 'Bearer t' })
    expect(check.hasSecret).toBe(true)
    expect(JSON.stringify(await listed())).not.toContain('Bearer t')
    await round()
    expect(await stateOf(check.id)).toMatchObject({ outcome: 'up' })
    const trial = { environmentId: ours.environment, checkId: check.id, isPrivateAllowed: true, timeLimitMs: 10_000 }
    expect(await call('tryCheck', owner, { body: { ...trial, settings } })).toMatchObject({ outcome: 'up' })
    const elsewhere = httpSettings({ url: `http://127.0.0.1:${other}/`, expectText: 'nothing' })
    expect(await call('tryCheck', owner, { body: { ...trial, settings: elsewhere } })).toMatchObject({ outcome: 'up' })
    const moved = await call('changeCheck', owner, { params: { id: check.id }, ifMatch: check.version, body: { settings: elsewhere } })
    expect(moved.hasSecret).toBe(false)
  })

  test('is refused when its attempts do not fit, and keeps its kind', async () => {
    await expect(made({ intervalSeconds: 5 })).rejects.toEqual(refused('checks.does_not_fit'))
    const { check } = await made()
    const change = { params: { id: check.id }, ifMatch: check.version, body: { settings: { kind: 'ping', host: 'shop.example.com' } } }
    await expect(call('changeCheck', owner, change)).rejects.toEqual(refused('checks.kind_stays'))
  })
})

describe('what is looked at', () => {
  test('goes up, down and up again, each told once with its reason, and shown on Now', async () => {
    let status = 200
    const port = await servers.http((_, response) => response.writeHead(status).end())
    const { check } = await made(onPort(port))
    await round()
    expect(await stateOf(check.id)).toMatchObject({ outcome: 'up', reason: 'answered' })
    status = 503
    await nextSlot()
    expect(await stateOf(check.id)).toMatchObject({ outcome: 'down', reason: 'status_unexpected', detail: '503' })
    await nextSlot()
    const now = await needsNow({ platform, caller: callerOf('engineer') })
    expect(now).toContainEqual(
      expect.objectContaining({ band: 'burning', title: 'Shop answers is down in Production', reason: 'It answers with status 503.' }),
    )
    expect(await needsNow({ platform, caller: callerOf('outsideLead') })).toEqual([])
    status = 200
    await nextSlot()
    expect(await kindsOf(check.id)).toEqual(['check.created', 'check.target_approved', 'check.came_up', 'check.went_down', 'check.came_up'])
    const { items, isLookedAt } = await listed()
    expect(isLookedAt).toBe(true)
    expect(items[0]).toMatchObject({ check: { id: check.id }, latest: { reason: 'answered', attempts: 1 }, bars: expect.any(Array) })
    expect(items[0]?.availability).toBeGreaterThan(0)
    expect(items[0]?.availability).toBeLessThan(1)
    const course = await call('readCourse', owner, { params: { id: check.id }, query: {} })
    expect(course.states.map(({ outcome }) => outcome)).toEqual(['unknown', 'up', 'down', 'up'])
    expect(course.avgMs.filter((ms) => ms !== null).length).toBeGreaterThan(0)
    expect(course.complete).toBe(true)
  })

  test('is tried again before it is down', async () => {
    let asked = 0
    const port = await servers.http((_, response) => response.writeHead(asked++ === 1 ? 503 : 200).end())
    const { check } = await made(onPort(port, { retries: 1 }))
    await round()
    await nextSlot()
    expect(await stateOf(check.id)).toMatchObject({ outcome: 'up' })
    await nextSlot(3 * SECOND_MS)
    expect(asked).toBe(3)
    expect((await listed()).items[0]?.latest).toMatchObject({ outcome: 'up', attempts: 2 })
  })

  test('is not down when the prober could not look, and unknown only when that lasts', async () => {
    const port = await servers.http((_, response) => response.end('inside'))
    const { check } = await made(onPort(port))
    await round()
    const change = { params: { id: check.id }, ifMatch: check.version, body: { isPrivateAllowed: false } }
    await call('changeCheck', owner, change)
    await nextSlot()
    expect(await stateOf(check.id)).toMatchObject({ outcome: 'up' })
    await nextSlot()
    expect(await stateOf(check.id)).toMatchObject({ outcome: 'unknown', reason: 'address_not_allowed' })
    expect(await kindsOf(check.id)).not.toContain('check.went_down')
  })

  test('is looked at by one node only, and by the other when the first is gone', async () => {
    let asked = 0
    const port = await servers.http((_, response) => response.end(String(asked++)))
    await made(onPort(port))
    const other = openProber(platform)
    await round()
    await other.round()
    expect(asked).toBe(1)
    for (let taken = 0; taken < 2; taken++) {
      platform.clock.advance(MINUTE_MS)
      await other.round()
      await prober.round()
    }
    expect(asked).toBe(2)
    platform.clock.advance(16 * SECOND_MS)
    expect((await listed()).isLookedAt).toBe(false)
  })

  test('rests while its environment is archived', async () => {
    let asked = 0
    const port = await servers.http((_, response) => response.end(String(asked++)))
    const { check } = await made(onPort(port))
    await nextSlot()
    const archive = async (state: string, version: number) =>
      catalog('setEnvironmentState', owner, { params: { id: ours.environment }, ifMatch: version, body: { state } })
    const { version } = await archive('archived', 1)
    await nextSlot()
    const before = asked
    await nextSlot()
    expect(asked).toBe(before)
    await archive('active', version)
    await nextSlot()
    await nextSlot()
    expect(asked).toBeGreaterThan(before)
    expect(await kindsOf(check.id)).toEqual(expect.arrayContaining(['check.rested', 'check.woken']))
  })
})

test('an application with an address is looked at from its first day on, and the look follows its address', async () => {
  const port = await servers.http((_, response) => response.end('shop'))
  Object.assign(ours, await anApplication(CLIENT_A, 'https://shop.example.com'))
  await platform.log.settle()
  const [first] = (await listed()).items
  expect(first?.check).toMatchObject({ name: 'Shop', followsAddress: true, settings: { kind: 'http', url: 'https://shop.example.com' } })
  const url = `http://127.0.0.1:${port}/`
  await catalog('changeEnvironment', owner, { params: { id: ours.environment }, ifMatch: 1, body: { url } })
  await platform.log.settle()
  const { items } = await listed()
  expect(items.map(({ check }) => check.settings)).toEqual([expect.objectContaining({ url })])
})

describe('a heartbeat', () => {
  const settings = { kind: 'heartbeat', everySeconds: 120, graceSeconds: 30, runSecondsMax: 60 }
  const report = (name: 'hearSuccess' | 'hearStart' | 'hearFailure', secret: string | null) => call(name, owner, { params: { secret } })

  test('is up when it reports, down when it failed, took too long or is silent', async () => {
    const { check, heartbeatSecret: secret } = await made({ settings, timeLimitMs: 1_000 })
    await round()
    expect(await stateOf(check.id)).toMatchObject({ outcome: 'unknown' })
    await report('hearSuccess', secret)
    await nextSlot()
    expect(await stateOf(check.id)).toMatchObject({ outcome: 'up' })
    await report('hearFailure', secret)
    await nextSlot()
    expect(await stateOf(check.id)).toMatchObject({ outcome: 'down', reason: 'heartbeat_failed' })
    await report('hearStart', secret)
    platform.clock.advance(10 * SECOND_MS)
    await report('hearSuccess', secret)
    await nextSlot()
    expect(await stateOf(check.id)).toMatchObject({ outcome: 'up' })
    for (let minute = 0; minute < 3; minute++) await nextSlot()
    expect(await stateOf(check.id)).toMatchObject({ outcome: 'down', reason: 'heartbeat_missing' })
  })

  test('hears nothing from whoever does not know its address, and works on', async () => {
    const { check, heartbeatSecret: secret } = await made({ settings })
    const { outcomes, worksAfterwards } = await besiegeHeartbeat(platform, { secret: secret ?? '', count: 2_000, seed: 7 })
    expect([...outcomes.keys()]).toEqual(['common.not_found'])
    expect(worksAfterwards).toBe(true)
    await nextSlot()
    expect(await stateOf(check.id)).toMatchObject({ outcome: 'up' })
  })

  test('has an address that nobody can guess, and a new one ends the one before', async () => {
    const { check, heartbeatSecret } = await made({ settings })
    const renewed = await call('renewHeartbeat', owner, { params: { id: check.id } })
    await expect(report('hearSuccess', heartbeatSecret)).rejects.toEqual(refused('common.not_found'))
    await expect(report('hearSuccess', 'pch_nothing')).rejects.toEqual(refused('common.not_found'))
    await report('hearSuccess', renewed.heartbeatSecret)
    const { check: other } = await made()
    await expect(call('renewHeartbeat', owner, { params: { id: other.id } })).rejects.toEqual(refused('checks.no_heartbeat'))
    await expect(call('renewHeartbeat', callerOf('outsideLead'), { params: { id: check.id } })).rejects.toEqual(refused('common.not_found'))
  })
})

describe('a statement', () => {
  test('is run on a PostgreSQL that lets nothing be changed, and its first value is compared', async () => {
    const { server } = inject('postgres')
    if (typeof server === 'string') return
    // The server of the tests listens on a socket of the file system only.
    const port = await servers.tcp((socket) => {
      const upstream = connect(`${server.host}/.s.PGSQL.${server.port}`)
      socket.pipe(upstream).pipe(socket)
      upstream.on('error', () => socket.destroy())
    })
    const { user, database, password } = server
    const of = { kind: 'sql', host: '127.0.0.1', port, database, user, encrypted: false }
    const trial = (settings: object, timeLimitMs = 20_000) => {
      const body = {
        environmentId: ours.environment,
        settings: { ...of, ...settings },
        secret: password || 'none',
        isPrivateAllowed: true,
        timeLimitMs,
      }
      // On a machine that does everything at once the look may rightly say that it stood still itself.
      return until(async () => {
        const found = await call('tryCheck', owner, { body })
        return found.reason === 'prober_starved' ? undefined : found
      })
    }
    expect(await trial({ statement: 'select 40 + 2', expected: '42' })).toMatchObject({ outcome: 'up', reason: 'answered' })
    expect(await trial({ statement: 'select 1', expected: '2' })).toMatchObject({ outcome: 'down', reason: 'value_differs', detail: '1' })
    expect(await trial({ statement: 'create table pitcrew_check_was_here ()' })).toMatchObject({
      reason: 'statement_failed',
      detail: '25006',
    })
    expect(await trial({ statement: 'select 1; drop table nothing' })).toMatchObject({ reason: 'statement_failed', detail: '42601' })
    expect(await trial({ statement: 'select pg_sleep(60)' }, 2_000)).toMatchObject({ reason: 'answer_timeout' })
    expect(await trial({ database: 'there_is_none' })).toMatchObject({ reason: 'sign_in_refused' })
    expect(await trial({ encrypted: true })).toMatchObject({ outcome: 'down' })
  })
})

test('results of two clients never meet', async () => {
  const port = await servers.http((_, response) => response.end('shop'))
  const mine = await made(onPort(port))
  const yours = await made({ ...onPort(port), environmentId: theirs.environment })
  await round()
  const { items } = await listed()
  expect(items.map(({ check }) => check.id)).toEqual([mine.check.id])
  const other = await call('listChecks', callerOf('outsideLead'), { params: { id: theirs.application } })
  expect(other.items.map(({ check }) => check.id)).toEqual([yours.check.id])
})
