/**
 * Starts the stores once for a whole run of vitest, whichever projects take part: one embedded PostgreSQL with a migrated template
 * database, one embedded ClickHouse. PITCREW_TEST_DATABASE_URL and PITCREW_TEST_CLICKHOUSE_URL name running servers instead.
 */
import type { TestProject } from 'vitest/node'
import type { ClickHouseAddress } from '#platform/clickhouse/open.ts'
import { migrateJobs } from '#platform/jobs/migrate.ts'
import { migrate } from '#platform/pg/migrate.ts'
import { openPg } from '#platform/pg/pool.ts'
import { asAdmin, databaseOn, type Server } from './database-server.ts'
import { testLogger } from './quiet.ts'
import { startScratchClickHouse } from './scratch-clickhouse.ts'
import { startScratchPostgres } from './scratch-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test file makes its own database, and the migrated one to clone. */
    postgres: { readonly server: Server; readonly template: string }
    clickhouse: ClickHouseAddress
  }
}

interface Stores {
  readonly postgres: { readonly server: Server; readonly template: string }
  readonly clickhouse: ClickHouseAddress
  stop(): Promise<void>
}

// Each project loads this module anew; the run is the process.
const SHARED = Symbol.for('pitcrew.test.stores')
const shared = globalThis as { [SHARED]?: { stores: Promise<Stores>; users: number } }

// oxlint-disable-next-line import/no-default-export -- vitest asks for one
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = (shared[SHARED] ??= { stores: start(), users: 0 })
  run.users++
  const stores = await run.stores
  project.provide('postgres', stores.postgres)
  project.provide('clickhouse', stores.clickhouse)
  return async () => {
    if (--run.users > 0) return
    delete shared[SHARED]
    await stores.stop()
  }
}

async function start(): Promise<Stores> {
  const [postgres, clickhouse] = await Promise.all([startScratchPostgres(), startScratchClickHouse()])
  const template = `pitcrew_test_${process.pid}_template`
  await makeTemplate(postgres.server, template)
  return {
    postgres: { server: postgres.server, template },
    clickhouse: clickhouse.address,
    stop: async () => {
      await dropTemplate(postgres.server, template)
      await Promise.all([postgres.stop(), clickhouse.stop()])
    },
  }
}

async function makeTemplate(server: Server, template: string): Promise<void> {
  await asAdmin(server, `create database ${template}`)
  const pg = openPg({ connection: databaseOn(server, template), poolMax: 2, logger: testLogger })
  await migrate({ pg, logger: testLogger, afterwards: () => migrateJobs({ pg, logger: testLogger }) })
  await pg.close()
}

function dropTemplate(server: Server, template: string): Promise<void> {
  return asAdmin(server, `drop database if exists ${template} with (force)`)
}
