/**
 * A backup into a fresh data folder, and into stores of their own where the settings name such. Everything happens in a folder
 * beside the wanted one, which gets its name at the end: the restored folder is whole, or it is not there.
 */
import fs from 'node:fs'
import path from 'node:path'
import { findStored } from '#core/attachments/public.ts'
import { migrateClickHouse } from '#platform/clickhouse/migrate.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { ClickHouseReturn, writeBelow } from '#platform/backup/clickhouse.ts'
import { backupFolderOf, type ArchiveAbout } from '#platform/backup/make.ts'
import { openLoad, refuseFilled, type PostgresLoad } from '#platform/backup/postgres.ts'
import { inWords, openBackup, textOf, type OpenBackup, type Openers } from '#platform/backup/read.ts'
import type { Config } from '#platform/config/config.ts'
import { openDataFolder } from '#platform/datafolder/open.ts'
import { storedDigests } from '#platform/files/local.ts'
import { migrateJobs } from '#platform/jobs/migrate.ts'
import { alignFacts } from '#platform/log/align-facts.ts'
import type { Verification } from '#platform/log/log.ts'
import type { Logger } from '#platform/logger.ts'
import { migrationFiles } from '#platform/migrations.ts'
import { migrate } from '#platform/pg/migrate.ts'
import { openPg, type Pg } from '#platform/pg/pool.ts'
import { StartFault } from '#platform/start-fault.ts'
import { clickHouseDatabase, clickHouseForm } from './clickhouse-names.ts'
import { openCore, type Core } from './core.ts'
import { startStores, type Stores } from './stores.ts'

export interface RestoreOptions {
  readonly file: string
  /** Must not exist, or be empty. */
  readonly into: string
  readonly openers: Openers
  /** With external stores where they are wanted; its data folder is not looked at. */
  readonly config: Config
  readonly logger: Logger
  /** Runs on the restored program before it is handed over: erasures are done again here. */
  readonly afterwards: (core: Core) => Promise<void>
}

export interface Restored {
  readonly about: ArchiveAbout
  readonly createdAt: string
  readonly verification: Verification
  /** Facts up to here came with the backup; the others are copied when the server starts. */
  readonly factsUpTo: number
}

/** Throws a StartFault with the reason; then the wanted folder is as it was. */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const into = path.resolve(options.into)
  if (fs.existsSync(into) && fs.readdirSync(into).length > 0) {
    throw new StartFault(`The folder ${into} is not empty: a backup is restored into a new one, and nothing is overwritten.`)
  }
  const backup = await openBackup(options.file, options.openers)
  const known = new Set(migrationFiles('postgres').map(({ name }) => name))
  const newer = backup.about.migrations.find((name) => !known.has(name))
  if (newer) throw new StartFault(`The backup was made by a newer Pitcrew (it has ${newer}): restore it with that version.`)
  const beside = `${into}.restoring`
  fs.rmSync(beside, { recursive: true, force: true })
  try {
    const restored = await inFolder(options, backup, beside)
    fs.rmSync(into, { recursive: true, force: true })
    fs.renameSync(beside, into)
    return restored
  } finally {
    fs.rmSync(beside, { recursive: true, force: true })
  }
}

async function inFolder(options: RestoreOptions, backup: OpenBackup, beside: string): Promise<Restored> {
  const folder = await openDataFolder(beside)
  try {
    const config = { ...options.config, dataFolder: folder.path }
    const stores = await startStores(config, folder.path, options.logger)
    try {
      await fill({ ...options, config }, backup, stores)
      return await finish({ ...options, config }, backup, stores)
    } finally {
      await stores.stop()
    }
  } finally {
    await folder.close()
  }
}

/** Both stores and the files as the archive has them. */
async function fill({ config, logger, file }: RestoreOptions, { about, entries }: OpenBackup, stores: Stores): Promise<void> {
  const pg = openPg({ connection: stores.pg, poolMax: 2, logger })
  const clickhouse = await openClickHouse(stores.clickhouse, {
    database: clickHouseDatabase(config),
    cluster: config.clickhouseCluster,
    logger,
  })
  try {
    const load = await emptyDatabase(pg, about, logger)
    try {
      await inWords(file, () => takeEntries(entries, { load, clickhouse, config }))
    } finally {
      await load.close()
    }
  } finally {
    await Promise.all([pg.close(), clickhouse.close()])
  }
}

async function emptyDatabase(pg: Pg, about: ArchiveAbout, logger: Logger): Promise<PostgresLoad> {
  await refuseFilled(pg)
  const wanted = new Set(about.migrations)
  const files = migrationFiles('postgres').filter(({ name }) => wanted.has(name))
  await migrate({ pg, logger, files, afterwards: () => migrateJobs({ pg, logger }) })
  return openLoad(pg)
}

interface Targets {
  readonly load: PostgresLoad
  readonly clickhouse: OpenedClickHouse
  readonly config: Config
}

/** The manifest, which comes last, is compared before anything is committed. */
async function takeEntries(entries: OpenBackup['entries'], { load, clickhouse, config }: Targets): Promise<void> {
  const measured = new ClickHouseReturn(backupFolderOf(config.dataFolder))
  for await (const entry of entries) {
    const { name, content } = entry
    if (name === 'master.key') await takeKey(config, content)
    else if (name === 'postgres-sequences.json') await load.setSequences(await textOf(content))
    else if (name.startsWith('postgres/')) await load.load(name.slice('postgres/'.length), content)
    else if (name.startsWith('files/')) await writeBelow(path.join(config.dataFolder, 'files'), name.slice('files/'.length), content)
    else await measured.take(entry)
  }
  await load.finish()
  if (config.clickhouseUrl === undefined) await measured.finish(clickhouse)
}

/** A key that the settings give is the operator's to keep; the start compares it with what the database was sealed under. */
async function takeKey(config: Config, content: AsyncIterable<Uint8Array>): Promise<void> {
  if (config.masterKeys !== undefined) return
  await writeBelow(config.dataFolder, 'master.key', content)
}

/** On the restored stores: newer migrations, facts in step with the log, files that no row knows, what was erased since, and the chain. */
async function finish(options: RestoreOptions, { about, header }: OpenBackup, stores: Stores): Promise<Restored> {
  const { config, logger } = options
  const core = await openCore({ config, logger, stores, backupBeforeUpgrade: false })
  try {
    const { work, log } = core.platform
    const form = clickHouseForm(config, core.clickhouse.database)
    await migrateClickHouse(core.clickhouse, { form, logger })
    const factsUpTo = await alignFacts({ work, clickhouse: core.clickhouse, form })
    await tellOfFiles(core, config)
    await options.afterwards(core)
    const verification = await log.verify()
    return { about, createdAt: header.createdAt, verification, factsUpTo }
  } finally {
    await core.close()
  }
}

/** A bucket is left alone: it was not restored, and the installation that the backup is of may use it still. */
async function tellOfFiles({ platform }: Core, { dataFolder, s3 }: Config): Promise<void> {
  if (s3 !== undefined) return
  for await (const digests of storedDigests(path.join(dataFolder, 'files'))) await platform.work.run((tx) => findStored(tx, digests))
}
