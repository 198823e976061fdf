/**
 * The embedded ClickHouse in and out of an archive, by its own BACKUP and RESTORE, which copy whole parts. A ClickHouse given by
 * URL keeps its own backups: its operator knows where its disks and buckets are, and `externalCommand` says what to run there.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { uuidv7 } from 'uuidv7'
import { HOUR_MS } from '#kit/time.ts'
import type { OpenedClickHouse } from '../clickhouse/open.ts'
import { quoteName, quoteText } from '../clickhouse/quote.ts'
import type { ArchiveEntry } from './archive.ts'

/** Measured at more than a gigabyte a second; an hour is far beyond any folder that one engine serves. */
const TIMEOUT_MS = HOUR_MS
const PREFIX = 'clickhouse/'

/** A copy of the engine's data that stays as it is; `remove` gives the room back. */
export interface ClickHouseCopy {
  entries(): AsyncGenerator<ArchiveEntry>
  remove(): Promise<void>
}

/** `folder` is the one for backups that the engine's configuration names. */
export async function copyClickHouse(clickhouse: OpenedClickHouse, folder: string): Promise<ClickHouseCopy> {
  const name = uuidv7()
  const place = path.join(folder, name)
  const sql = `backup database ${quoteName(clickhouse.database)} to File(${quoteText(name)})`
  await clickhouse.command({ name: 'backup.copyClickHouse', sql, timeoutMs: TIMEOUT_MS })
  return { entries: () => filesBelow(place, PREFIX), remove: () => rm(place, { recursive: true, force: true }) }
}

/** Takes the entries of a copy, then makes tables of them. */
export class ClickHouseReturn {
  readonly #folder: string
  readonly #name = uuidv7()
  #isEmpty = true

  constructor(folder: string) {
    this.#folder = folder
  }

  /** True when the entry was one of ours and is written. */
  async take({ name, content }: ArchiveEntry): Promise<boolean> {
    if (!name.startsWith(PREFIX)) return false
    await writeBelow(path.join(this.#folder, this.#name), name.slice(PREFIX.length), content)
    this.#isEmpty = false
    return true
  }

  /** The database must have no tables yet. */
  async finish(clickhouse: OpenedClickHouse): Promise<void> {
    if (this.#isEmpty) return
    const sql = `restore database ${quoteName(clickhouse.database)} from File(${quoteText(this.#name)})`
    await clickhouse.command({ name: 'backup.restoreClickHouse', sql, timeoutMs: TIMEOUT_MS })
    await rm(path.join(this.#folder, this.#name), { recursive: true, force: true })
  }
}

/** What the operator of a ClickHouse of their own runs beside our backup. */
export function externalCommand(database: string, cluster: string | undefined): string {
  const everywhere = cluster === undefined ? '' : ` ON CLUSTER ${quoteText(cluster)}`
  return `BACKUP DATABASE ${quoteName(database)}${everywhere} TO S3('https://…/pitcrew', '<access key>', '<secret key>')`
}

/** Every file below a folder, by its path with forward slashes after `prefix`. */
export async function* filesBelow(folder: string, prefix: string): AsyncGenerator<ArchiveEntry> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  for (const file of paths.toSorted()) {
    yield { name: prefix + path.relative(folder, file).replaceAll(path.sep, '/'), content: createReadStream(file) }
  }
}

/** Writes a file below a folder. A name that leads out of it is refused: names come from the archive. */
export async function writeBelow(folder: string, name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const target = path.resolve(folder, name)
  if (!target.startsWith(path.resolve(folder) + path.sep)) throw new RangeError(`an entry leads out of its folder: ${name}`)
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
  await pipeline(content, createWriteStream(target, { mode: 0o600, flush: true }))
}
