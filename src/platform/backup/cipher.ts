/**
 * Encryption of a stream of any length: chunks of 64 KiB, each AES-256-GCM under the same key with a counter as nonce, whose last
 * byte marks the end (the STREAM construction, https://eprint.iacr.org/2015/189). A chunk that is changed, moved, left out or cut
 * off is noticed; memory stays at a chunk. A key may encrypt one stream only.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto'

export const CHUNK_BYTES = 64 * 1024
const TAG_BYTES = 16
const NONCE_BYTES = 12

/** What was read is not what was written, or under another key. */
export class BrokenStream extends Error {}

/** `plain` in pieces of any size. */
export async function* encrypted(plain: AsyncIterable<Uint8Array>, key: Uint8Array): AsyncGenerator<Buffer> {
  let index = 0
  for await (const { chunk, isLast } of chunksOf(plain, CHUNK_BYTES)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(index++, isLast))
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()])
  }
}

/** Throws BrokenStream at the first chunk that is not as it was written; what came before it is genuine. */
export async function* decrypted(sealed: AsyncIterable<Uint8Array>, key: Uint8Array): AsyncGenerator<Buffer> {
  let index = 0
  for await (const { chunk, isLast } of chunksOf(sealed, CHUNK_BYTES + TAG_BYTES)) yield openChunk(chunk, key, nonce(index++, isLast))
}

function openChunk(chunk: Buffer, key: Uint8Array, iv: Buffer): Buffer {
  if (chunk.length < TAG_BYTES) throw new BrokenStream('The end of the file is missing.')
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAuthTag(chunk.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(chunk.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch (cause) {
    throw new BrokenStream('The file was changed or cut off.', { cause })
  }
}

function nonce(index: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(NONCE_BYTES)
  bytes.writeUIntBE(index, NONCE_BYTES - 7, 6)
  bytes[NONCE_BYTES - 1] = isLast ? 1 : 0
  return bytes
}

/** Pieces of exactly `size` bytes; the last one has the rest, which may be nothing. */
async function* chunksOf(pieces: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<{ chunk: Buffer; isLast: boolean }> {
  let held: Buffer[] = []
  let heldBytes = 0
  for await (const piece of pieces) {
    held.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength))
    heldBytes += piece.byteLength
    // One byte more than a chunk must be there: only then is it not the last.
    if (heldBytes <= size) continue
    const all = Buffer.concat(held)
    let at = 0
    for (; all.length - at > size; at += size) yield { chunk: all.subarray(at, at + size), isLast: false }
    held = [all.subarray(at)]
    heldBytes = all.length - at
  }
  yield { chunk: Buffer.concat(held), isLast: true }
}
