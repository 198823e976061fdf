/**
 * Segments: what was acknowledged and still waits for its store, in files of the data folder. A record is on the disk before
 * `append` resolves; records that come while the disk is writing share its next write. A segment is ended, read, and removed when
 * its records are where they belong; after a crash everything that was acknowledged is there, and what was being written when the
 * power went ends the segment.
 *
 *     segment  magic, version (8 bytes), records
 *     record   length (4), CRC-32 of the bytes (4), the bytes; numbers little-endian
 *     bundle   the same with the highest bit of the length set; its bytes are records, each as its length (4) and its bytes
 *
 * A bundle is for what must be there whole or not at all: with one checksum over all of its records a crash cannot part them.
 *
 * Own code, because databases for this job also sort, index and compact what here is written once, read once and thrown away.
 * It knows nothing of what a record says, and holds no record in memory.
 */
import fs from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import { uuidv7 } from 'uuidv7'

export interface SegmentsOptions {
  /** Made when missing. Nobody else writes there: the lock of the data folder is held. */
  readonly folder: string
  /** All segments together, those set aside among them; beyond it `append` refuses. */
  readonly bytesMax: number
  /** A segment that has grown to this is ended by itself, so that reading one takes a bounded memory. */
  readonly segmentBytesMax: number
  /** What the disk must have left for others before a record is taken. */
  readonly freeBytesMin: number
}

/** Why a record was not taken; nothing of it is kept. */
export class SegmentsRefused extends Error {
  readonly reason: 'full' | 'disk_full'

  constructor(reason: 'full' | 'disk_full', options?: ErrorOptions) {
    super(`a segment takes no record: ${reason}`, options)
    this.name = 'SegmentsRefused'
    this.reason = reason
  }
}

export interface SegmentContent {
  /** In the order in which they were taken. */
  readonly records: readonly Buffer[]
  /** Bytes at the end that are no whole record: they were being written when the machine or the disk failed, and never acknowledged. */
  readonly tornBytes: number
}

const MAGIC = Buffer.from('pitseg1\n')
const HEAD_BYTES = 8
/** A record has 32 MB at most, so that this bit of its length is free. */
const BUNDLE_BIT = 0x8000_0000
/** The checksum of a bundle begins here, so that a lone record whose bit was turned over is no bundle. */
const BUNDLE_SEED = 1
const LENGTH_BYTES = 4
const ENDING = '.segment'
/** What could not be kept is set aside under this ending, to be looked at and renamed back. */
const ASIDE_ENDING = '.aside'

interface Waiting {
  readonly head: Buffer
  readonly record: Uint8Array
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

interface Current {
  readonly name: string
  readonly file: FileHandle
  /** Up to the last record that is on the disk. */
  bytes: number
}

export class Segments {
  readonly #options: SegmentsOptions
  /** Ended segments with their sizes; a Map keeps the order. */
  readonly #ended = new Map<string, number>()
  #current: Current | undefined
  /** Of ended segments and of those set aside: summing them up would cost every record more, the longer the store is away. */
  #restBytes = 0
  #waiting: Waiting[] = []
  #waitingBytes = 0
  /** What became of the record that came last. */
  #latest: Promise<void> = Promise.resolve()
  #turn: Promise<void> = Promise.resolve()
  #isWriting = false

  private constructor(options: SegmentsOptions) {
    this.#options = options
  }

  /** Finds what an earlier process left; all of it counts as ended. */
  static async open(options: SegmentsOptions): Promise<Segments> {
    await mkdir(options.folder, { recursive: true, mode: 0o700 })
    const segments = new Segments(options)
    for (const file of (await readdir(options.folder)).toSorted()) {
      const { size } = await stat(path.join(options.folder, file))
      if (file.endsWith(ENDING)) segments.#ended.set(file.slice(0, -ENDING.length), size)
      if (file.endsWith(ENDING) || file.endsWith(ASIDE_ENDING)) segments.#restBytes += size
    }
    return segments
  }

  /** Bytes of all segments. */
  get bytes(): number {
    return this.#restBytes + (this.#current?.bytes ?? 0)
  }

  /** Resolves when the record is on the disk. Throws SegmentsRefused, or what the disk says. */
  append(record: Uint8Array): Promise<void> {
    return this.#append(record, record.length, crc32(record))
  }

  /** Resolves when all of them are on the disk; after a crash either all are there or none is. Throws as `append` does. */
  appendTogether(records: readonly Uint8Array[]): Promise<void> {
    const [only] = records
    if (only === undefined) return Promise.resolve()
    if (records.length === 1) return this.append(only)
    const bundle = Buffer.concat(records.flatMap((record) => [lengthOf(record), record]))
    return this.#append(bundle, (bundle.length | BUNDLE_BIT) >>> 0, crc32(bundle, BUNDLE_SEED))
  }

  #append(record: Uint8Array, length: number, checksum: number): Promise<void> {
    const bytes = HEAD_BYTES + record.length
    if (this.bytes + this.#waitingBytes + bytes > this.#options.bytesMax) return Promise.reject(new SegmentsRefused('full'))
    const head = Buffer.allocUnsafe(HEAD_BYTES)
    head.writeUInt32LE(length, 0)
    head.writeUInt32LE(checksum, 4)
    this.#waitingBytes += bytes
    this.#latest = new Promise((resolve, reject) => {
      this.#waiting.push({ head, record, resolve, reject })
      if (!this.#isWriting) void this.#write()
    })
    return this.#latest
  }

  /** Ends the segment that is being written, so that it can be read; every record that came before is in an ended one then. */
  async end(): Promise<void> {
    await this.#latest.catch(() => undefined) // Whoever brought it was told.
    await this.#inTurn(() => this.#end())
  }

  /** Names of the ended segments, the oldest first. A name is never used again. */
  ended(): readonly string[] {
    return [...this.#ended.keys()]
  }

  /** The records of an ended segment. What is torn ends it; nothing behind a torn record was acknowledged. */
  async read(name: string): Promise<SegmentContent> {
    const bytes = await readFile(this.#path(name))
    const records: Buffer[] = []
    let at = bytes.subarray(0, MAGIC.length).equals(MAGIC) ? MAGIC.length : bytes.length
    if (at === bytes.length && bytes.length > MAGIC.length) return { records, tornBytes: bytes.length }
    for (let found = recordAt(bytes, at); found; found = recordAt(bytes, at)) {
      for (const record of found.isBundle ? recordsIn(found.bytes) : [found.bytes]) records.push(record)
      at += HEAD_BYTES + found.bytes.length
    }
    return { records, tornBytes: bytes.length - at }
  }

  async remove(name: string): Promise<void> {
    await rm(this.#path(name), { force: true })
    this.#restBytes -= this.#ended.get(name) ?? 0
    this.#ended.delete(name)
  }

  /** Keeps a segment whose records nobody takes out of the way of the others. Returns the path of the file. */
  async setAside(name: string): Promise<string> {
    const aside = path.join(this.#options.folder, `${name}${ASIDE_ENDING}`)
    await rename(this.#path(name), aside)
    this.#ended.delete(name)
    return aside
  }

  /** One write after the other; a record that comes meanwhile joins the next. */
  async #write(): Promise<void> {
    this.#isWriting = true
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0)
      await this.#inTurn(() => this.#writeGroup(group)).then(
        () => group.forEach(({ resolve }) => resolve()),
        (error: Error) => group.forEach(({ reject }) => reject(error)),
      )
      this.#waitingBytes -= group.reduce((sum, { record }) => sum + HEAD_BYTES + record.length, 0)
    }
    this.#isWriting = false
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    const current = (this.#current ??= await this.#begin())
    try {
      const { bytesWritten, buffers } = await current.file.writev(
        group.flatMap(({ head, record }) => [head, record]),
        current.bytes,
      )
      const bytes = buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0)
      if (bytesWritten < bytes) throw Object.assign(new Error('the disk took a part only'), { code: 'ENOSPC' })
      await current.file.datasync()
      current.bytes += bytes
      if (current.bytes >= this.#options.segmentBytesMax) await this.#end()
    } catch (error) {
      await this.#abandon(current)
      refuseWhenFull(error)
    }
  }

  async #begin(): Promise<Current> {
    const { folder, freeBytesMin } = this.#options
    const { bavail, bsize } = await statfs(folder)
    if (bavail * bsize < freeBytesMin) throw new SegmentsRefused('disk_full')
    const name = uuidv7()
    const file = await open(this.#path(name), 'wx', 0o600).catch(refuseWhenFull)
    try {
      await file.writev([MAGIC])
      await syncFolder(folder)
      return { name, file, bytes: MAGIC.length }
    } catch (error) {
      await file.close()
      await rm(this.#path(name), { force: true })
      return refuseWhenFull(error)
    }
  }

  async #end(): Promise<void> {
    const current = this.#current
    if (!current) return
    this.#current = undefined
    this.#ended.set(current.name, current.bytes)
    this.#restBytes += current.bytes
    await current.file.close()
  }

  /** After a failed write: what was acknowledged before stays, the rest is cut off, and the next record begins a new segment. */
  async #abandon(current: Current): Promise<void> {
    // Should even this fail, the torn record ends the segment when it is read.
    await current.file.truncate(current.bytes).catch(() => undefined)
    await this.#end()
  }

  #inTurn(run: () => Promise<void>): Promise<void> {
    const mine = this.#turn.then(run)
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  #path(name: string): string {
    return path.join(this.#options.folder, `${name}${ENDING}`)
  }
}

function recordAt(bytes: Buffer, at: number): { readonly bytes: Buffer; readonly isBundle: boolean } | undefined {
  if (at + HEAD_BYTES > bytes.length) return undefined
  const length = bytes.readUInt32LE(at)
  const isBundle = length >= BUNDLE_BIT
  const end = at + HEAD_BYTES + (isBundle ? length - BUNDLE_BIT : length)
  if (end > bytes.length) return undefined
  const record = bytes.subarray(at + HEAD_BYTES, end)
  return crc32(record, isBundle ? BUNDLE_SEED : 0) === bytes.readUInt32LE(at + 4) ? { bytes: record, isBundle } : undefined
}

/** The checksum has said that they are whole. */
function recordsIn(bundle: Buffer): readonly Buffer[] {
  const records: Buffer[] = []
  for (let at = 0; at < bundle.length;) {
    const end = at + LENGTH_BYTES + bundle.readUInt32LE(at)
    records.push(bundle.subarray(at + LENGTH_BYTES, end))
    at = end
  }
  return records
}

function lengthOf(record: Uint8Array): Buffer {
  const length = Buffer.allocUnsafe(LENGTH_BYTES)
  length.writeUInt32LE(record.length, 0)
  return length
}

function refuseWhenFull(error: unknown): never {
  const { code } = error as NodeJS.ErrnoException
  throw code === 'ENOSPC' || code === 'EDQUOT' ? new SegmentsRefused('disk_full', { cause: error }) : error
}

/** A new file is found after a power cut only when its folder was written too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, fs.constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
