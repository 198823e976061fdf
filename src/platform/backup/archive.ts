/**
 * The one file of a backup.
 *
 *     pitcrew-backup-1⏎ │ length 4 │ header JSON │ encrypted( gzip( entries … manifest ) )
 *
 * The header says when and by which version it was made, and holds the key of this archive, wrapped once under the master key and
 * once for the recovery key. It is bound to the content: the content's key is derived from the archive's key and the header.
 * Inside, an entry is a name and pieces of content; the manifest at the end names each entry with its length and SHA-256, so that
 * an archive that ends early, or lacks a piece, is no archive.
 */
import { createHash, hkdfSync } from 'node:crypto'
import { createGunzip, createGzip } from 'node:zlib'
import { Readable, type Transform } from 'node:stream'
import { z } from 'zod'
import { BrokenStream, decrypted, encrypted } from './cipher.ts'

const MAGIC = Buffer.from('pitcrew-backup-1\n')
/** Four wrapped keys and a few words; anything longer is no header of ours. */
const HEADER_BYTES_MAX = 64 * 1024
/** Largest piece of an entry; longer ones are cut. */
const PIECE_BYTES_MAX = 1024 * 1024
const LENGTH_BYTES = 4
/** Kinds of frames. */
const [ENTRY, PIECE, MANIFEST] = [1, 2, 3] as const
/** Speed before size: most of it is text, which even the fastest level brings to a fifth. */
const GZIP = { level: 1 }

const headerSchema = z.object({
  createdAt: z.string(),
  /** Of the program. */
  version: z.string(),
  keys: z.array(z.object({ kind: z.enum(['master_key', 'recovery_key']), wrapped: z.base64() })).min(1),
})
export type ArchiveHeader = z.infer<typeof headerSchema>

const manifestSchema = z.object({
  entries: z.array(z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string() })),
})
export type ArchiveManifest = z.infer<typeof manifestSchema>

/** Content in pieces of any size. */
export interface ArchiveEntry {
  readonly name: string
  readonly content: AsyncIterable<Uint8Array>
}

/** The bytes of an archive. `key`: 32 bytes, for this archive only. */
export async function* archived(header: ArchiveHeader, key: Uint8Array, entries: AsyncIterable<ArchiveEntry>): AsyncGenerator<Buffer> {
  const text = Buffer.from(JSON.stringify(header))
  yield Buffer.concat([MAGIC, uint32(text.length), text])
  yield* encrypted(through(createGzip(GZIP), framed(entries)), contentKey(key, text))
}

async function* framed(entries: AsyncIterable<ArchiveEntry>): AsyncGenerator<Buffer> {
  const manifest: ArchiveManifest['entries'] = []
  for await (const { name, content } of entries) {
    yield frame(ENTRY, Buffer.from(name))
    const hash = createHash('sha256')
    let bytes = 0
    for await (const piece of content) {
      hash.update(piece)
      bytes += piece.byteLength
      for (let at = 0; at < piece.byteLength; at += PIECE_BYTES_MAX) {
        yield frame(PIECE, piece.subarray(at, at + PIECE_BYTES_MAX))
      }
    }
    manifest.push({ name, bytes, sha256: hash.digest('hex') })
  }
  yield frame(MANIFEST, Buffer.from(JSON.stringify({ entries: manifest })))
}

/** What stands before the encrypted part. */
export interface OpenedArchive {
  readonly header: ArchiveHeader
  /**
   * The entries in order; each content must be read before the next entry is asked for. Throws BrokenStream where the archive is
   * not what was written, at the latest after the last entry.
   */
  entries(key: Uint8Array): AsyncGenerator<ArchiveEntry, ArchiveManifest>
}

/** Reads the header. Throws BrokenStream when the bytes are no backup. */
export async function openArchive(bytes: AsyncIterable<Uint8Array>): Promise<OpenedArchive> {
  const reader = new PieceReader(bytes)
  if (!(await reader.take(MAGIC.length)).equals(MAGIC)) throw new BrokenStream('This file is no backup of Pitcrew.')
  const length = (await reader.take(LENGTH_BYTES)).readUInt32BE()
  if (length > HEADER_BYTES_MAX) throw new BrokenStream('This file is no backup of Pitcrew.')
  const text = await reader.take(length)
  const header = headerSchema.safeParse(JSON.parse(text.toString('utf8')))
  if (!header.success) throw new BrokenStream('This backup was made by a version of Pitcrew that this one does not know.')
  return { header: header.data, entries: (key) => unframed(through(createGunzip(), decrypted(reader.rest(), contentKey(key, text)))) }
}

async function* unframed(plain: AsyncIterable<Uint8Array>): AsyncGenerator<ArchiveEntry, ArchiveManifest> {
  const reader = new PieceReader(plain)
  const found: ArchiveManifest['entries'] = []
  let frame = await nextFrame(reader)
  while (frame.kind === ENTRY) {
    const entry = new EntryReader(frame.content.toString('utf8'), reader)
    yield { name: entry.name, content: entry.pieces() }
    frame = await entry.next()
    found.push(entry.result())
  }
  const manifest = manifestSchema.safeParse(JSON.parse(frame.content.toString('utf8')))
  if (!manifest.success || JSON.stringify(manifest.data.entries) !== JSON.stringify(found)) {
    throw new BrokenStream('The manifest does not fit the content.')
  }
  return manifest.data
}

interface Frame {
  readonly kind: number
  readonly content: Buffer
}

/** Reads the pieces of one entry, and those that nobody wanted. */
class EntryReader {
  readonly name: string
  readonly #reader: PieceReader
  readonly #hash = createHash('sha256')
  #bytes = 0
  /** The frame after the last piece. */
  #after: Frame | undefined

  constructor(name: string, reader: PieceReader) {
    this.name = name
    this.#reader = reader
  }

  async *pieces(): AsyncGenerator<Buffer> {
    for (let piece = await this.#piece(); piece; piece = await this.#piece()) yield piece
  }

  async next(): Promise<Frame> {
    while (!this.#after) await this.#piece()
    return this.#after
  }

  result(): ArchiveManifest['entries'][number] {
    return { name: this.name, bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }

  async #piece(): Promise<Buffer | undefined> {
    if (this.#after) return undefined
    const frame = await nextFrame(this.#reader)
    if (frame.kind !== PIECE) {
      this.#after = frame
      return undefined
    }
    this.#hash.update(frame.content)
    this.#bytes += frame.content.length
    return frame.content
  }
}

async function nextFrame(reader: PieceReader): Promise<Frame> {
  const head = await reader.take(1 + LENGTH_BYTES)
  const length = head.readUInt32BE(1)
  return { kind: head[0] ?? 0, content: await reader.take(length) }
}

/** Pieces of a stream as exactly the bytes that are asked for. */
class PieceReader {
  readonly #pieces: AsyncIterator<Uint8Array>
  #held: Buffer = Buffer.alloc(0)

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]()
  }

  async take(bytes: number): Promise<Buffer> {
    const parts: Buffer[] = [this.#held]
    let count = this.#held.length
    while (count < bytes) {
      const next = await this.#pieces.next()
      if (next.done === true) throw new BrokenStream('The end of the file is missing.')
      parts.push(Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength))
      count += next.value.byteLength
    }
    const all = parts.length === 1 ? this.#held : Buffer.concat(parts)
    this.#held = all.subarray(bytes)
    return all.subarray(0, bytes)
  }

  async *rest(): AsyncGenerator<Uint8Array> {
    yield this.#held
    for (let next = await this.#pieces.next(); next.done !== true; next = await this.#pieces.next()) yield next.value
  }
}

/** Node passes a failure of the source on to who reads the transform. */
function through(transform: Transform, source: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  const from = Readable.from(source, { objectMode: false })
  from.once('error', (error) => transform.destroy(error))
  // Who stops reading early stops the source too.
  transform.once('close', () => from.destroy())
  return from.pipe(transform)
}

function frame(kind: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(kind), uint32(content.byteLength), content])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(LENGTH_BYTES)
  bytes.writeUInt32BE(value)
  return bytes
}

function contentKey(key: Uint8Array, header: Uint8Array): Buffer {
  const salt = createHash('sha256').update(header).digest()
  return Buffer.from(hkdfSync('sha256', key, salt, 'pitcrew/1 backup content', 32))
}
