import { describe, expect, test } from 'vitest'
import { testDatabase } from '#test/support/stores.ts'
import { testLogger as logger } from '#test/support/quiet.ts'
import { migrationFiles, type MigrationFile } from '../migrations.ts'
import { migrate } from './migrate.ts'

const file = (name: string, sql: string): MigrationFile => ({ name, path: `src/x/migrations/postgres/${name}`, sql })
const files = [
  file('20260101T000000_x_create.sql', 'create table x (n integer); insert into x values (1);'),
  file('20260102T000000_x_fill.sql', 'insert into x values (2);'),
]

describe('migrations', async () => {
  test('twenty migrators at once apply each file exactly once', async () => {
    const { pg } = await testDatabase({ empty: true })
    const applied = await Promise.all(Array.from({ length: 20 }, () => migrate({ pg, logger, files })))
    expect(applied.flat().toSorted()).toEqual(files.map(({ name }) => name))
    expect((await pg.pool.query('select n from x order by n')).rows).toEqual([{ n: 1 }, { n: 2 }])
  })

  test('a file that fails leaves nothing behind and can be mended', async () => {
    const { pg } = await testDatabase({ empty: true })
    const broken = file('20260103T000000_x_break.sql', 'create table y (n integer); select 1/0;')
    await expect(migrate({ pg, logger, files: [...files, broken] })).rejects.toThrow(/20260103T000000_x_break.sql failed: division by zero/)
    const mended = { ...broken, sql: 'create table y (n integer);' }
    expect(await migrate({ pg, logger, files: [...files, mended] })).toEqual([mended.name])
  })

  test('a database of a newer Pitcrew is refused with one sentence', async () => {
    const { pg } = await testDatabase({ empty: true })
    await migrate({ pg, logger, files })
    await expect(migrate({ pg, logger, files: files.slice(0, 1) })).rejects.toThrow(
      'The database was made by a newer Pitcrew (it has 20260102T000000_x_fill.sql): start that version, or restore the backup made before it.',
    )
  })

  test('a file that was changed after it had been applied is refused', async () => {
    const { pg } = await testDatabase({ empty: true })
    await migrate({ pg, logger, files })
    const changed = files.map((of) => ({ ...of, sql: `${of.sql} -- changed` }))
    await expect(migrate({ pg, logger, files: changed })).rejects.toThrow(/was changed after it had been applied/)
  })

  test('what is to be done before a change is done once, before it, and not for a fresh database or one that is up to date', async () => {
    const { pg } = await testDatabase({ empty: true })
    const seen: unknown[] = []
    const beforeChange = async () => {
      seen.push((await pg.pool.query('select n from x order by n')).rows)
    }
    await migrate({ pg, logger, files: files.slice(0, 1), beforeChange })
    await migrate({ pg, logger, files: files.slice(0, 1), beforeChange })
    expect(seen).toEqual([])
    await Promise.all([1, 2, 3].map(() => migrate({ pg, logger, files, beforeChange })))
    expect(seen).toEqual([[{ n: 1 }]])
  })

  test('when it fails, nothing is changed', async () => {
    const { pg } = await testDatabase({ empty: true })
    await migrate({ pg, logger, files: files.slice(0, 1) })
    const beforeChange = () => Promise.reject(new Error('no room for a backup'))
    await expect(migrate({ pg, logger, files, beforeChange })).rejects.toThrow('no room for a backup')
    expect((await pg.pool.query('select n from x')).rows).toEqual([{ n: 1 }])
  })

  test('all migrations of the program fit together', async () => {
    const { pg } = await testDatabase({ empty: true })
    expect(await migrate({ pg, logger })).toEqual(migrationFiles('postgres').map(({ name }) => name))
    expect(await migrate({ pg, logger })).toEqual([])
  })
})
