/**
 * Where migrations lie: `migrations/<store>/*.sql` in the folder of a part or in its `store`, of all parts, in the order of their
 * names, which begin with a timestamp. They are read as files in production too, so that what runs is what can be read.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { invariant } from '#kit/fault.ts'

export interface MigrationFile {
  /** File name, `20261121T100000_log_create_events.sql`: unique in the program, the order of all migrations. */
  readonly name: string
  /** Path below the package root with forward slashes. */
  readonly path: string
  readonly sql: string
}

const NAME = /^\d{8}T\d{6}_[a-z0-9]+(_[a-z0-9]+)+\.sql$/

/** The folder that holds Pitcrew's package.json; the same from `src/platform` and from a bundle in `dist/server`. */
export function packageRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'src'))) return folder
    invariant(folder !== dirname(folder), 'the program lies inside its package')
  }
}

const read = new Map<string, readonly MigrationFile[]>()

/** All migrations of a store, in the order in which they run. Read once: they do not change under a running program. */
export function migrationFiles(store: 'postgres' | 'clickhouse'): readonly MigrationFile[] {
  const files = read.get(store) ?? readFiles(store)
  read.set(store, files)
  return files
}

function readFiles(store: string): readonly MigrationFile[] {
  const root = packageRoot()
  const files = foldersOf(root, store)
    .flatMap((folder) => namesIn(join(root, folder)).map((name) => ({ name, path: `${folder}/${name}` })))
    .filter(({ name }) => name.endsWith('.sql'))
    .map(({ name, path }) => ({ name, path, sql: readFileSync(join(root, path), 'utf8') }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  for (const [index, { name, path }] of files.entries()) {
    invariant(NAME.test(name), `${path} is named <yyyymmddThhmmss>_<part>_<verb…>.sql`)
    invariant(name !== files[index + 1]?.name, `${path} is the only migration of its name`)
  }
  return files
}

/** Where they may lie; walking all sources takes a twentieth of a start. */
function foldersOf(root: string, store: string): string[] {
  const parts = ['platform', 'core', 'features'].flatMap((floor) => namesIn(join(root, 'src', floor)).map((part) => `src/${floor}/${part}`))
  return parts.flatMap((part) => [`${part}/migrations/${store}`, `${part}/store/migrations/${store}`])
}

/** None for what is no folder. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
