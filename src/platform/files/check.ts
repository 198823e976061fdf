/** What both stores share: the form of a digest and the check that `doctor` runs. */
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Fault } from '#kit/fault.ts'
import type { FileStore } from './files.ts'

const CHECK_BYTES = 1_024

export const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)

/** Writes, reads and removes random bytes; one sentence about `where` when that does not work. */
export async function checkRoundTrip(store: Omit<FileStore, 'sweep' | 'check'>, where: string): Promise<string | undefined> {
  const content = randomBytes(CHECK_BYTES)
  try {
    const { digest } = await store.put(Readable.from([content]), CHECK_BYTES)
    const back = await store.get(digest)
    const same = back !== undefined && content.equals(await buffer(back))
    await store.remove(digest)
    return same ? undefined : `A file written to ${where} did not come back as it was.`
  } catch (error) {
    return `Files cannot be kept in ${where}: ${wordsOf(error)}`
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof Fault) return error.internal ? `${error.publicMessage} (${error.internal})` : error.publicMessage
  return (error as Error).message
}
