/**
 * Takes a stream to a temporary file of its own while counting and digesting it, so that the name (the digest) is known before
 * anything appears under it, memory stays flat whatever the size, and a broken upload leaves nothing behind.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, type Instant } from '#kit/time.ts'
import { filesCodes } from './codes.ts'
import type { StoredFile } from './files.ts'

/** An upload that takes longer than this has died with its process. */
const LEFTOVER_AFTER_MS = DAY_MS

/** A whole upload on the local disk, flushed. */
export interface IncomingFile extends StoredFile {
  readonly path: string
}

/** Removes what uploads of dead processes left; others may be under way, so only what is old goes. */
export async function sweepIncoming(folder: string, now: Instant): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await stat(path).catch(ignoreAbsence)
    if (found && found.mtimeMs < now - LEFTOVER_AFTER_MS) await rm(path, { force: true })
  }
}

/** One upload on its way in. */
export interface Upload {
  readonly content: Readable
  readonly bytesMax: number
  /** Folder for the temporary file. */
  readonly folder: string
  /** See FileStore.put. */
  readonly announce: ((file: StoredFile) => Promise<void>) | undefined
}

/**
 * Hands the received file to `keep` and removes it afterwards unless `keep` has moved it away. Throws `common.too_large` past
 * `bytesMax` and `files.no_space` on a full disk; what the stream itself throws passes through.
 */
export async function receive<T>({ content, bytesMax, folder, announce }: Upload, keep: (file: IncomingFile) => Promise<T>): Promise<T> {
  const path = join(folder, randomUUID())
  try {
    const written = await writeAside(content, bytesMax, path)
    await announce?.(written)
    return await keep({ path, ...written })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new Fault(filesCodes.no_space, { cause: error })
    throw error
  } finally {
    content.destroy()
    await rm(path, { force: true })
  }
}

async function writeAside(content: Readable, bytesMax: number, path: string): Promise<StoredFile> {
  const file = await open(path, 'wx', 0o600)
  try {
    const written = await writeAll(content, bytesMax, file)
    await file.sync()
    return written
  } finally {
    await file.close()
  }
}

async function writeAll(content: Readable, bytesMax: number, file: FileHandle): Promise<StoredFile> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of content as AsyncIterable<Buffer | string>) {
    const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    bytes += buffer.length
    if (bytes > bytesMax) throw new Fault(common.too_large, { detail: `The file is larger than ${bytesMax} bytes.` })
    hash.update(buffer)
    await file.appendFile(buffer)
  }
  return { digest: hash.digest('hex'), bytes }
}

/** For stat and open: what is not there is undefined, any other failure stays one. */
export function ignoreAbsence(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}
