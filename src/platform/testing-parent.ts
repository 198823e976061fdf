/**
 * A server for tests to kill: takes the data folder named by its first argument, starts the embedded stores named by the others
 * (`postgres`, `clickhouse`) and tells where they are.
 */
import { testLogger } from '#test/support/quiet.ts'
import { startEmbeddedClickHouse } from './clickhouse/embedded/embedded.ts'
import { openDataFolder } from './datafolder/open.ts'
import { startEmbeddedPostgres } from './pg/embedded/embedded.ts'
import type { PgConnection } from './pg/connection.ts'

/** What it sends once everything runs. */
export interface Whereabouts {
  readonly connection: PgConnection | undefined
  readonly socketPath: string | undefined
  /** Of the stores: postmaster first, its guard after the other server processes, ClickHouse last. */
  readonly processIds: readonly number[]
}

const [folder = '', ...stores] = process.argv.slice(2)
const { path: dataFolder } = await openDataFolder(folder)
const postgres = stores.includes('postgres') ? await startEmbeddedPostgres({ dataFolder, logger: testLogger }) : undefined
const clickhouse = stores.includes('clickhouse') ? await startEmbeddedClickHouse({ dataFolder, logger: testLogger }) : undefined
const whereabouts: Whereabouts = {
  connection: postgres?.connection,
  socketPath: clickhouse?.socketPath,
  processIds: [...(postgres?.processIds() ?? []), ...(clickhouse?.processIds() ?? [])],
}
process.send?.(whereabouts)
