/** Watching a real PostgreSQL by a user who only reads: from its address to figures, statements, locks and what there is to do. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { databasesEvents } from '#events/databases.ts'
import { toId } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, toIso } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import { calling } from '#test/support/calling.ts'
import { keepingOf } from '#test/support/kept.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { until } from '#test/support/until.ts'
import { Watch } from './actions/watch.ts'
import { databasesContract } from './contract/contract.ts'
import { databasesHandlers } from './http/handlers.ts'
import { needsNow } from './queries/needs-now.ts'
import { foreignPostgres, type ForeignPostgres } from './testing.ts'

// Not long ago, or the engine would clear away what is kept as outlived.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)
const CONNECTIONS_MAX = 12
const KEPT_BACK = 3
const USABLE = CONNECTIONS_MAX - KEPT_BACK

let foreign: ForeignPostgres
let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let call: ReturnType<typeof calling<typeof databasesContract>>
let catalog: ReturnType<typeof calling<typeof catalogContract>>
let watch: Watch
let keep: () => Promise<void>
const ours = { application: '', environment: '' }
const theirs = { application: '', environment: '' }

const owner = callerOf('owner')
const reader = { username: 'reader', password: 'reads only' }

beforeAll(async () => {
  foreign = await foreignPostgres({ max_connections: String(CONNECTIONS_MAX), superuser_reserved_connections: String(KEPT_BACK) })
  await foreign.run(
    'create extension pg_stat_statements',
    "create role reader login password 'reads only'",
    'grant pg_monitor to reader',
    "create role nobody login password 'sees nothing'",
    'create table orders (id int primary key, buyer text)',
    "insert into orders select n, 'somebody ' || n from generate_series(1, 20000) n",
    'create index orders_buyer_idx on orders (buyer)',
    'create table lines (id int primary key, order_id int references orders)',
    'insert into lines select n, n % 20000 + 1 from generate_series(1, 60000) n',
    'analyze',
  )
  const postgres = await postgresPlatform({ now: START, events: [...catalogEvents, ...databasesEvents], personKeys: openPersonKeys })
  const config = { ...postgres.config, dataFolder: scratchFolder() }
  platform = { ...postgres, config, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  call = calling(databasesContract, databasesHandlers(platform))
  catalog = calling(catalogContract, catalogHandlers(platform))
  watch = new Watch(platform)
  keep = keepingOf(platform)
  Object.assign(ours, await aPlace(CLIENT_A))
  Object.assign(theirs, await aPlace(CLIENT_B))
}, 60_000)
afterEach(async () => {
  for (const id of added.splice(0)) await call('deleteDatabase', owner, { params: { id } }).catch(() => undefined)
  watch.close()
})
afterAll(async () => {
  await foreign?.stop()
})

async function aPlace(client: string) {
  const { id: application } = await catalog('createApplication', owner, { body: { clientId: toId('client', client), name: 'Shop' } })
  const { id: environment } = await catalog('createEnvironment', owner, { body: { applicationId: application, name: 'QA', kind: 'qa' } })
  return { application, environment }
}

const place = () => ({
  kind: 'postgres' as const,
  host: '127.0.0.1',
  port: foreign.port,
  databaseName: 'postgres',
  tls: 'off' as const,
  tlsAuthority: null,
  privateAllowed: true,
})

let names = 0
/** Of the test that runs. */
const added: string[] = []
async function add(of: { environment?: string; username?: string; password?: string; databaseName?: string } = {}): Promise<string> {
  const { environment = ours.environment, ...rest } = of
  const body = { environmentId: environment, name: `Orders ${++names}`, ...place(), ...reader, ...rest }
  const { id } = await call('createDatabase', owner, { body })
  added.push(id)
  return id
}
const read = (id: string) => call('readDatabase', owner, { params: { id } })

/** A reading of all, a minute after the last one. */
async function nextReading(): Promise<void> {
  platform.clock.advance(MINUTE_MS)
  await watch.run()
  await keep()
}
async function told(): Promise<readonly string[]> {
  await platform.log.settle()
  const page = await platform.log.read(0, 500)
  return page.filter(({ kind }) => kind.startsWith('database.')).map(({ kind }) => kind)
}
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

describe('a database that is watched', () => {
  test('shows its connections, sizes and figures over time', async () => {
    const id = await add()
    await nextReading()
    await foreign.run('select count(*) from orders')
    await nextReading()
    // A course ends before now.
    platform.clock.advance(MINUTE_MS)
    const shown = await read(id)
    expect(shown).toMatchObject({ state: 'reachable', reason: null, lacks: [], connections: { max: USABLE } })
    expect(shown.serverVersion).toMatch(/^PostgreSQL \d+/)
    expect(shown.connections?.used).toBeGreaterThan(0)
    expect(shown.bytes).toBeGreaterThan(1_000_000)
    expect(shown.tables.map(({ name }) => name)).toContain('public.orders')
    const range = { from: toIso(later(START, -HOUR_MS)), to: toIso(later(START, HOUR_MS)) }
    const size = await call('readCourse', owner, { params: { id, metric: 'postgresql.db_size' }, query: range })
    expect(size.series.map(({ name }) => name)).toEqual([''])
    expect(size.series[0]?.avg.filter((value) => value !== null).length).toBeGreaterThan(0)
    const backends = await call('readCourse', owner, { params: { id, metric: 'postgresql.backends' }, query: range })
    expect(backends.series.map(({ name }) => name).toSorted()).toEqual(['active', 'idle', 'idle in transaction'])
    const hits = await call('readCourse', owner, { params: { id, metric: 'postgresql.cache.hit_ratio' }, query: range })
    expect(Math.max(...(hits.series[0]?.avg ?? []).map(Number))).toBeGreaterThan(0.5)
  })

  test('has one connection of ours, however often it is read', async () => {
    await add()
    for (let readings = 0; readings < 3; readings++) await nextReading()
    const session = await foreign.session()
    const ofOurs = async () => {
      const sql = `select count(*)::int as n from pg_stat_activity where application_name = 'pitcrew' and usename = 'reader'`
      return (await session.query(sql)).rows[0]?.n
    }
    // Those of the tests before are on their way out.
    await until(async () => (await ofOurs()) === 1)
    await session.end()
  })
})

describe('statements', () => {
  const statementsOf = async (id: string) =>
    (
      await call('listStatements', owner, {
        params: { id },
        query: { from: toIso(later(START, -HOUR_MS)), to: toIso(later(START, DAY_MS)) },
      })
    ).items

  test('are told by what they took between two readings, without the values in them', async () => {
    const id = await add()
    await nextReading()
    for (let run = 0; run < 3; run++) await foreign.run(`select count(*) from orders where buyer = 'secret buyer ${run}'`)
    await nextReading()
    const counted = (await statementsOf(id)).find(({ text }) => text.includes('from orders where buyer'))
    expect(counted).toMatchObject({ calls: 3, rows: 3 })
    expect(counted?.text).not.toContain('secret')
    expect(counted?.meanMs).toBeGreaterThan(0)
  })

  test('whose counts were reset count from zero, and nothing falls below it', async () => {
    const id = await add()
    const run = () => foreign.run('select max(id) from lines')
    for (let count = 0; count < 5; count++) await run()
    await nextReading()
    await foreign.run('select pg_stat_statements_reset()')
    await run()
    await run()
    await nextReading()
    expect((await statementsOf(id)).find(({ text }) => text === 'select max(id) from lines')).toMatchObject({ calls: 2 })
  })

  test('that run longer than the support plan allows are named while they run', async () => {
    const id = await add()
    const session = await foreign.session()
    const running = session.query(`select pg_sleep(30), 'secret of a buyer'`)
    running.catch(() => undefined)
    try {
      await until(async () => {
        await nextReading()
        return (await read(id)).running.length > 0
      })
      const [statement] = (await read(id)).running
      expect(statement?.text).toBe('select pg_sleep(?), ?')
      expect(statement?.runningMs).toBeGreaterThan(500)
    } finally {
      await foreign.run(`select pg_cancel_backend(pid) from pg_stat_activity where query like 'select pg_sleep%'`)
      await session.end()
    }
  })
})

describe('locks', () => {
  test('say who waits for whom, for how long and for what', async () => {
    const id = await add()
    const [holder, waiter] = [await foreign.session(), await foreign.session()]
    await holder.query('begin')
    await holder.query(`update orders set buyer = 'held' where id = 1`)
    const waiting = waiter.query(`update orders set buyer = 'wanted' where id = 1`)
    try {
      await until(async () => {
        await nextReading()
        return (await read(id)).waits.length > 0
      })
      const shown = await read(id)
      expect(shown.waits).toEqual([
        expect.objectContaining({
          text: 'update orders set buyer = ? where id = ?',
          blockerText: 'update orders set buyer = ? where id = ?',
          blockerState: 'idle in transaction',
        }),
      ])
      expect(shown.connections).toMatchObject({ waiting: 1, idleInTransaction: 1 })
    } finally {
      await holder.query('rollback')
      await waiting
      await holder.end()
      await waiter.end()
    }
  })
})

describe('what a user may not see', () => {
  test('is said with the statement that mends it, and the rest is read', async () => {
    const answer = await call('tryDatabase', owner, {
      body: { environmentId: ours.environment, ...place(), username: 'nobody', password: 'sees nothing' },
    })
    expect(answer).toMatchObject({ reached: true, reason: null })
    expect(answer.lacks).toEqual([{ kind: 'no_statistics_role', detail: '', fix: 'GRANT pg_monitor TO "nobody";' }])
    const id = await add({ username: 'nobody', password: 'sees nothing' })
    await nextReading()
    const shown = await read(id)
    expect(shown.state).toBe('reachable')
    expect(shown.connections).toMatchObject({ idle: null, waiting: null, max: USABLE })
    expect(shown.connections?.used).toBeGreaterThan(0)
  })

  test('of a database without the extension names the extension', async () => {
    await foreign.run('create database bare')
    const body = { environmentId: ours.environment, ...place(), ...reader, databaseName: 'bare' }
    const { lacks } = await call('tryDatabase', owner, { body })
    expect(lacks.map(({ kind }) => kind)).toEqual(['no_statements_extension'])
    expect(lacks[0]?.fix).toContain('CREATE EXTENSION pg_stat_statements;')
  })
})

describe('findings', () => {
  test('name a foreign key without an index at once, and an unused index after a week', async () => {
    const id = await add()
    await nextReading()
    const key = { kind: 'foreign_key_without_index', fix: 'CREATE INDEX CONCURRENTLY ON public.lines (order_id);' }
    expect((await read(id)).todo).toEqual([expect.objectContaining(key)])
    await foreign.run('create index lines_unused_idx on lines (id, order_id)', 'create index on lines (order_id)')
    await nextReading()
    platform.clock.advance(7 * DAY_MS)
    await watch.run()
    expect((await read(id)).todo).toEqual([
      expect.objectContaining({
        kind: 'unused_index',
        subject: 'public.lines_unused_idx',
        fix: 'DROP INDEX CONCURRENTLY public.lines_unused_idx;',
      }),
    ])
    await foreign.run('drop index lines_unused_idx')
    await nextReading()
    expect((await read(id)).todo).toEqual([])
  })
})

describe('a database that cannot be read', () => {
  test('says why: a wrong password, an unknown database, a port where nothing listens, a network nobody approved', async () => {
    const trial = async (change: object) => {
      const body = { environmentId: ours.environment, ...place(), ...reader, ...change }
      return (await call('tryDatabase', owner, { body })).reason
    }
    expect(await trial({ password: 'wrong' })).toBe('wrong_password')
    expect(await trial({ databaseName: 'nowhere' })).toBe('unknown_database')
    expect(await trial({ port: 1 })).toBe('refused')
    expect(await trial({ privateAllowed: false })).toBe('address_not_allowed')
    expect(await trial({ tls: 'required' })).toBe('tls_not_offered')
  })

  test('is told once when it goes and once when it comes back, and stands on the first screen meanwhile', async () => {
    const id = await add()
    await nextReading()
    const before = (await told()).length
    await foreign.stop()
    await nextReading()
    await nextReading()
    expect(await read(id)).toMatchObject({ state: 'unreachable', reason: 'refused' })
    const needs = await needsNow({ platform, caller: owner })
    expect(needs.map(({ href }) => href)).toContain(`/databases/${id}`)
    expect((await needsNow({ platform, caller: callerOf('stranger') })).map(({ href }) => href)).not.toContain(`/databases/${id}`)
    await foreign.start()
    await nextReading()
    expect(await read(id)).toMatchObject({ state: 'reachable', reason: null })
    const since = (await told()).slice(before)
    expect(since).toEqual(['database.unreachable', 'database.reachable'])
  })

  test('because all its connections are taken says so, and is seen coming while one of ours is open', async () => {
    const id = await add()
    await nextReading()
    const taken: Awaited<ReturnType<typeof foreign.session>>[] = []
    const body = { environmentId: ours.environment, ...place(), ...reader }
    await until(async () => {
      const session = await foreign.session({ user: reader.username, password: reader.password }).catch(() => undefined)
      if (session) taken.push(session)
      return (await call('tryDatabase', owner, { body })).reason === 'too_many_connections'
    })
    await nextReading()
    const shown = await read(id)
    expect(shown.state).toBe('reachable')
    expect(shown.todo.map(({ kind }) => kind)).toContain('connections_near_limit')
    for (const session of taken) await session.end()
  })
})

describe('whoever', () => {
  test('is of another client sees none of it, and identical databases of two clients never meet', async () => {
    const [id, other] = [await add(), await add({ environment: theirs.environment })]
    await nextReading()
    await foreign.run('select 17 as meeting')
    await nextReading()
    for (const [name, code] of [
      ['outsideLead', 'common.not_found'],
      ['stranger', 'common.forbidden'],
    ] as const) {
      await expect(call('readDatabase', callerOf(name), { params: { id } })).rejects.toEqual(refused(code))
      await expect(call('listStatements', callerOf(name), { params: { id } })).rejects.toEqual(refused(code))
      await expect(call('listDatabases', callerOf(name), { params: { id: ours.application } })).rejects.toEqual(refused(code))
    }
    const statement = async (of: string) =>
      (await call('listStatements', owner, { params: { id: of }, query: { to: toIso(later(platform.clock.now(), 1)) } })).items.find(
        ({ text }) => text.includes('meeting'),
      )
    expect(await statement(id)).toMatchObject({ calls: 1 })
    expect(await statement(other)).toMatchObject({ calls: 1 })
    const course = await call('readCourse', owner, { params: { id, metric: 'postgresql.db_size' } })
    expect(course.series).toHaveLength(1)
  })

  test('may change a database cannot have its password sent elsewhere, nor open a private network', async () => {
    const id = await add()
    const { version } = await read(id)
    const change = (body: object, as: 'owner' | 'lead') => call('changeDatabase', callerOf(as), { params: { id }, body, ifMatch: version })
    await expect(change({ host: '192.0.2.1', privateAllowed: false }, 'owner')).rejects.toEqual(refused('databases.password_needed'))
    await expect(change({ host: '127.0.0.2', password: 'mine' }, 'lead')).rejects.toEqual(refused('common.forbidden'))
    const trial = { environmentId: ours.environment, ...place(), ...reader }
    await expect(call('tryDatabase', callerOf('lead'), { body: trial })).rejects.toEqual(refused('common.forbidden'))
    const elsewhere = { ...trial, port: 1, password: null, databaseId: id }
    await expect(call('tryDatabase', owner, { body: elsewhere })).rejects.toEqual(refused('databases.password_needed'))
    expect(await change({ intervalSeconds: 30 }, 'lead')).toMatchObject({ intervalSeconds: 30, version: version + 1 })
    expect(JSON.stringify(await read(id))).not.toContain('reads only')
  })

  test('removes a database ends the looking', async () => {
    const id = await add()
    await nextReading()
    await call('deleteDatabase', owner, { params: { id } })
    await expect(read(id)).rejects.toEqual(refused('common.not_found'))
    await nextReading()
    expect((await told()).at(-1)).toBe('database.removed')
  })
})

test('one node reads a database at a time, and another takes over when the first does not come back', async () => {
  const id = await add()
  await nextReading()
  const other = new Watch(platform)
  platform.clock.advance(MINUTE_MS)
  await other.run()
  const before = (await read(id)).readAt
  platform.clock.advance(5 * MINUTE_MS)
  await other.run()
  const after = (await read(id)).readAt
  other.close()
  expect(before).not.toBe(after)
  await watch.run()
  expect((await read(id)).readAt).toBe(after)
})
