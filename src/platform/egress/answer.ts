/**
 * Reads an answer's body within its limit. Decoded bytes count, and they count while they arrive: a few kilobytes that unpack
 * to gigabytes are cut at the limit, not after.
 */
import { pipeline } from 'node:stream/promises'
import { Writable, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { EgressError } from './connector.ts'

/** What we can unpack; sent as Accept-Encoding. */
export const ENCODINGS_ACCEPTED = 'gzip, deflate, br'

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
}

export interface ReadAnswer {
  /** Without content-encoding and content-length when the bytes were unpacked. */
  readonly headers: Record<string, string>
  readonly bytes: Uint8Array
}

/** Throws EgressError `response_too_large`; what the stream itself throws passes through. */
export async function readBody(stream: Readable, headers: Record<string, string>, bytesMax: number): Promise<ReadAnswer> {
  if (Number(headers['content-length']) > bytesMax) {
    stream.destroy()
    throw tooLarge(bytesMax)
  }
  const decoder = decoders[headers['content-encoding']?.trim().toLowerCase() ?? '']
  const chunks: Buffer[] = []
  let bytes = 0
  const collect = new Writable({
    write(chunk: Buffer, _, done) {
      bytes += chunk.length
      chunks.push(chunk)
      done(bytes > bytesMax ? tooLarge(bytesMax) : null)
    },
  })
  await (decoder ? pipeline(stream, decoder(), collect) : pipeline(stream, collect))
  const { 'content-encoding': _encoding, 'content-length': _length, ...decoded } = headers
  return { headers: decoder ? decoded : headers, bytes: Buffer.concat(chunks) }
}

/** Names in lower case; several lines of one name are joined by a comma. */
export function plainHeaders(raw: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(raw)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return plain
}

const tooLarge = (bytesMax: number): EgressError => new EgressError('response_too_large', `The answer is larger than ${bytesMax} bytes.`)
