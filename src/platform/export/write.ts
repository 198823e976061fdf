/** Where an export goes: a folder, or one `.tar.gz` while it is made. */
import { createWriteStream } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { SECOND_MS, type Instant } from '#kit/time.ts'
import { StartFault } from '../start-fault.ts'
import { tarGz, type TarEntry, type TarStream } from '../tar.ts'
import type { ExportEntry } from './open.ts'

/** An archive wants the length of an entry in front, so a file that is still being made is held up to this and cut there. */
const PIECE_BYTES = 8 * 1024 * 1024

/** Throws a StartFault when the folder holds something: an export never mixes with what is there. */
export async function writeFolder(entries: AsyncIterable<ExportEntry>, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) throw new StartFault(`The folder ${folder} is not empty: name a new one.`)
  for await (const { name, content } of entries) {
    const target = path.join(folder, ...name.split('/'))
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
    await pipeline(content, createWriteStream(target, { mode: 0o600 }))
  }
}

/** Files that turn out long are cut at line ends into `name.0001.ndjson`, `name.0002.ndjson` and so on. */
export function exportArchive(entries: AsyncIterable<ExportEntry>, at: Instant): AsyncIterable<Uint8Array> {
  return tarGz(packed(entries), Math.floor(at / SECOND_MS))
}

async function* packed(entries: AsyncIterable<ExportEntry>): AsyncGenerator<TarEntry | TarStream> {
  for await (const { name, length, content } of entries) {
    if (length === undefined) yield* pieces(name, content)
    else yield { name, length, content }
  }
}

async function* pieces(name: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  let held: Uint8Array[] = []
  let [bytes, count] = [0, 0]
  for await (const piece of content) {
    held.push(piece)
    bytes += piece.byteLength
    if (bytes < PIECE_BYTES) continue
    yield { name: numbered(name, ++count), bytes: Buffer.concat(held) }
    held = []
    bytes = 0
  }
  if (count === 0) yield { name, bytes: Buffer.concat(held) }
  else if (bytes > 0) yield { name: numbered(name, ++count), bytes: Buffer.concat(held) }
}

function numbered(name: string, count: number): string {
  const { dir, name: stem, ext } = path.posix.parse(name)
  return path.posix.join(dir, `${stem}.${String(count).padStart(4, '0')}${ext}`)
}
