/**
 * Generates from the migrated schema: each part's row types for Kysely (`rows.gen.ts` beside its `migrations` folder; a table
 * belongs to the part whose migration creates it) and the printed schema in docs/reports/schema.sql.
 */
import { posix } from 'node:path'
import { asAdmin, databaseOn } from '#test/support/database-server.ts'
import { testLogger as logger } from '#test/support/quiet.ts'
import { startScratchPostgres } from '#test/support/scratch-postgres.ts'
import { migrationFiles } from '#platform/migrations.ts'
import { migrate } from '#platform/pg/migrate.ts'
import { openPg, type Pg } from '#platform/pg/pool.ts'
import { readFunctions, readTables, type Table } from './catalogue.ts'
import { rowTypes } from './row-types.ts'
import { schemaText } from './schema-text.ts'

/** Path below the package root → content of every file made from the PostgreSQL schema. Starts a scratch server of its own. */
export async function generateRows(): Promise<Map<string, string>> {
  const postgres = await startScratchPostgres()
  const database = `pitcrew_rows_${process.pid}`
  try {
    await asAdmin(postgres.server, `create database ${database} template template0`)
    const pg = openPg({ connection: databaseOn(postgres.server, database), poolMax: 2, logger })
    const content = await generateFrom(pg)
    await pg.close()
    return content
  } finally {
    await asAdmin(postgres.server, `drop database if exists ${database} with (force)`)
    await postgres.stop()
  }
}

async function generateFrom(pg: Pg): Promise<Map<string, string>> {
  const owners = await migrateStepwise(pg)
  const tables = (await readTables(pg)).filter(({ name }) => owners.has(name))
  const content = new Map<string, string>()
  for (const path of [...new Set(owners.values())].toSorted()) {
    content.set(path, rowTypes(tables.filter(({ name }) => owners.get(name) === path)))
  }
  content.set('docs/reports/schema.sql', schemaText(tables, await readFunctions(pg), owners))
  return content
}

/** Applies one file after the other. Returns table name → path of the rows file of the part that made it. */
async function migrateStepwise(pg: Pg): Promise<ReadonlyMap<string, string>> {
  const files = migrationFiles('postgres')
  const owners = new Map<string, string>()
  await migrate({ pg, logger, files: [] })
  const known = new Set((await readTables(pg)).map(({ name }) => name))
  for (const [index, { path }] of files.entries()) {
    await migrate({ pg, logger, files: files.slice(0, index + 1) })
    for (const { name } of (await readTables(pg)).filter((table: Table) => !known.has(table.name))) {
      known.add(name)
      owners.set(name, posix.join(posix.dirname(path), '../../rows.gen.ts'))
    }
  }
  return owners
}
