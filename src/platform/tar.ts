/**
 * A `.tar.gz` while it is made: entries in the ustar form that every tool opens (POSIX 1003.1), compressed, in flat memory. An
 * entry needs its length in front, so whoever writes a list of any length writes it as numbered pieces.
 */
import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { invariant } from '#kit/fault.ts'

const BLOCK_BYTES = 512
/** Of the field; longer names would need extensions that some tools do not read. */
const NAME_BYTES_MAX = 100

export interface TarEntry {
  /** With forward slashes; at most 100 bytes. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** An entry whose length is known while its content still comes, such as a file. */
export interface TarStream {
  readonly name: string
  readonly length: number
  readonly content: AsyncIterable<Uint8Array>
}

/** The compressed archive. `mtimeSeconds` stands on every entry. */
export function tarGz(entries: AsyncIterable<TarEntry | TarStream>, mtimeSeconds: number): AsyncIterable<Uint8Array> {
  const gzip = createGzip()
  const blocks = Readable.from(blocksOf(entries, mtimeSeconds), { objectMode: false })
  blocks.once('error', (error) => gzip.destroy(error))
  gzip.once('close', () => blocks.destroy())
  return blocks.pipe(gzip)
}

async function* blocksOf(entries: AsyncIterable<TarEntry | TarStream>, mtimeSeconds: number): AsyncGenerator<Uint8Array> {
  for await (const entry of entries) {
    const length = 'bytes' in entry ? entry.bytes.byteLength : entry.length
    yield headerOf(entry.name, length, mtimeSeconds)
    yield* contentOf(entry)
    const rest = length % BLOCK_BYTES
    if (rest > 0) yield Buffer.alloc(BLOCK_BYTES - rest)
  }
  yield Buffer.alloc(2 * BLOCK_BYTES)
}

async function* contentOf(entry: TarEntry | TarStream): AsyncGenerator<Uint8Array> {
  if ('bytes' in entry) {
    if (entry.bytes.byteLength > 0) yield entry.bytes
    return
  }
  let told = 0
  for await (const piece of entry.content) {
    told += piece.byteLength
    yield piece
  }
  invariant(told === entry.length, 'an entry has the length that its header told')
}

function headerOf(name: string, bytes: number, mtimeSeconds: number): Buffer {
  invariant(Buffer.byteLength(name) <= NAME_BYTES_MAX, 'the name of an entry fits into its field')
  const header = Buffer.alloc(BLOCK_BYTES)
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`
  header.write(name, 0)
  header.write(octal(0o600, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(bytes, 12), 124)
  header.write(octal(mtimeSeconds, 12), 136)
  // The checksum is taken with spaces in its own place.
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  header.write(
    octal(
      header.reduce((sum, byte) => sum + byte, 0),
      7,
    ),
    148,
  )
  return header
}
