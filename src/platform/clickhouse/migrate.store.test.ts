import { afterAll, beforeAll, expect, test } from 'vitest'
import { testLogger } from '#test/support/quiet.ts'
import { startScratchClickHouse, type ScratchClickHouse } from '#test/support/scratch-clickhouse.ts'
import { migrationFiles, type MigrationFile } from '../migrations.ts'
import { migrateClickHouse } from './migrate.ts'
import { openClickHouse, type OpenedClickHouse } from './open.ts'
import { renderMigration, type Form } from './render.ts'

const FORM: Form = { kind: 'embedded' }
const CLUSTER: Form = { kind: 'cluster', cluster: 'main', database: 'pitcrew' }

let store: ScratchClickHouse
const opened: OpenedClickHouse[] = []

beforeAll(async () => {
  store = await startScratchClickHouse()
})

afterAll(async () => {
  for (const clickhouse of opened) await clickhouse.close()
  await store.stop()
})

let databases = 0
async function freshDatabase(): Promise<OpenedClickHouse> {
  const clickhouse = await openClickHouse(store.address, { database: `migrate_test_${++databases}`, logger: testLogger })
  opened.push(clickhouse)
  return clickhouse
}

const file = (name: string, sql: string): MigrationFile => ({ name, path: `src/x/migrations/clickhouse/${name}`, sql })

const FILES = [
  file('1_create.sql', 'create table if not exists {table a by n} (n UInt32) engine = {engine MergeTree} order by n {settings};'),
  file(
    '2_widen.sql',
    'alter table {columns of a} add column if not exists s String; alter table {stored a} modify comment {};'.replace(' {}', " 'wide'"),
  ),
]

test("the program's own migrations run on an empty store, and a second run changes nothing", async () => {
  const clickhouse = await freshDatabase()
  const files = migrationFiles('clickhouse')
  expect(await migrateClickHouse(clickhouse, { form: FORM, logger: testLogger })).toEqual(files.map(({ name }) => name))
  expect(await migrateClickHouse(clickhouse, { form: FORM, logger: testLogger })).toEqual([])
})

test('a migrator that was killed half-way leaves the rest to the next one', async () => {
  const clickhouse = await freshDatabase()
  for (const sql of renderMigration(FILES[0] as MigrationFile, FORM)) await clickhouse.command({ name: 'test', sql })
  expect(await migrateClickHouse(clickhouse, { form: FORM, logger: testLogger, files: FILES })).toEqual(['1_create.sql', '2_widen.sql'])
})

test('twenty migrators at once end with one schema', async () => {
  const clickhouse = await freshDatabase()
  await Promise.all(Array.from({ length: 20 }, () => migrateClickHouse(clickhouse, { form: FORM, logger: testLogger, files: FILES })))
  const columns = await clickhouse.query({
    name: 'test',
    sql: "select name from system.columns where database = currentDatabase() and table = 'a'",
  })
  expect(columns).toEqual([{ name: 'n' }, { name: 's' }])
  expect(await migrateClickHouse(clickhouse, { form: FORM, logger: testLogger, files: FILES })).toEqual([])
})

test('a store of a newer program is refused with one sentence', async () => {
  const clickhouse = await freshDatabase()
  await migrateClickHouse(clickhouse, { form: FORM, logger: testLogger, files: FILES })
  const older = migrateClickHouse(clickhouse, { form: FORM, logger: testLogger, files: FILES.slice(0, 1) })
  await expect(older).rejects.toThrow('ClickHouse was set up by a newer Pitcrew (it has 2_widen.sql)')
})

test('a migration that was changed after it had been applied is refused', async () => {
  const clickhouse = await freshDatabase()
  await migrateClickHouse(clickhouse, { form: FORM, logger: testLogger, files: FILES })
  const changed = [file('1_create.sql', `${FILES[0]?.sql} `), ...FILES.slice(1)]
  await expect(migrateClickHouse(clickhouse, { form: FORM, logger: testLogger, files: changed })).rejects.toThrow('was changed after')
})

test('a migration that the store does not understand is named', async () => {
  const clickhouse = await freshDatabase()
  const wrong = [file('1_wrong.sql', 'alter table nothing add column if not exists a UInt8;')]
  await expect(migrateClickHouse(clickhouse, { form: FORM, logger: testLogger, files: wrong })).rejects.toThrow('1_wrong.sql failed')
})

test('the forms for a server and for a cluster are understood by the engine', async () => {
  const clickhouse = await freshDatabase()
  const statements = [...migrationFiles('clickhouse'), ...FILES].flatMap((each) =>
    [CLUSTER, { kind: 'server' } as const].flatMap((form) => renderMigration(each, form)),
  )
  for (const sql of statements) {
    await clickhouse.command({ name: 'test', sql: `explain ast ${sql}` })
    expect(await clickhouse.query({ name: 'test', sql: 'select formatQuery({sql:String}) as formatted', params: { sql } })).toHaveLength(1)
  }
})

test('the form for a single server runs', async () => {
  const clickhouse = await freshDatabase()
  expect(await migrateClickHouse(clickhouse, { form: { kind: 'server' }, logger: testLogger, files: FILES })).toHaveLength(2)
})
