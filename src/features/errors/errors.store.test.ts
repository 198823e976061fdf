/** From envelopes with a key to errors that are kept and counted in their groups, on real stores. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { errorsEvents } from '#events/errors.ts'
import { telemetryEvents } from '#events/telemetry.ts'
import { keyBookOf, projectOf } from '#features/telemetry/public.ts'
import { spanIntakeOf } from '#features/traces/public.ts'
import { Fault } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant, later, SECOND_MS } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import type { RequestContext } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { calling } from '#test/support/calling.ts'
import { dsnFor, secretFor } from '#test/support/kept.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { OriginBook } from './access/origin-book.ts'
import { countGroups } from './actions/count-groups.ts'
import { decodeRecord } from './domain/record.ts'
import { GROUP_STATES } from './domain/arrival.ts'
import { listGroups } from './store/groups.ts'
import { insertErrors } from './store/errors.ts'
import { errorsHandlers } from './http/handlers.ts'
import { anEnvelope, anErrorEnvelope, anEvent, anEventId, anException, openKeptErrors, type SentEvent } from './testing.ts'

// Not long ago, or the engine would clear the errors away as outlived.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let kept: Awaited<ReturnType<typeof openKeptErrors>>
let handlers: ReturnType<typeof errorsHandlers>

interface Place {
  application: string
  environment: string
  key: string
  secret: string
}
const ours: Place = { application: '', environment: '', key: '', secret: '' }
const theirs: Place = { application: '', environment: '', key: '', secret: '' }

beforeAll(async () => {
  const events = [...catalogEvents, ...telemetryEvents, ...errorsEvents]
  const postgres = await postgresPlatform({ now: START, events, personKeys: openPersonKeys })
  platform = { ...postgres, config: { ...postgres.config, dataFolder: scratchFolder() }, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  kept = await openKeptErrors(platform)
  const whole = { ...platform, files: kept.files } as unknown as Platform
  handlers = errorsHandlers({
    platform: whole,
    book: keyBookOf(platform),
    origins: new OriginBook(platform),
    maps: kept.maps,
    intake: kept.intake,
  })
  Object.assign(ours, await aPlace(CLIENT_A))
  Object.assign(theirs, await aPlace(CLIENT_B))
})
beforeEach(() => {
  platform.clock.advance(SECOND_MS)
})

async function aPlace(client: string): Promise<Place> {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const { id: application } = await catalog('createApplication', callerOf('owner'), {
    body: { clientId: toId('client', client), name: 'Shop' },
  })
  const body = { applicationId: application, name: 'QA', kind: 'qa' }
  const environment = toUuid('environment', (await catalog('createEnvironment', callerOf('owner'), { body })).id) ?? ''
  const key = (await dsnFor(platform, environment)).replace(/^.*\/\/(\w+)@.*$/, '$1')
  return { application, environment, key, secret: await secretFor(platform, environment) }
}

interface Sending {
  readonly place?: Place
  readonly project?: string
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly sentryKey?: string
  readonly route?: 'takeEnvelope' | 'takeEvent'
}

/** Sends as the HTTP side hands it on; answers with what the sender reads. */
async function send(
  body: Buffer,
  { place = ours, project = projectOf(place.environment), headers, sentryKey, route = 'takeEnvelope' }: Sending = {},
) {
  const sent = headers ?? { 'x-sentry-auth': `Sentry sentry_version=7, sentry_key=${place.key}` }
  const told: Record<string, string> = {}
  const context = {
    secret: null,
    header: (name: string) => sent[name],
    allowOrigin: (origin: string) => void (told['origin'] = origin),
    setHeader: (name: string, value: string) => void (told[name] = value),
  } as unknown as RequestContext
  const answer = handlers[route](
    { params: { project }, query: sentryKey === undefined ? {} : { sentry_key: sentryKey }, bytes: body },
    context,
  )
  const said: { id?: string; fault?: unknown } = await answer.catch((fault: unknown) => ({ fault }))
  return { ...said, told }
}

const now = () => platform.clock.now()
const report = (of: SentEvent = {}, place = ours) => send(anErrorEnvelope(anEvent({ at: now(), ...of })), { place })
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

async function errorsOf({ environment }: Place) {
  await kept.flush()
  const sql = `select title, release, platform, level, user_hash as user, lower(hex(trace)) as trace, toUnixTimestamp64Milli(t) as at, detail, tags
    from error final where env = {env:UUID} order by t, id`
  type Row = { title: string; release: string; user: string; trace: string; at: string; detail: string; tags: Record<string, string> }
  return platform.clickhouse.query<Row>({ name: 'test.errors', sql, params: { env: environment } })
}

describe('an envelope', () => {
  test('is kept with its error by each of the ways in which clients say their key', async () => {
    const envelope = () => anErrorEnvelope(anEvent({ at: now() }))
    const id = anEventId()
    expect(await send(anErrorEnvelope(anEvent({ at: now(), event_id: id })))).toMatchObject({ id })
    expect(await send(envelope(), { headers: {}, sentryKey: ours.key })).toMatchObject({ id: expect.any(String) })
    const dsn = `https://${ours.key}@pitcrew.example/sentry/${projectOf(ours.environment)}`
    expect(await send(anEnvelope([['event', anEvent({ at: now() })]], { dsn }), { headers: {} })).toMatchObject({ id: expect.any(String) })
    expect(await send(Buffer.from(JSON.stringify(anEvent({ at: now() }))), { route: 'takeEvent' })).toMatchObject({
      id: expect.any(String),
    })
    const rows = await errorsOf(ours)
    expect(rows).toHaveLength(4)
    expect(rows[0]).toMatchObject({
      title: 'TypeError: cart is undefined',
      release: 'shop@1.0.0',
      tags: { environment: 'production' },
      at: String(now()),
    })
  })

  test('is refused without a key that works, with one of another project, and with what writes measurements', async () => {
    const envelope = anErrorEnvelope()
    expect((await send(envelope, { headers: {} })).fault).toEqual(refused('common.unauthenticated'))
    expect((await send(envelope, { headers: {}, sentryKey: '0'.repeat(32) })).fault).toEqual(refused('common.unauthenticated'))
    expect((await send(envelope, { headers: {}, sentryKey: ours.secret })).fault).toEqual(refused('common.unauthenticated'))
    expect((await send(envelope, { project: projectOf(theirs.environment) })).fault).toEqual(refused('errors.other_project'))
    await expect(keyBookOf(platform).find(ours.key)).rejects.toEqual(refused('common.unauthenticated'))
  })

  test('may come packed, and never unpacks to more than may be', async () => {
    const as = (encoding: string) => ({ headers: { 'x-sentry-auth': `Sentry sentry_key=${ours.key}`, 'content-encoding': encoding } })
    const packings = [
      ['gzip', gzipSync],
      ['deflate', deflateSync],
      ['br', brotliCompressSync],
    ] as const
    for (const [encoding, pack] of packings) {
      expect(await send(pack(anErrorEnvelope(anEvent({ at: now() }))), as(encoding))).toMatchObject({ id: expect.any(String) })
      expect((await send(pack(Buffer.alloc(17 * 1024 * 1024)), as(encoding))).fault).toEqual(refused('common.too_large'))
      expect((await send(Buffer.from('not packed at all'), as(encoding))).fault).toEqual(refused('common.invalid_request'))
    }
    expect((await send(anErrorEnvelope(), as('zstd'))).fault).toEqual(refused('common.unsupported_media_type'))
    expect((await send(Buffer.from('no envelope'))).fault).toEqual(refused('errors.malformed'))
  })

  test('loses what must not be kept before it reaches the disk, and says no more of people than that they are others', async () => {
    const exception = { values: [anException({ value: 'no account anna@example.com' })] }
    await report({ exception, user: { id: 'secret-user-7' } }, theirs)
    await report({ exception, user: { id: 'secret-user-8' } }, theirs)
    const folder = path.join(kept.dataFolder, 'telemetry', 'errors')
    const onDisk = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'latin1'))
    expect(onDisk.join('')).toContain('no account [removed:e-mail]')
    expect(onDisk.join('')).not.toMatch(/anna@|secret-user/)
    const users = (await errorsOf(theirs)).map(({ user }) => user)
    expect(new Set(users).size).toBe(2)
    expect(users).not.toContain('0')
  })

  test('of a page is taken from those that may send, and the page may then read the answer', async () => {
    const from = (origin: string) => send(anErrorEnvelope(anEvent({ at: now() })), { headers: { origin }, sentryKey: ours.key })
    expect((await from('https://anywhere.example')).told).toEqual({ origin: 'https://anywhere.example' })
    const caller = callerOf('engineer')
    const context = { caller } as unknown as RequestContext
    const params = { id: ours.environment }
    expect(await handlers.readOrigins({ params }, context)).toEqual({ origins: ['*'] })
    expect(await handlers.changeOrigins({ params, body: { origins: ['https://*.shop.example'] } }, context)).toEqual({
      origins: ['https://*.shop.example'],
    })
    expect((await from('https://anywhere.example')).fault).toEqual(refused('errors.origin_refused'))
    expect((await from('https://www.shop.example')).told).toEqual({ origin: 'https://www.shop.example' })
    expect(await report()).toMatchObject({ id: expect.any(String) })
    for (const who of ['stranger', 'outsideLead', 'powerless', 'contact'] as const) {
      const theirCall = { caller: callerOf(who) } as unknown as RequestContext
      await expect(handlers.readOrigins({ params }, theirCall)).rejects.toBeInstanceOf(Fault)
      await expect(handlers.changeOrigins({ params, body: { origins: [] } }, theirCall)).rejects.toBeInstanceOf(Fault)
    }
    await handlers.changeOrigins({ params, body: { origins: ['*'] } }, context)
  })

  test('is told when its clock is wrong by being put right, and refused when it is too old', async () => {
    const place = await aPlace(CLIENT_A)
    const ahead = later(now(), 3 * DAY_MS)
    const envelope = anEnvelope([['event', anEvent({ at: later(ahead, -5_000) })]], { sent_at: new Date(ahead).toISOString() })
    await send(envelope, { place })
    await report({ at: later(now(), -20 * DAY_MS) }, place)
    expect((await errorsOf(place)).map(({ at }) => Number(at))).toEqual([now() - 5_000])
  })

  test('counts what is not kept by its reason, and the rest is kept', async () => {
    kept.intake.tally.drain()
    const event = anEvent({ at: now() })
    const items = [
      ['event', event],
      ['event', 'no json'],
      ['attachment', 'bytes'],
      ['user_report', '{}'],
      ['replay_event', '{}'],
      ['client_report', '{}'],
      ['session', { sid: anEventId(), started: new Date(now()).toISOString(), attrs: { release: 'r' }, status: 'ok' }],
    ] as const
    expect(await send(anEnvelope(items))).toMatchObject({ id: event['event_id'] })
    await send(anErrorEnvelope(event))
    const counts = kept.intake.tally.drain().map(({ outcome, items: count }) => [outcome, count])
    expect(Object.fromEntries(counts)).toEqual({
      kept: 2,
      event_unreadable: 3,
      item_unknown: 1,
      event_repeated: 1,
    })
  })

  test('is told to wait when more comes than is taken', async () => {
    const place = await aPlace(CLIENT_B)
    const many = Array.from({ length: 1_000 }, () => ['event', anEvent({ at: now() })] as const)
    for (let sent = 0; sent < 5; sent++) await send(anEnvelope(many), { place })
    const { fault, told } = await send(anErrorEnvelope(), { place })
    expect(fault).toEqual(refused('errors.over_quota'))
    expect(told).toEqual({ 'x-sentry-rate-limits': '1:error;session;attachment;feedback;user_report:organization' })
    expect((await send(anEnvelope([...many, ...many.slice(0, 1)]), { place })).fault).toEqual(refused('errors.too_many_items'))
  })

  test('with a transaction hands its spans to traces', async () => {
    const trace = { trace_id: '0af7651916cd43dd8448eb211c80319c', span_id: 'b7ad6b7169203331', op: 'http.server' }
    const times = { start_timestamp: now() / 1_000, timestamp: now() / 1_000 + 1 }
    await send(anEnvelope([['transaction', { transaction: 'GET /cart', ...times, contexts: { trace } }]]))
    const segments = await spanIntakeOf(platform).spool.open()
    await segments.end()
    const { records } = await segments.read(segments.ended()[0] ?? '')
    expect(Buffer.concat([...records]).includes('GET /cart')).toBe(true)
  })

  test('with runs of a program counts each once, however often it reports', async () => {
    const run = { sid: anEventId(), started: new Date(now()).toISOString(), attrs: { release: 'shop@2' } }
    await send(anEnvelope([['session', { ...run, init: true, status: 'ok' }]]))
    await send(anEnvelope([['session', { ...run, status: 'crashed', seq: 5 }]]))
    const aggregates = [{ started: new Date(now()).toISOString(), exited: 8, errored: 1 }]
    await send(anEnvelope([['sessions', { attrs: { release: 'shop@2' }, aggregates }]]))
    await kept.flush()
    const sql = `select toUInt32(sum(sessions)) as sessions, toUInt32(sum(crashed)) as crashed, toUInt32(sum(errored)) as errored
      from session_count final where env = {env:UUID} and release = 'shop@2'`
    const rows = await platform.clickhouse.query({ name: 'test.sessions', sql, params: { env: ours.environment } })
    expect(rows).toEqual([{ sessions: 10, crashed: 1, errored: 1 }])
  })
})

/** By when they were seen first. */
async function groupsOf({ environment }: Place) {
  await kept.flush()
  const ask = { environmentIds: [environment], states: GROUP_STATES, levels: null, release: null, text: null, before: null, limit: 50 }
  const groups = await platform.work.read((tx) => listGroups(tx, ask))
  return groups
    .toReversed()
    .map(({ title, state, events, reason, firstRelease, lastRelease }) => ({ title, state, events, reason, firstRelease, lastRelease }))
}

describe('groups', () => {
  test('hold errors of a kind, counted with their releases; other kinds are others, and other clients’ are theirs', async () => {
    const [here, there] = [await aPlace(CLIENT_A), await aPlace(CLIENT_B)]
    for (const place of [here, there]) for (let sent = 0; sent < 3; sent++) await report({ release: `shop@1.0.${sent}` }, place)
    await report({ exception: { values: [anException({ type: 'RangeError' })] } }, here)
    const shared = {
      title: 'TypeError: cart is undefined',
      state: 'open',
      events: 3,
      reason: 'stack_in_app',
      firstRelease: 'shop@1.0.0',
      lastRelease: 'shop@1.0.2',
    }
    expect(await groupsOf(here)).toEqual([shared, expect.objectContaining({ title: 'RangeError: cart is undefined', events: 1 })])
    expect(await groupsOf(there)).toEqual([shared])
  })

  test('count errors once when a segment comes again after a crash', async () => {
    const place = await aPlace(CLIENT_A)
    await report({}, place)
    await report({}, place)
    const segments = await kept.intake.spool.open()
    await segments.end()
    const name = segments.ended()[0] ?? ''
    const heads = (await segments.read(name)).records.flatMap((record) => decodeRecord(record) ?? [])
    // Counted, and then the process died before the segment was removed.
    await platform.work.run((tx) => countGroups(platform, tx, { heads, token: `errors:${name}` }))
    expect(await groupsOf(place)).toMatchObject([{ events: 2 }])
    expect(await errorsOf(place)).toHaveLength(2)
  })

  test('lose nothing when the process dies between both stores', async () => {
    const place = await aPlace(CLIENT_A)
    await report({}, place)
    const segments = await kept.intake.spool.open()
    await segments.end()
    const name = segments.ended()[0] ?? ''
    const records = (await segments.read(name)).records.flatMap((record) => decodeRecord(record) ?? [])
    await insertErrors(platform.clickhouse, records, `errors:${name}`)
    expect(await groupsOf(place)).toMatchObject([{ events: 1 }])
    expect(await errorsOf(place)).toHaveLength(1)
  })
})
