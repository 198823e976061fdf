import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { common, Fault } from '#kit/fault.ts'
import { instant, toDate } from '#kit/time.ts'
import { testLogger as logger, testMetrics } from '#test/support/quiet.ts'
import { testDatabase } from '#test/support/stores.ts'
import { openPg } from './pool.ts'
import { affected, kysely, named, savepoint } from './tx.ts'
import { openWork } from './work.ts'

interface DB {
  thing: { id: number; name: string }
}

describe('work on PostgreSQL', async () => {
  const { pg, work } = await testDatabase()
  await pg.pool.query('create table thing (id bigint primary key, name text not null)')
  const count = () => work.read(async (tx) => (await named(tx, 'test.all', kysely<DB>(tx).selectFrom('thing').selectAll())).length)
  const insert = (id: number) => (tx: Parameters<Parameters<typeof work.run>[0]>[0]) =>
    affected(tx, 'test.insert', kysely<DB>(tx).insertInto('thing').values({ id, name: 'x' }))

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
        runs++
        for (const id of [first, second]) {
          await named(tx, 'test.rename', sql`update thing set name = name || '.' where id = ${id}`)
          await named(tx, 'test.pause', sql`select pg_sleep(0.05)`)
        }
      })
    await Promise.all([change(10, 11), change(11, 10)])
    const names = await work.read((tx) => named(tx, 'test.names', sql<{ name: string }>`select name from thing where id in (10, 11)`))
    expect(names).toEqual([{ name: 'x..' }, { name: 'x..' }])
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
