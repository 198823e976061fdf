/** Databases of its own for a test file: PostgreSQL cloned from the migrated template, ClickHouse migrated anew. Dropped when the file is done. */
import { afterAll, inject } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { migrateClickHouse } from '#platform/clickhouse/migrate.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { openPg, type Pg } from '#platform/pg/pool.ts'
import { openWork } from '#platform/pg/work.ts'
import type { Work } from '#platform/work.ts'
import { asAdmin, databaseOn, type Server } from './database-server.ts'
import { testLogger, testMetrics } from './quiet.ts'

/** As many as the largest crew of concurrent writers in a test, and a few for what runs beside them. */
const POOL_MAX = 24

export interface TestDatabase {
  readonly connection: Server
  readonly pg: Pg
  readonly work: Work
}

export interface TestDatabaseOptions {
  /** An empty database instead of a migrated one. */
  readonly empty?: boolean
}

/** Call it in a test file's outermost scope or in a hook. */
export async function testDatabase({ empty = false }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { server, template } = inject('postgres')
  const name = freshName()
  await asAdmin(server, `create database ${name} template ${empty ? 'template0' : template}`)
  const connection = databaseOn(server, name)
  const pg = openPg({ connection, poolMax: POOL_MAX, logger: testLogger })
  afterAll(async () => {
    await pg.close()
    await asAdmin(server, `drop database ${name} with (force)`)
  })
  return { connection, pg, work: openWork({ pg, logger: testLogger, metrics: testMetrics() }) }
}

/** The same for ClickHouse. */
export async function testClickHouse(): Promise<OpenedClickHouse> {
  const database = freshName()
  const address = inject('clickhouse')
  const clickhouse = await openClickHouse(address, { database, logger: testLogger })
  await migrateClickHouse(clickhouse, { form: { kind: 'url' in address ? 'server' : 'embedded' }, logger: testLogger })
  afterAll(async () => {
    await clickhouse.command({ name: 'test.dropDatabase', sql: `drop database ${database}` })
    await clickhouse.close()
  })
  return clickhouse
}

const freshName = (): string => `pitcrew_test_${uuidv7().replaceAll('-', '')}`
