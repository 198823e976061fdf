import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '#test/support/stores.ts'
import { affected, dispatch, named } from './tx.ts'

describe('statements that travel together', async () => {
  const { pg, work } = await testDatabase()
  await pg.pool.query('create table kept (id integer primary key, bytes bytea, word text, words text[], at timestamptz)')
  const ids = async () => (await pg.pool.query<{ id: number }>('select id from kept order by id')).rows.map(({ id }) => id)

  test('carry values of every kind and size, prepared or not', async () => {
    const long = 'ü€😀'.repeat(5_000)
    const bytes = randomBytes(30_000)
    const at = new Date('2026-03-29T01:30:00.123Z')
    for (let id = 1; id <= 8; id++) {
      const kept = await work.run(async (tx) => {
        const insert = sql`insert into kept values (${id}, ${bytes}, ${long}, ${['a"b', '', 'c,d']}::text[], ${at})`
        await affected(tx, 'test.keep', insert)
        const [row] = await named<{ bytes: Buffer }>(tx, 'test.kept', sql`select *, null as nothing from kept where id = ${id}`)
        return { ...row, bytes: row?.bytes.toString('base64') }
      })
      const words = ['a"b', '', 'c,d']
      expect(kept).toEqual({ id, bytes: bytes.toString('base64'), word: long, words, at: at.getTime(), nothing: null })
    }
    expect(await ids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('are answered each with its own rows', async () => {
    const answers = await work.run((tx) =>
      Promise.all([
        named(tx, 'test.one', sql`select 1 as one`),
        affected(tx, 'test.none', sql`update kept set word = 'x' where id = 0`),
        named(tx, 'test.two', sql`select generate_series(1, 2) as two`),
        named(tx, 'test.empty', sql`select id from kept where id = 0`),
      ]),
    )
    expect(answers).toEqual([[{ one: 1 }], 0, [{ two: 1 }, { two: 2 }], []])
  })

  test('fail with the first that fails, and leave nothing behind', async () => {
    const insert = (id: number) => ['test.insert', 'insert into kept (id) values ($1)', [id]] as const
    for (let round = 0; round < 8; round++) {
      const failing = work.run(async (tx) => {
        dispatch(tx, ...insert(20))
        dispatch(tx, ...insert(1))
        dispatch(tx, ...insert(21))
        await named(tx, 'test.behind', sql`select 1`)
      })
      await expect(failing).rejects.toThrow(/^test.insert: duplicate key/)
    }
    expect(await ids()).not.toEqual(expect.arrayContaining([20]))
    await work.run(async (tx) => dispatch(tx, ...insert(22)))
    expect(await ids()).toContain(22)
  })

  test('are rolled back when the work fails before they have left', async () => {
    const failing = work.run(async (tx) => {
      dispatch(tx, 'test.insert', 'insert into kept (id) values ($1)', [1])
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    const status = await work.run((tx) => named(tx, 'test.status', sql`select count(*) as kept from kept where id = 1`))
    expect(status).toEqual([{ kept: 1 }])
  })

  test('a value that cannot be written fails its statement alone', async () => {
    const circular: { self?: unknown; toPostgres(): unknown } = { toPostgres: () => circular }
    const refused = work.run(async (tx) => {
      await expect(named(tx, 'test.circular', sql`select ${circular}::text`)).rejects.toThrow(/circular/)
      return named(tx, 'test.after', sql`select 1 as one`)
    })
    expect(await refused).toEqual([{ one: 1 }])
  })
})
