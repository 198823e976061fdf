/**
 * Makes a backup while everything runs. Order matters: ClickHouse first, then PostgreSQL in one snapshot, then files. So facts
 * never tell of events that the snapshot does not have, and every file that the snapshot names is there, because files are stored
 * before the row that names them.
 */
import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { toIso, type Instant } from '#kit/time.ts'
import type { OpenedClickHouse } from '../clickhouse/open.ts'
import type { Config } from '../config/config.ts'
import type { Pg } from '../pg/pool.ts'
import { keyFileText } from '../secrets/keyfile.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { archived, type ArchiveEntry, type ArchiveHeader } from './archive.ts'
import { copyClickHouse, filesBelow, type ClickHouseCopy } from './clickhouse.ts'
import { openSnapshot, type PostgresSnapshot } from './postgres.ts'
import { wrapFor } from './recovery-key.ts'

const KEY_BYTES = 32
/** What the data key of an archive is sealed for under the master key. */
export const KEY_CONTEXT = 'backup'

/** First entry of every archive: what the rest is a copy of. */
export const aboutSchema = z.object({
  /** The last sealed event of the snapshot; 0 for an empty log. */
  seq: z.number().int(),
  head: z.string(),
  migrations: z.array(z.string()),
  /** False: the store was given by URL, and its own backup stands beside this one. */
  clickhouse: z.boolean(),
  /** False: files lie in a bucket, which keeps its own copies. */
  files: z.boolean(),
})
export type ArchiveAbout = z.infer<typeof aboutSchema>

export interface BackupOptions {
  readonly config: Config
  readonly pg: Pg
  readonly clickhouse: OpenedClickHouse
  readonly secrets: Secrets
  readonly at: Instant
  /** Of the program. */
  readonly version: string
  /** Null: only who has the master key can read the backup. */
  readonly recoveryPublicKey: Uint8Array | null
  /** Where the file goes; it appears whole or not at all, and never over another one. */
  readonly target: string
}

export interface MadeBackup {
  readonly path: string
  readonly bytes: number
  /** Of the file, lower-case hex. */
  readonly sha256: string
  readonly seq: number
  readonly about: ArchiveAbout
}

/** Throws when something could not be read or written; then no file is left. */
export async function makeBackup(options: BackupOptions): Promise<MadeBackup> {
  const { config, clickhouse, pg } = options
  const copy = config.clickhouseUrl === undefined ? await copyClickHouse(clickhouse, backupFolderOf(config.dataFolder)) : undefined
  try {
    const snapshot = await openSnapshot(pg)
    try {
      return await write(options, snapshot, copy)
    } finally {
      await snapshot.close()
    }
  } finally {
    await copy?.remove()
  }
}

/** The folder that the embedded engine's configuration allows for its copies. */
export const backupFolderOf = (dataFolder: string): string => path.join(dataFolder, 'clickhouse', 'backups')

async function write(options: BackupOptions, snapshot: PostgresSnapshot, copy: ClickHouseCopy | undefined): Promise<MadeBackup> {
  const { config, target } = options
  const { seq, head, migrations } = snapshot
  const about = { seq, head, migrations: [...migrations], clickhouse: copy !== undefined, files: config.s3 === undefined }
  const key = randomBytes(KEY_BYTES)
  const partial = `${target}.partial`
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
  try {
    const counted = new Counted()
    const bytes = archived(headerOf(options, key), key, entries({ config, about, snapshot, copy }))
    await pipeline(bytes, (pieces) => counted.pass(pieces), createWriteStream(partial, { mode: 0o600, flush: true, flags: 'w' }))
    await rename(partial, target)
    await flush(path.dirname(target))
    return { path: target, ...counted.result(), seq, about }
  } finally {
    await rm(partial, { force: true })
  }
}

function headerOf({ at, version, secrets, recoveryPublicKey }: BackupOptions, key: Uint8Array): ArchiveHeader {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
  const keys: ArchiveHeader['keys'] = [{ kind: 'master_key', wrapped: base64(secrets.seal(key, KEY_CONTEXT)) }]
  if (recoveryPublicKey) keys.push({ kind: 'recovery_key', wrapped: base64(wrapFor(recoveryPublicKey, key)) })
  return { createdAt: toIso(at), version, keys }
}

interface Sources {
  readonly config: Config
  readonly about: ArchiveAbout
  readonly snapshot: PostgresSnapshot
  readonly copy: ClickHouseCopy | undefined
}

async function* entries({ config, about, snapshot, copy }: Sources): AsyncGenerator<ArchiveEntry> {
  yield textEntry('about.json', JSON.stringify(about))
  // Without it nothing sealed in the tables could be read again.
  yield textEntry('master.key', keyFileText(config.masterKeys ?? path.join(config.dataFolder, 'master.key')))
  yield* snapshot.entries()
  if (copy) yield* copy.entries()
  if (about.files) yield* storedFiles(path.join(config.dataFolder, 'files'))
}

/** Without uploads that are under way. */
async function* storedFiles(folder: string): AsyncGenerator<ArchiveEntry> {
  for (const name of (await readdir(folder)).filter((entry) => /^[0-9a-f]{2}$/.test(entry)).toSorted()) {
    yield* filesBelow(path.join(folder, name), `files/${name}/`)
  }
}

function textEntry(name: string, text: string): ArchiveEntry {
  return { name, content: Readable.from([Buffer.from(text)], { objectMode: false }) }
}

class Counted {
  readonly #hash = createHash('sha256')
  #bytes = 0

  async *pass(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      this.#hash.update(piece)
      this.#bytes += piece.length
      yield piece
    }
  }

  result(): { bytes: number; sha256: string } {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }
}

async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
