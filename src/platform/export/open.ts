/**
 * A full export while everything runs: PostgreSQL in one snapshot, the log up to its last event there, the measured store up to the
 * same event and instant, files as they are. Everything is written while it is read. Secrets are not in it; see what.ts.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { toIso, type Instant } from '#kit/time.ts'
import { openSnapshot, type PostgresSnapshot } from '../backup/postgres.ts'
import type { OpenedClickHouse } from '../clickhouse/open.ts'
import type { Config } from '../config/config.ts'
import type { PersonKeys } from '../log/personkeys.ts'
import type { Pg } from '../pg/pool.ts'
import type { ExportAbout } from './about.ts'
import { eventLines } from './events.ts'
import { measuredLines, measuredTables } from './measured.ts'
import { readmeOf, schemaOf } from './readme.ts'
import { exportedTables, tableLines } from './tables.ts'
import type { ExportRules } from './what.ts'

export interface ExportOptions {
  readonly config: Config
  readonly pg: Pg
  readonly clickhouse: OpenedClickHouse
  readonly personKeys: PersonKeys
  readonly rules: ExportRules
  readonly at: Instant
  /** Of the program. */
  readonly version: string
}

/** One file of an export. */
export interface ExportEntry {
  /** With forward slashes. */
  readonly name: string
  /** Known for what lies in the file store. */
  readonly length?: number
  readonly content: AsyncIterable<Uint8Array>
}

export interface OpenedExport {
  readonly about: ExportAbout
  /** In order; the content of each must be read before the next is asked for. Once only. */
  entries(): AsyncGenerator<ExportEntry>
  /** Ends the snapshot. */
  close(): Promise<void>
}

/** Throws a StartFault when some table is neither to be exported nor left out on purpose. */
export async function openExport(options: ExportOptions): Promise<OpenedExport> {
  const { pg, clickhouse, rules, config, at, version } = options
  const measured = await measuredTables(clickhouse, rules)
  const snapshot = await openSnapshot(pg)
  try {
    await snapshot.client.query("set local timezone = 'UTC'")
    const tables = await exportedTables(snapshot.client, rules)
    const { seq, head } = snapshot
    const leftOut = Object.entries({ ...rules.leftOut, ...rules.measuredLeftOut, ...rules.leftOutColumns }).map(([what, reason]) => ({
      what,
      reason,
    }))
    const about = { at, version, seq, head, tables, measured, files: config.s3 === undefined, leftOut }
    return { about, entries: () => entriesOf(options, snapshot, about), close: () => snapshot.close() }
  } catch (error) {
    await snapshot.close()
    throw error
  }
}

interface Written {
  readonly name: string
  readonly bytes: number
  /** Of a file of lines. */
  readonly lines: number | null
  readonly sha256: string
}

async function* entriesOf(options: ExportOptions, snapshot: PostgresSnapshot, about: ExportAbout): AsyncGenerator<ExportEntry> {
  const written: Written[] = []
  for await (const { name, content, ...rest } of unnoted(options, snapshot, about)) {
    yield { name, ...rest, content: noted(name, content, written) }
  }
  const { at, version, seq, head } = about
  yield text('manifest.json', `${JSON.stringify({ createdAt: toIso(at), version, seq, head, files: written }, undefined, 2)}\n`)
}

async function* unnoted(options: ExportOptions, { client }: PostgresSnapshot, about: ExportAbout): AsyncGenerator<ExportEntry> {
  const { rules, clickhouse, personKeys, config } = options
  yield text('README.md', readmeOf(about))
  yield text('schema.json', schemaOf(about))
  yield { name: 'events.ndjson', content: utf8(eventLines(client, about.seq, personKeys)) }
  for (const table of about.tables) yield { name: `records/${table.name}.ndjson`, content: utf8(tableLines(client, table, rules)) }
  for (const table of about.measured) yield { name: `measured/${table.name}.ndjson`, content: measuredLines(clickhouse, table, about) }
  if (about.files) yield* storedFiles(path.join(config.dataFolder, 'files'))
}

/** Without uploads that are under way. */
async function* storedFiles(folder: string): AsyncGenerator<ExportEntry> {
  for (const name of (await readdir(folder)).filter((entry) => /^[0-9a-f]{2}$/.test(entry)).toSorted()) {
    const entries = await readdir(path.join(folder, name), { recursive: true, withFileTypes: true })
    for (const entry of entries.filter((one) => one.isFile())) {
      const file = path.join(entry.parentPath, entry.name)
      yield { name: `files/${entry.name}`, length: (await stat(file)).size, content: createReadStream(file) }
    }
  }
}

async function* noted(name: string, content: AsyncIterable<Uint8Array>, into: Written[]): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let [bytes, lines] = [0, 0]
  for await (const piece of content) {
    hash.update(piece)
    bytes += piece.byteLength
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) lines++
    yield piece
  }
  into.push({ name, bytes, lines: name.endsWith('.ndjson') ? lines : null, sha256: hash.digest('hex') })
}

const NEWLINE = 10

async function* utf8(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const line of lines) yield Buffer.from(line)
}

function text(name: string, words: string): ExportEntry {
  return {
    name,
    content: (async function* () {
      yield Buffer.from(words)
    })(),
  }
}
