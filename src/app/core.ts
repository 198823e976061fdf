/**
 * The program without its HTTP side: stores up and migrated, platform and modules built, nothing running yet. The server and
 * every command of the command line start from here.
 */
import { accessOf, openPersonKeys } from '#core/identity/public.ts'
import { systemClock, type Clock } from '#platform/clock.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { migrateClickHouse } from '#platform/clickhouse/migrate.ts'
import type { Config } from '#platform/config/config.ts'
import { openDue, type OpenedDue } from '#platform/due/open.ts'
import { openEgress } from '#platform/egress/open.ts'
import { openFiles } from '#platform/files/open.ts'
import { markingEffects } from '#platform/http/idempotency.ts'
import { migrateJobs } from '#platform/jobs/migrate.ts'
import { openJobs, type OpenedJobs } from '#platform/jobs/open.ts'
import { openLive, type OpenedLive } from '#platform/live/open.ts'
import { openLog, type OpenedLog } from '#platform/log/open.ts'
import type { Logger } from '#platform/logger.ts'
import { openMail, type OpenedMail } from '#platform/mail/open.ts'
import { openMetrics, type Metrics } from '#platform/metrics.ts'
import type { Module } from '#platform/module.ts'
import { openListen, type Listen } from '#platform/pg/listen.ts'
import { migrate } from '#platform/pg/migrate.ts'
import { openPg, type Pg } from '#platform/pg/pool.ts'
import { openWork } from '#platform/pg/work.ts'
import type { Platform } from '#platform/platform.ts'
import { keySourceOf, openSecrets } from '#platform/secrets/open.ts'
import { backupBeforeUpgrade } from './backup-before-upgrade.ts'
import { backupMeans } from './backup-means.ts'
import { clickHouseDatabase, clickHouseForm } from './clickhouse-names.ts'
import { openClockComparison, type ClockComparison } from './clock-skew.ts'
import { Parts } from '#core/privacy/public.ts'
import { backupModule, deliveryModule, moduleFactories, operationModule, privacyModule } from './modules.ts'
import { operationFacts, type FactsOptions } from './operation-facts.ts'
import type { Stores } from './stores.ts'

/** Enough for the requests that run at the same time on one node; PostgreSQL's own limit is 60 sessions, and a session costs it some MB. */
const POOL_MAX = 16
/** Jobs mostly wait for other systems; more at once would only hold connections. */
const JOBS_AT_ONCE = 4

export interface CoreOptions {
  readonly config: Config
  readonly stores: Stores
  readonly logger: Logger
  readonly clock?: Clock
  /** False: tables are changed without a backup before; the settings decide unless said. */
  readonly backupBeforeUpgrade?: boolean
}

/** Everything that a shell around the core starts, stops or asks. */
export interface Core {
  readonly platform: Platform & {
    readonly log: OpenedLog
    readonly due: OpenedDue
    readonly jobs: OpenedJobs
    readonly live: OpenedLive
    readonly mail: OpenedMail
  }
  readonly stores: Stores
  readonly modules: readonly Module[]
  /** Where they keep what is personal. */
  readonly parts: Parts
  readonly pg: Pg
  readonly listen: Listen
  readonly clickhouse: OpenedClickHouse
  readonly clocks: ClockComparison
  /** Closes connections; the stores stay up. */
  close(): Promise<void>
}

/** Migrates both stores, then builds the platform and the modules. Throws a StartFault when a store does not fit the program. */
export async function openCore(options: CoreOptions): Promise<Core> {
  const metrics = openMetrics()
  const pg = openPg({ connection: options.stores.pg, poolMax: POOL_MAX, logger: options.logger })
  const clickhouse = await openMeasuredStore(options, metrics)
  try {
    await migrateBoth(options, { pg, clickhouse })
    return await compose(options, { metrics, pg, clickhouse })
  } catch (error) {
    // Left open, they would keep the process from ending.
    await Promise.all([clickhouse.close(), pg.close()])
    throw error
  }
}

interface Connections {
  readonly pg: Pg
  readonly clickhouse: OpenedClickHouse
}

async function migrateBoth(options: CoreOptions, { pg, clickhouse }: Connections): Promise<void> {
  const { config, logger, backupBeforeUpgrade: wanted = config.backupBeforeUpgrade } = options
  await migrate({
    pg,
    logger,
    ...(wanted ? { beforeChange: () => backupBeforeUpgrade(options, { pg, clickhouse }) } : {}),
    afterwards: async () => {
      await migrateJobs({ pg, logger })
      await migrateClickHouse(clickhouse, { form: clickHouseForm(config, clickhouse.database), logger })
    },
  })
}

async function compose(options: CoreOptions, { metrics, pg, clickhouse }: Connections & { readonly metrics: Metrics }): Promise<Core> {
  const { config, stores, logger, clock = systemClock } = options
  const base = { config, clock, logger, metrics, clickhouse }
  const secrets = openSecrets(keySourceOf(config))
  const work = markingEffects(openWork({ pg, logger, metrics }))
  const listen = openListen({ pg, logger })
  const due = openDue({ work, clock, logger })
  const log = openLog({ ...base, pg, work, listen, secrets, personKeys: openPersonKeys({ secrets, clock }), due })
  await log.proveMasterKey()
  const files = await openFiles({ config, clock })
  const jobs = openJobs({ pg, work, logger, metrics, concurrency: JOBS_AT_ONCE })
  const live = openLive({ listen, work, logger })
  const egress = openEgress({ config, logger, metrics })
  const mail = openMail({ ...base, work, pg, listen, secrets, egress })
  const platform = { ...base, work, secrets, due, log, jobs, live, mail, files, egress }
  const clocks = openClockComparison({ pg, clock, logger })
  const backups = backupModule(platform, backupMeans({ config, pg, clickhouse, secrets }))
  const parts = new Parts()
  const modules = buildModules(platform, { platform, stores, pg, clocks }, [privacyModule(platform, parts), backups])
  parts.declare(modules)
  log.declare({ events: modules.flatMap((module) => module.events ?? []), reactions: modules.flatMap((module) => module.reactions ?? []) })
  due.declare([log.retryDue, ...modules.flatMap((module) => module.due ?? [])])
  jobs.declare(modules.flatMap((module) => module.jobs ?? []))
  const close = async (): Promise<void> => {
    await Promise.all([files.close(), clickhouse.close(), listen.stop()])
    await pg.close()
  }
  return { platform, stores, modules, parts, pg, listen, clickhouse, clocks, close }
}

function buildModules(platform: Platform, of: Omit<FactsOptions, 'modules'>, more: readonly Module[]): readonly Module[] {
  const told = moduleFactories.map((make) => make(platform))
  const notifies = told.flatMap((module) => module.notifies ?? [])
  const modules = [...told, deliveryModule(platform, notifies), ...more]
  const operation = operationModule(platform, operationFacts({ ...of, modules }))
  const all = [...modules, operation]
  accessOf(platform).declare(all.flatMap((module) => module.permissions ?? []))
  return all
}

function openMeasuredStore({ config, stores, logger }: CoreOptions, metrics: Metrics): Promise<OpenedClickHouse> {
  return openClickHouse(stores.clickhouse, { database: clickHouseDatabase(config), cluster: config.clickhouseCluster, logger, metrics })
}
