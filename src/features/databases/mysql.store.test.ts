/** Watching a real MariaDB by a user who only reads. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { foreignMariaDb, mariaDb, type ForeignMariaDb } from '#test/support/debian-mariadb.ts'
import { until } from '#test/support/until.ts'
import { openWatching, type Watching } from './testing-watching.ts'

const CONNECTIONS_MAX = 20
const reader = { username: 'reader', password: 'reads only' }

describe.skipIf(mariaDb.path === undefined)(`MariaDB${mariaDb.missing ? ` (${mariaDb.missing})` : ''}`, () => {
  let foreign: ForeignMariaDb
  let watching: Watching

  beforeAll(async () => {
    foreign = await foreignMariaDb(['--performance-schema=ON', `--max-connections=${CONNECTIONS_MAX}`])
    await foreign.run(
      'create database shop_1',
      `create user reader identified by '${reader.password}'`,
      'grant process, replica monitor on *.* to reader',
      'grant select on performance_schema.* to reader',
      `create user nobody identified by 'sees nothing'`,
      'grant show view on shop_1.* to nobody',
      'grant show view on shop_1.* to reader',
      'create table shop_1.orders (id int primary key, buyer varchar(100), index orders_buyer_idx (buyer))',
      'use shop_1',
      "insert into orders select seq, concat('somebody ', seq) from seq_1_to_5000",
    )
    watching = await openWatching(() => ({ kind: 'mysql', port: foreign.port, databaseName: 'shop_1', ...reader }))
  })
  afterEach(() => watching.removeAll())
  afterAll(() => foreign?.stop())

  test('shows connections, sizes, statements without their values, and figures over time', async () => {
    const id = await watching.add()
    await watching.nextReading()
    const session = await foreign.session('shop_1')
    for (let run = 0; run < 3; run++) await session.query(`select count(*) from orders where buyer = "secret buyer ${run}"`)
    await session.end()
    await watching.nextReading()
    const shown = await watching.read(id)
    expect(shown).toMatchObject({ state: 'reachable', lacks: [], connections: { max: CONNECTIONS_MAX } })
    expect(shown.serverVersion).toMatch(/^MariaDB 1\d\./)
    expect(shown.bytes).toBeGreaterThan(10_000)
    expect(shown.tables.map(({ name }) => name)).toEqual(['orders'])
    const counted = (await watching.statements(id)).find(({ text }) => /from `?orders`?/i.test(text))
    expect(counted).toMatchObject({ calls: 3, rows: 3 })
    expect(JSON.stringify(await watching.statements(id))).not.toContain('secret')
    expect(await watching.courseNames(id, 'mysql.threads')).toEqual(['connected', 'in transaction', 'running'])
    expect(await watching.courseNames(id, 'mysql.query.count.rate')).toEqual([''])
  })

  test('says who waits for whose lock', async () => {
    const id = await watching.add()
    const [holder, waiter] = [await foreign.session('shop_1'), await foreign.session('shop_1')]
    await holder.query('start transaction')
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
        expect.objectContaining({ text: 'update orders set buyer = ? where id = ?', blockerState: 'idle in transaction' }),
      ])
      expect(shown.connections).toMatchObject({ waiting: 1, idleInTransaction: 1 })
    } finally {
      await holder.query('rollback')
      await waiting
      await holder.end()
      await waiter.end()
    }
  })

  test('names statements that run for longer than the support plan allows', async () => {
    const id = await watching.add()
    const session = await foreign.session('shop_1')
    const running = session.query(`select sleep(600), 'secret'`)
    running.catch(() => undefined)
    try {
      await until(async () => {
        await watching.nextReading()
        return (await watching.read(id)).running.length > 0
      })
      expect((await watching.read(id)).running).toEqual([expect.objectContaining({ text: 'select sleep(?), ?' })])
    } finally {
      session.destroy()
    }
  })

  test('says what the user may not see, with the grant that mends it', async () => {
    const { reached, lacks } = await watching.trial({ username: 'nobody', password: 'sees nothing' })
    expect(reached).toBe(true)
    expect(lacks.map(({ kind, fix }) => [kind, fix])).toEqual([
      ['no_statistics_role', 'GRANT PROCESS ON *.* TO `nobody`@`%`;'],
      ['no_replication_role', 'GRANT REPLICA MONITOR ON *.* TO `nobody`@`%`;'],
      ['statements_not_permitted', 'GRANT SELECT ON performance_schema.* TO `nobody`@`%`;'],
    ])
  })

  test('says why it cannot be read', async () => {
    expect((await watching.trial({ password: 'wrong' })).reason).toBe('wrong_password')
    expect((await watching.trial({ tls: 'required' })).reason).toBe('tls_not_offered')
    expect((await watching.trial({ databaseName: 'mysql' })).reason).toBe('not_permitted')
    expect((await watching.trial({ port: 1 })).reason).toBe('refused')
  })

  test('that was killed and started again counts from zero, and is told both times', async () => {
    const id = await watching.add()
    await watching.nextReading()
    const before = (await watching.told()).length
    await foreign.stop()
    await watching.nextReading()
    expect(await watching.read(id)).toMatchObject({ state: 'unreachable', reason: 'refused' })
    await foreign.start()
    await watching.nextReading()
    await watching.nextReading()
    expect(await watching.read(id)).toMatchObject({ state: 'reachable' })
    expect((await watching.told()).slice(before)).toEqual(['database.unreachable', 'database.reachable'])
    expect(await watching.lowest(id, 'mysql.query.count.rate')).toBeGreaterThanOrEqual(0)
  })

  test('finds an index that nothing uses, after a week', async () => {
    const id = await watching.add()
    await foreign.run(
      'select max(id) from shop_1.orders',
      'alter table shop_1.orders add index orders_unused_idx (id, buyer)',
      'select max(id) from shop_1.orders',
    )
    await watching.nextReading()
    expect((await watching.read(id)).todo).toEqual([])
    await watching.weekLater()
    const fixes = (await watching.read(id)).todo.map(({ fix }) => fix)
    expect(fixes).toContain('ALTER TABLE `orders` DROP INDEX `orders_unused_idx`;')
  })
})
