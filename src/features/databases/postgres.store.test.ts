/** Watching a real PostgreSQL by a user who only reads: from its address to figures, statements, locks and what there is to do. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { callerOf } from '#core/identity/testing.ts'
import { later, MINUTE_MS, toIso } from '#kit/time.ts'
import { until } from '#test/support/until.ts'
import { Watch } from './actions/watch.ts'
import { needsNow } from './queries/needs-now.ts'
import { foreignPostgres, type ForeignPostgres } from './testing.ts'
import { openWatching, type Watching } from './testing-watching.ts'

const CONNECTIONS_MAX = 12
const KEPT_BACK = 3
const USABLE = CONNECTIONS_MAX - KEPT_BACK
const reader = { username: 'reader', password: 'reads only' }

let foreign: ForeignPostgres
let watching: Watching

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
  watching = await openWatching(() => ({ kind: 'postgres', port: foreign.port, databaseName: 'postgres', ...reader }))
})
afterEach(() => watching.removeAll())
afterAll(() => foreign?.stop())

const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

describe('a database that is watched', () => {
  test('shows its connections, sizes and figures over time', async () => {
    const id = await watching.add()
    await watching.nextReading()
    await foreign.run('select count(*) from orders')
    await watching.nextReading()
    const shown = await watching.read(id)
    expect(shown).toMatchObject({ state: 'reachable', reason: null, lacks: [], connections: { max: USABLE } })
    expect(shown.serverVersion).toMatch(/^PostgreSQL \d+/)
    expect(shown.connections?.used).toBeGreaterThan(0)
    expect(shown.bytes).toBeGreaterThan(1_000_000)
    expect(shown.tables.map(({ name }) => name)).toContain('public.orders')
    expect(await watching.courseNames(id, 'postgresql.db_size')).toEqual([''])
    expect(await watching.courseNames(id, 'postgresql.backends')).toEqual(['active', 'idle', 'idle in transaction'])
    expect(await watching.lowest(id, 'postgresql.cache.hit_ratio')).toBeGreaterThan(0.5)
  })

  test('has one connection of ours, however often it is read', async () => {
    await watching.add()
    for (let readings = 0; readings < 3; readings++) await watching.nextReading()
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
  test('are told by what they took between two readings, without the values in them', async () => {
    const id = await watching.add()
    await watching.nextReading()
    for (let run = 0; run < 3; run++) await foreign.run(`select count(*) from orders where buyer = 'secret buyer ${run}'`)
    await watching.nextReading()
    const counted = (await watching.statements(id)).find(({ text }) => text.includes('from orders where buyer'))
    expect(counted).toMatchObject({ calls: 3, rows: 3 })
    expect(counted?.text).not.toContain('secret')
    expect(counted?.meanMs).toBeGreaterThan(0)
  })

  test('whose counts were reset count from zero, and nothing falls below it', async () => {
    const id = await watching.add()
    const run = () => foreign.run('select max(id) from lines')
    for (let count = 0; count < 5; count++) await run()
    await watching.nextReading()
    await foreign.run('select pg_stat_statements_reset()')
    await run()
    await run()
    await watching.nextReading()
    expect((await watching.statements(id)).find(({ text }) => text === 'select max(id) from lines')).toMatchObject({ calls: 2 })
  })

  test('that run longer than the support plan allows are named while they run', async () => {
    const id = await watching.add()
    const session = await foreign.session()
    const running = session.query(`select pg_sleep(600), 'secret of a buyer'`)
    running.catch(() => undefined)
    try {
      await until(async () => {
        await watching.nextReading()
        return (await watching.read(id)).running.length > 0
      })
      const [statement] = (await watching.read(id)).running
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
    const id = await watching.add()
    const [holder, waiter] = [await foreign.session(), await foreign.session()]
    await holder.query('begin')
    await holder.query(`update orders set buyer = 'held' where id = 1`)
    const waiting = waiter.query(`update orders set buyer = 'wanted' where id = 1`)
    try {
      // One reading asks several things, and the waiting may begin between two of them.
      const shown = await until(async () => {
        await watching.nextReading()
        const now = await watching.read(id)
        return now.waits.length > 0 && (now.connections?.waiting ?? 0) > 0 && now
      })
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
    const answer = await watching.call('tryDatabase', watching.owner, {
      body: { environmentId: watching.ours.environment, ...watching.place(), username: 'nobody', password: 'sees nothing' },
    })
    expect(answer).toMatchObject({ reached: true, reason: null })
    expect(answer.lacks).toEqual([{ kind: 'no_statistics_role', detail: '', fix: 'GRANT pg_monitor TO "nobody";' }])
    const id = await watching.add({ username: 'nobody', password: 'sees nothing' })
    await watching.nextReading()
    const shown = await watching.read(id)
    expect(shown.state).toBe('reachable')
    expect(shown.connections).toMatchObject({ idle: null, waiting: null, max: USABLE })
    expect(shown.connections?.used).toBeGreaterThan(0)
  })

  test('of a database without the extension names the extension', async () => {
    await foreign.run('create database bare')
    const body = { environmentId: watching.ours.environment, ...watching.place(), ...reader, databaseName: 'bare' }
    const { lacks } = await watching.call('tryDatabase', watching.owner, { body })
    expect(lacks.map(({ kind }) => kind)).toEqual(['no_statements_extension'])
    expect(lacks[0]?.fix).toContain('CREATE EXTENSION pg_stat_statements;')
  })
})

describe('findings', () => {
  test('name a foreign key without an index at once, and an unused index after a week', async () => {
    const id = await watching.add()
    await watching.nextReading()
    const key = { kind: 'foreign_key_without_index', fix: 'CREATE INDEX CONCURRENTLY ON public.lines (order_id);' }
    expect((await watching.read(id)).todo).toEqual([expect.objectContaining(key)])
    await foreign.run('create index lines_unused_idx on lines (id, order_id)', 'create index on lines (order_id)')
    await watching.nextReading()
    await watching.weekLater()
    expect((await watching.read(id)).todo).toEqual([
      expect.objectContaining({
        kind: 'unused_index',
        subject: 'public.lines_unused_idx',
        fix: 'DROP INDEX CONCURRENTLY public.lines_unused_idx;',
      }),
    ])
    await foreign.run('drop index lines_unused_idx')
    await watching.nextReading()
    expect((await watching.read(id)).todo).toEqual([])
  })
})

describe('a database that cannot be read', () => {
  test('says why: a wrong password, an unknown database, a port where nothing listens, a network nobody approved', async () => {
    const trial = async (change: object) => {
      const body = { environmentId: watching.ours.environment, ...watching.place(), ...reader, ...change }
      return (await watching.call('tryDatabase', watching.owner, { body })).reason
    }
    expect(await trial({ password: 'wrong' })).toBe('wrong_password')
    expect(await trial({ databaseName: 'nowhere' })).toBe('unknown_database')
    expect(await trial({ port: 1 })).toBe('refused')
    expect(await trial({ privateAllowed: false })).toBe('address_not_allowed')
    expect(await trial({ tls: 'required' })).toBe('tls_not_offered')
  })

  test('is told once when it goes and once when it comes back, and stands on the first screen meanwhile', async () => {
    const id = await watching.add()
    await watching.nextReading()
    const before = (await watching.told()).length
    await foreign.stop()
    await watching.nextReading()
    await watching.nextReading()
    expect(await watching.read(id)).toMatchObject({ state: 'unreachable', reason: 'refused' })
    const needs = await needsNow({ platform: watching.platform, caller: watching.owner })
    expect(needs.map(({ href }) => href)).toContain(`/databases/${id}`)
    expect((await needsNow({ platform: watching.platform, caller: callerOf('stranger') })).map(({ href }) => href)).not.toContain(
      `/databases/${id}`,
    )
    await foreign.start()
    await watching.nextReading()
    expect(await watching.read(id)).toMatchObject({ state: 'reachable', reason: null })
    const since = (await watching.told()).slice(before)
    expect(since).toEqual(['database.unreachable', 'database.reachable'])
  })

  test('because all its connections are taken says so, and is seen coming while one of ours is open', async () => {
    const id = await watching.add()
    await watching.nextReading()
    const taken: Awaited<ReturnType<typeof foreign.session>>[] = []
    const body = { environmentId: watching.ours.environment, ...watching.place(), ...reader }
    await until(async () => {
      const session = await foreign.session({ user: reader.username, password: reader.password }).catch(() => undefined)
      if (session) taken.push(session)
      return (await watching.call('tryDatabase', watching.owner, { body })).reason === 'too_many_connections'
    })
    await watching.nextReading()
    const shown = await watching.read(id)
    expect(shown.state).toBe('reachable')
    expect(shown.todo.map(({ kind }) => kind)).toContain('connections_near_limit')
    for (const session of taken) await session.end()
  })
})

describe('whoever', () => {
  test('is of another client sees none of it, and identical databases of two clients never meet', async () => {
    const [id, other] = [await watching.add(), await watching.add({ environment: watching.theirs.environment })]
    await watching.nextReading()
    await foreign.run('select 17 as meeting')
    await watching.nextReading()
    for (const [name, code] of [
      ['outsideLead', 'common.not_found'],
      ['stranger', 'common.forbidden'],
    ] as const) {
      await expect(watching.call('readDatabase', callerOf(name), { params: { id } })).rejects.toEqual(refused(code))
      await expect(watching.call('listStatements', callerOf(name), { params: { id } })).rejects.toEqual(refused(code))
      await expect(watching.call('listDatabases', callerOf(name), { params: { id: watching.ours.application } })).rejects.toEqual(
        refused(code),
      )
      const environment = { params: { id: watching.ours.application }, query: { environmentId: watching.ours.environment } }
      await expect(watching.call('listSlowStatements', callerOf(name), environment)).rejects.toEqual(refused(code))
    }
    const statement = async (of: string) =>
      (
        await watching.call('listStatements', watching.owner, {
          params: { id: of },
          query: { to: toIso(later(watching.platform.clock.now(), 1)) },
        })
      ).items.find(({ text }) => text.includes('meeting'))
    expect(await statement(id)).toMatchObject({ calls: 1 })
    expect(await statement(other)).toMatchObject({ calls: 1 })
    const slow = await watching.call('listSlowStatements', watching.owner, {
      params: { id: watching.ours.application },
      query: { environmentId: watching.ours.environment },
    })
    expect(slow.limit).toMatchObject({ above: 500, layer: 'standard' })
    expect(slow.items.map(({ meanMs }) => meanMs)).toEqual(slow.items.map(({ meanMs }) => meanMs).toSorted((a, b) => b - a))
    expect(new Set(slow.items.map(({ databaseId }) => databaseId))).not.toContain(other)
    const course = await watching.call('readCourse', watching.owner, { params: { id, metric: 'postgresql.db_size' } })
    expect(course.series).toHaveLength(1)
  })

  test('may change a database cannot have its password sent elsewhere, nor open a private network', async () => {
    const id = await watching.add()
    const { version } = await watching.read(id)
    const change = (body: object, as: 'owner' | 'lead') =>
      watching.call('changeDatabase', callerOf(as), { params: { id }, body, ifMatch: version })
    await expect(change({ host: '192.0.2.1', privateAllowed: false }, 'owner')).rejects.toEqual(refused('databases.password_needed'))
    await expect(change({ host: '127.0.0.2', password: 'mine' }, 'lead')).rejects.toEqual(refused('common.forbidden'))
    const trial = { environmentId: watching.ours.environment, ...watching.place(), ...reader }
    await expect(watching.call('tryDatabase', callerOf('lead'), { body: trial })).rejects.toEqual(refused('common.forbidden'))
    const elsewhere = { ...trial, port: 1, password: null, databaseId: id }
    await expect(watching.call('tryDatabase', watching.owner, { body: elsewhere })).rejects.toEqual(refused('databases.password_needed'))
    expect(await change({ intervalSeconds: 30 }, 'lead')).toMatchObject({ intervalSeconds: 30, version: version + 1 })
    expect(JSON.stringify(await watching.read(id))).not.toContain('reads only')
  })

  test('removes a database ends the looking', async () => {
    const id = await watching.add()
    await watching.nextReading()
    await watching.call('deleteDatabase', watching.owner, { params: { id } })
    await expect(watching.read(id)).rejects.toEqual(refused('common.not_found'))
    await watching.nextReading()
    expect((await watching.told()).at(-1)).toBe('database.removed')
  })
})

test('one node reads a database at a time, and another takes over when the first does not come back', async () => {
  const id = await watching.add()
  await watching.nextReading()
  const other = new Watch(watching.platform)
  watching.platform.clock.advance(MINUTE_MS)
  await other.run()
  const before = (await watching.read(id)).readAt
  watching.platform.clock.advance(5 * MINUTE_MS)
  await other.run()
  const after = (await watching.read(id)).readAt
  other.close()
  expect(before).not.toBe(after)
  await watching.watch.run()
  expect((await watching.read(id)).readAt).toBe(after)
})
