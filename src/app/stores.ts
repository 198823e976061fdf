/**
 * Brings the two stores up: the embedded ones as supervised children, or the ones that the configuration names. Both start at the
 * same time, since neither needs the other.
 */
import type { Config } from '#platform/config/config.ts'
import type { ClickHouseAddress } from '#platform/clickhouse/open.ts'
import { runningClickHouse, startEmbeddedClickHouse, type EmbeddedClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import type { Logger } from '#platform/logger.ts'
import type { PgConnection } from '#platform/pg/connection.ts'
import { runningPostgres, startEmbeddedPostgres, type EmbeddedPostgres } from '#platform/pg/embedded/embedded.ts'

export const STORE_NAMES = ['postgresql', 'clickhouse'] as const
export type StoreName = (typeof STORE_NAMES)[number]

/** The stores as the rest of the program sees them. */
export interface Stores {
  readonly pg: PgConnection | string
  readonly clickhouse: ClickHouseAddress
  readonly embedded: Readonly<Record<StoreName, boolean>>
  /** How often an embedded store was started again since this process began; null for a store that is not ours to start. */
  restarts(store: StoreName): number | null
  /** One sentence while an embedded store is being restarted; undefined while both run. */
  unavailable(): string | undefined
  /** Process ids of the embedded stores. */
  processIds(): readonly number[]
  /** Resolves when no process of an embedded store is left. */
  stop(): Promise<void>
}

/** Rejects with a StartFault when a store cannot start; then the other one has been stopped again. */
export async function startStores(config: Config, dataFolder: string, logger: Logger): Promise<Stores> {
  const restarts = { postgresql: 0, clickhouse: 0 }
  const counting = (store: StoreName) => (state: string) => {
    if (state === 'restarting') restarts[store] += 1
  }
  const started = await Promise.allSettled([
    config.databaseUrl === undefined
      ? startEmbeddedPostgres({ dataFolder, logger: logger.child({ store: 'postgresql' }), onState: counting('postgresql') })
      : undefined,
    config.clickhouseUrl === undefined
      ? startEmbeddedClickHouse({ dataFolder, logger: logger.child({ store: 'clickhouse' }), onState: counting('clickhouse') })
      : undefined,
  ])
  const [postgres, clickhouse] = await bothOrNone(started)
  return {
    pg: config.databaseUrl ?? (postgres as EmbeddedPostgres).connection,
    clickhouse:
      config.clickhouseUrl === undefined ? { socketPath: (clickhouse as EmbeddedClickHouse).socketPath } : { url: config.clickhouseUrl },
    embedded: { postgresql: postgres !== undefined, clickhouse: clickhouse !== undefined },
    restarts: (store) => ((store === 'postgresql' ? postgres : clickhouse) === undefined ? null : restarts[store]),
    unavailable: () => awaySentence(postgres, clickhouse),
    processIds: () => [...(postgres?.processIds() ?? []), ...(clickhouse?.processIds() ?? [])],
    stop: async () => {
      await Promise.all([postgres?.stop(), clickhouse?.stop()])
    },
  }
}

type Started = [PromiseSettledResult<EmbeddedPostgres | undefined>, PromiseSettledResult<EmbeddedClickHouse | undefined>]

async function bothOrNone([postgres, clickhouse]: Started): Promise<[EmbeddedPostgres | undefined, EmbeddedClickHouse | undefined]> {
  if (postgres.status === 'fulfilled' && clickhouse.status === 'fulfilled') return [postgres.value, clickhouse.value]
  for (const result of [postgres, clickhouse]) if (result.status === 'fulfilled') await result.value?.stop()
  throw postgres.status === 'rejected' ? postgres.reason : (clickhouse as PromiseRejectedResult).reason
}

function awaySentence(postgres: EmbeddedPostgres | undefined, clickhouse: EmbeddedClickHouse | undefined): string | undefined {
  // ClickHouse holds what is measured; records and sign-in work without it, so only PostgreSQL makes everything wait.
  if (postgres !== undefined && postgres.state() !== 'running') return 'PostgreSQL is being restarted; try again in a few seconds.'
  if (clickhouse !== undefined && clickhouse.state() === 'stopped') return 'Pitcrew is stopping.'
  return undefined
}

/** The stores of a server that runs on the same data folder, for commands beside it. They are that server's to stop. */
export function runningStores(config: Config): Stores {
  const embedded = { postgresql: config.databaseUrl === undefined, clickhouse: config.clickhouseUrl === undefined }
  return {
    pg: config.databaseUrl ?? runningPostgres(config.dataFolder),
    clickhouse: config.clickhouseUrl === undefined ? { socketPath: runningClickHouse(config.dataFolder) } : { url: config.clickhouseUrl },
    embedded,
    restarts: () => null,
    unavailable: () => undefined,
    processIds: () => [],
    stop: () => Promise.resolve(),
  }
}
