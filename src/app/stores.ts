/**
 * Brings the two stores up: the embedded ones as supervised children, or the ones that the configuration names. Both start at the
 * same time, since neither needs the other.
 */
import type { Config } from '#platform/config/config.ts'
import type { ClickHouseAddress } from '#platform/clickhouse/open.ts'
import {
  hasClickHouse,
  runningClickHouse,
  startEmbeddedClickHouse,
  type EmbeddedClickHouse,
} from '#platform/clickhouse/embedded/embedded.ts'
import type { Logger } from '#platform/logger.ts'
import type { PgConnection } from '#platform/pg/connection.ts'
import { hasPostgres, runningPostgres, startEmbeddedPostgres, type EmbeddedPostgres } from '#platform/pg/embedded/embedded.ts'

export const STORE_NAMES = ['postgresql', 'clickhouse'] as const
export type StoreName = (typeof STORE_NAMES)[number]

/** The stores as the rest of the program sees them. */
export interface Stores {
  /** Resolves when both answer; rejects with a StartFault when one cannot start, and then the other one has been stopped again. */
  readonly ready: Promise<void>
  readonly pg: PgConnection | string
  readonly clickhouse: ClickHouseAddress
  readonly embedded: Readonly<Record<StoreName, boolean>>
  /** How often an embedded store was started again since this process began; null for a store that is not ours to start. */
  restarts(store: StoreName): number | null
  /** One sentence while an embedded store is being restarted; undefined while both run, and before both have run. */
  unavailable(): string | undefined
  /** Process ids of the embedded stores. */
  processIds(): readonly number[]
  /** Resolves when no process of an embedded store is left. */
  stop(): Promise<void>
}

/** The stores, ready. Rejects as their `ready` does. */
export async function startStores(config: Config, dataFolder: string, logger: Logger): Promise<Stores> {
  const stores = await launchStores(config, dataFolder, logger)
  await stores.ready
  return stores
}

/** Resolves as soon as it is known where the stores will answer: at once, but for a first start, which rejects when it fails. */
export async function launchStores(config: Config, dataFolder: string, logger: Logger): Promise<Stores> {
  const known = hasStarted(config, dataFolder) ? placesOf(config, dataFolder) : undefined
  const restarts = { postgresql: 0, clickhouse: 0 }
  let running: Running | undefined
  const counting = (store: StoreName) => (state: string) => {
    if (state === 'restarting') restarts[store] += 1
  }
  const started = Promise.allSettled([
    config.databaseUrl === undefined
      ? startEmbeddedPostgres({ dataFolder, logger: logger.child({ store: 'postgresql' }), onState: counting('postgresql') })
      : undefined,
    config.clickhouseUrl === undefined
      ? startEmbeddedClickHouse({ dataFolder, logger: logger.child({ store: 'clickhouse' }), onState: counting('clickhouse') })
      : undefined,
  ])
  const ready = started.then(bothOrNone).then((both) => {
    running = both
  })
  ready.catch(() => undefined) // Heard by whoever waits for it.
  if (known === undefined) await ready
  const places = known ?? placesOf(config, dataFolder)
  return {
    ...places,
    ready,
    restarts: (store) => (places.embedded[store] ? restarts[store] : null),
    unavailable: () => running && awaySentence(running),
    processIds: () => [...(running?.postgres?.processIds() ?? []), ...(running?.clickhouse?.processIds() ?? [])],
    stop: async () => {
      await ready.catch(() => undefined)
      await Promise.all([running?.postgres?.stop(), running?.clickhouse?.stop()])
    },
  }
}

/** Whether the embedded stores have been here before; a first start chooses where they answer. */
function hasStarted({ databaseUrl, clickhouseUrl }: Config, dataFolder: string): boolean {
  return (databaseUrl !== undefined || hasPostgres(dataFolder)) && (clickhouseUrl !== undefined || hasClickHouse(dataFolder))
}

/** Where they answer, or will; the same over restarts. */
function placesOf(config: Config, dataFolder: string): Pick<Stores, 'pg' | 'clickhouse' | 'embedded'> {
  const { databaseUrl, clickhouseUrl } = config
  return {
    pg: databaseUrl ?? runningPostgres(dataFolder),
    clickhouse: clickhouseUrl === undefined ? { socketPath: runningClickHouse(dataFolder) } : { url: clickhouseUrl },
    embedded: { postgresql: databaseUrl === undefined, clickhouse: clickhouseUrl === undefined },
  }
}

type Started = [PromiseSettledResult<EmbeddedPostgres | undefined>, PromiseSettledResult<EmbeddedClickHouse | undefined>]

/** Those that are embedded. */
interface Running {
  readonly postgres: EmbeddedPostgres | undefined
  readonly clickhouse: EmbeddedClickHouse | undefined
}

async function bothOrNone([postgres, clickhouse]: Started): Promise<Running> {
  if (postgres.status === 'fulfilled' && clickhouse.status === 'fulfilled')
    return { postgres: postgres.value, clickhouse: clickhouse.value }
  for (const result of [postgres, clickhouse]) if (result.status === 'fulfilled') await result.value?.stop()
  throw postgres.status === 'rejected' ? postgres.reason : (clickhouse as PromiseRejectedResult).reason
}

function awaySentence({ postgres, clickhouse }: Running): string | undefined {
  // ClickHouse holds what is measured; records and sign-in work without it, so only PostgreSQL makes everything wait.
  if (postgres !== undefined && postgres.state() !== 'running') return 'PostgreSQL is being restarted; try again in a few seconds.'
  if (clickhouse !== undefined && clickhouse.state() === 'stopped') return 'Pitcrew is stopping.'
  return undefined
}

/** The stores of a server that runs on the same data folder, for commands beside it. They are that server's to stop. */
export function runningStores(config: Config): Stores {
  return {
    ...placesOf(config, config.dataFolder),
    ready: Promise.resolve(),
    restarts: () => null,
    unavailable: () => undefined,
    processIds: () => [],
    stop: () => Promise.resolve(),
  }
}
