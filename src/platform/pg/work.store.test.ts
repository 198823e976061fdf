import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { common, Fault } from '#kit/fault.ts'
import { instant, toDate } from '#kit/time.ts'
import { testLogger as logger, testMetrics } from '#test/support/quiet.ts'
import { testDatabase } from '#test/support/stores.ts'
import { until } from '#test/support/until.ts'
import type { Tx } from '../work.ts'
import { openPg } from './pool.ts'
import { affected, dispatch, kysely, named, savepoint } from './tx.ts'
import { openWork } from './work.ts'

interface DB {
  thing: { id: number; name: string }
}

describe('work on PostgreSQL', async () => {
  const { pg, work } = await testDatabase()
  await pg.pool.query('create table thing (id bigint primary key, name text not null)')
  const count = () => work.read(async (tx) => (await named(tx, 'test.all', kysely<DB>(tx).selectFrom('thing').selectAll())).length)
  const names = (id: number) =>
    work.read(async (tx) =>
      (await named<DB['thing']>(tx, 'test.names', sql`select name from thing where id = ${id}`)).map(({ name }) => name),
    )
  const insert = (id: number) => (tx: Tx) => affected(tx, 'test.insert', kysely<DB>(tx).insertInto('thing').values({ id, name: 'x' }))

  test('commits whole or not at all, and wakes others only after a commit', async () => {
    const woken: string[] = []
    await work.run(async (tx) => {
      work.afterCommit(tx, () => woken.push('committed'))
      expect(await insert(1)(tx)).toBe(1)
      expect(woken).toEqual([])
    })
    const failing = work.run(async (tx) => {
      work.afterCommit(tx, () => woken.push('rolled back'))
      await insert(2)(tx)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect([await count(), woken]).toEqual([1, ['committed']])
  })

  test('two transactions that lock each other out are both done', async () => {
    await work.run(async (tx) => [await insert(10)(tx), await insert(11)(tx)])
    let runs = 0
    const change = (first: number, second: number) =>
      work.run(async (tx) => {
        const rename = (id: number) => named(tx, 'test.rename', sql`update thing set name = name || '.' where id = ${id}`)
        await rename(first)
        runs++
        await until(() => runs >= 2)
        await rename(second)
      })
    await Promise.all([change(10, 11), change(11, 10)])
    expect([await names(10), await names(11)]).toEqual([['x..'], ['x..']])
    expect(runs).toBeGreaterThan(2)
  })

  test('a failed statement that somebody swallowed does not pass for a commit', async () => {
    const swallowing = work.run(async (tx) => {
      await insert(20)(tx)
      await named(tx, 'test.fail', sql`select 1 / 0`).catch(() => undefined)
    })
    await expect(swallowing).rejects.toThrow(/nobody passed the failure on/)
  })

  test('a savepoint undoes its own part only', async () => {
    const before = await count()
    await work.run(async (tx) => {
      await insert(30)(tx)
      const failing = savepoint(tx, async () => {
        await insert(31)(tx)
        await named(tx, 'test.fail', sql`select 1 / 0`)
      })
      await expect(failing).rejects.toThrow('test.fail: division by zero')
    })
    expect(await count()).toBe(before + 1)
  })

  test('a dispatched write is there after the commit, and its failure is what the caller hears', async () => {
    const dispatchInsert = (id: number) => (tx: Tx) => dispatch(tx, 'test.dispatch', 'insert into thing values ($1, $2)', [id, 'x'])
    await work.run(async (tx) => dispatchInsert(50)(tx))
    expect(await names(50)).toEqual(['x'])
    const twice = work.run(async (tx) => dispatchInsert(50)(tx))
    await expect(twice).rejects.toThrow(/^test.dispatch: duplicate key/)
    const goingOn = work.run(async (tx) => {
      dispatchInsert(50)(tx)
      await insert(51)(tx)
    })
    await expect(goingOn).rejects.toThrow(/^test.dispatch: duplicate key/)
    expect(await names(51)).toEqual([])
  })

  test('a dispatched write that fails within a savepoint is undone with it', async () => {
    await work.run(async (tx) => {
      await insert(60)(tx)
      const failing = savepoint(tx, async () => dispatch(tx, 'test.dispatch', 'insert into thing values ($1, $2)', [60, 'y']))
      await expect(failing).rejects.toThrow(/^test.dispatch: duplicate key/)
    })
    expect(await names(60)).toEqual(['x'])
  })

  test('a statement that runs often is prepared, and prepared anew when its table changes', async () => {
    await work.run(insert(70))
    const whole = (tx: Tx) => named<{ id: number }>(tx, 'test.whole', sql`select * from thing where id = 70`)
    for (let run = 0; run < 10; run++) await work.run(whole)
    const prepared = await work.run((tx) =>
      named(tx, 'test.prepared', sql`select from pg_prepared_statements where statement like '%test.whole%'`),
    )
    expect(prepared.length).toBe(1)
    await pg.pool.query('alter table thing add column note text')
    expect(await work.run(whole)).toEqual([{ id: 70, name: 'x', note: null }])
  })

  test('instants and whole numbers arrive exactly, and a number that cannot is refused', async () => {
    const at = instant('2026-03-29T01:30:00.123Z')
    const read = (text: string) =>
      work.read((tx) =>
        named(tx, 'test.types', sql`select ${toDate(at)}::timestamptz as at, ${text}::int8 as n, '2026-03-29'::date as day`),
      )
    expect(await read('9007199254740991')).toEqual([{ at, n: 9_007_199_254_740_991, day: '2026-03-29' }])
    await expect(read('9007199254740992')).rejects.toThrow('int8 beyond 2^53')
  })

  test('a server that is away is a fault that can be retried', async () => {
    const away = openPg({ connection: 'postgres://nobody@127.0.0.1:1/none', poolMax: 1, logger })
    const error = await openWork({ pg: away, logger, metrics: testMetrics() })
      .run(async () => undefined)
      .catch((fault: unknown) => fault)
    expect(error).toBeInstanceOf(Fault)
    expect(error).toMatchObject({ code: common.store_unavailable, retryAfterSeconds: 1 })
  })

  test('a connection that breaks in the middle is the same fault, and the next transaction works', async () => {
    const broken = work.run(async (tx) => {
      await insert(40)(tx)
      await named(tx, 'test.die', sql`select pg_terminate_backend(pg_backend_pid())`)
    })
    await expect(broken).rejects.toMatchObject({ code: common.store_unavailable })
    expect(await work.run(insert(40))).toBe(1)
  })
})
