/**
 * The program without its HTTP side: stores up and migrated, platform and modules built, nothing running yet. The server and
 * every command of the command line start from here.
 */
import { accessOf, openPersonKeys } from '#core/identity/public.ts'
import { systemClock, type Clock } from '#platform/clock.ts'
import { clickHouseAt, makeDatabase, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
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
import { openMetrics } from '#platform/metrics.ts'
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
import { backupModule, coverageModule, deliveryModule, moduleFactories, operationModule, privacyModule } from './modules.ts'
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

/** A core whose stores are still to be brought up to date: until then none of it works. */
export interface BuiltCore extends Core {
  /** Migrates both stores. Rejects with a StartFault when one does not fit the program; the core is the caller's to close. */
  bringUp(): Promise<void>
}

/** The same, up to date. Throws a StartFault when a store does not fit the program; then nothing is left open. */
export async function openCore(options: CoreOptions): Promise<Core> {
  const core = await buildCore(options)
  try {
    await core.bringUp()
    return core
  } catch (error) {
    // Left open, its connections would keep the process from ending.
    await core.close()
    throw error
  }
}

interface Connections {
  readonly pg: Pg
  readonly clickhouse: OpenedClickHouse
}

async function migrateBoth(options: CoreOptions, { pg, clickhouse }: Connections): Promise<void> {
  const { config, stores, logger, backupBeforeUpgrade: wanted = config.backupBeforeUpgrade } = options
  const { database } = clickhouse
  const made = makeDatabase(stores.clickhouse, { database, cluster: config.clickhouseCluster })
  const migrated = migrate({
    pg,
    logger,
    ...(wanted ? { beforeChange: () => backupBeforeUpgrade(options, { pg, clickhouse }) } : {}),
    afterwards: async () => {
      await Promise.all([migrateJobs({ pg, logger }), made])
      await migrateClickHouse(clickhouse, { form: clickHouseForm(config, database), logger })
    },
  })
  // Both have ended before anything is closed or told.
  for (const outcome of await Promise.allSettled([made, migrated])) if (outcome.status === 'rejected') throw outcome.reason
}

/** Builds the platform and the modules without asking a store for anything. */
export async function buildCore(options: CoreOptions): Promise<BuiltCore> {
  const { config, stores, logger, clock = systemClock } = options
  const metrics = openMetrics()
  const pg = openPg({ connection: stores.pg, poolMax: POOL_MAX, logger })
  const clickhouse = clickHouseAt(stores.clickhouse, { database: clickHouseDatabase(config), logger, metrics })
  const base = { config, clock, logger, metrics, clickhouse }
  const secrets = openSecrets(keySourceOf(config))
  const work = markingEffects(openWork({ pg, logger, metrics }))
  const listen = openListen({ pg, logger })
  const due = openDue({ work, clock, logger })
  const log = openLog({ ...base, pg, work, listen, secrets, personKeys: openPersonKeys({ secrets, clock }), due })
  const files = await openFiles({ config, clock })
  const jobs = openJobs({ pg, work, logger, metrics, concurrency: JOBS_AT_ONCE })
  const live = openLive({ listen, work, logger })
  const egress = openEgress({ config, logger, metrics })
  const mail = openMail({ ...base, work, pg, listen, secrets, egress })
  const platform = { ...base, work, secrets, due, log, jobs, live, mail, files, egress }
  const clocks = openClockComparison({ pg, clock, logger })
  const backups = backupModule(platform, backupMeans({ config, pg, clickhouse, secrets, clock }))
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
  const bringUp = async (): Promise<void> => {
    await migrateBoth(options, { pg, clickhouse })
    await log.proveMasterKey()
  }
  return { platform, stores, modules, parts, pg, listen, clickhouse, clocks, bringUp, close }
}

function buildModules(platform: Platform, of: Omit<FactsOptions, 'modules'>, more: readonly Module[]): readonly Module[] {
  const told = moduleFactories.map((make) => make(platform))
  const notifies = told.flatMap((module) => module.notifies ?? [])
  const modules = [...told, coverageModule(platform, told), deliveryModule(platform, notifies), ...more]
  const operation = operationModule(platform, operationFacts({ ...of, modules }))
  const all = [...modules, operation]
  accessOf(platform).declare(all.flatMap((module) => module.permissions ?? []))
  return all
}
