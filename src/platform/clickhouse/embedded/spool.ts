/**
 * Rows on their way into the engine. They go to a file that an `INSERT … FROM INFILE` reads, never into the text of a statement:
 * the engine would end the data at an empty line and run the rest as SQL.
 */
import fs from 'node:fs'
import { open, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'

export class TooLarge extends Error {}

export class Spool {
  readonly #folder: string
  #count = 0

  /** Empties the folder: what a killed predecessor left was never acknowledged. */
  constructor(folder: string) {
    fs.rmSync(folder, { recursive: true, force: true })
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#folder = folder
  }

  /**
   * Keeps the rows in a file while `insert` runs with a path to it. `insert` is not called when there are none.
   * Rejects with TooLarge past `bytesMax`.
   *
   * The path is that of our open descriptor, and the file has no name any more: so no sign in the data folder's path is taken
   * for a pattern by the engine (which would insert nothing, silently), and a killed process leaves nothing behind.
   */
  async hold(inline: string, body: Readable, bytesMax: number, insert: (file: string) => Promise<void>): Promise<void> {
    const name = path.join(this.#folder, String(++this.#count))
    const handle = await open(name, 'wx+', 0o600)
    try {
      await rm(name)
      if ((await write(handle, inline, body, bytesMax)) > 0) await insert(`/dev/fd/${handle.fd}`)
    } finally {
      await handle.close()
    }
  }
}

/** Returns the bytes written. Writes by position: where a descriptor is opened anew with its place in the file, that stays at the start. */
async function write(handle: FileHandle, inline: string, body: Readable, bytesMax: number): Promise<number> {
  let bytes = 0
  const append = async (chunk: Buffer) => {
    if (bytes + chunk.length > bytesMax) throw new TooLarge(`The rows are larger than ${bytesMax} bytes.`)
    for (let done = 0; done < chunk.length;) {
      const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, bytes + done)
      done += bytesWritten
    }
    bytes += chunk.length
  }
  if (inline !== '') await append(Buffer.from(inline))
  for await (const chunk of body) await append(chunk as Buffer)
  return bytes
}
