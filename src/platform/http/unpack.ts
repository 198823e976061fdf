/** Bodies that come packed, of protocols that take them as bytes. */
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { common, Fault } from '#kit/fault.ts'

const unpackers = { gzip: promisify(zlib.gunzip), deflate: promisify(zlib.inflate), br: promisify(zlib.brotliDecompress) }
type Packing = keyof typeof unpackers

/**
 * The bytes, unpacked as `encoding` says; away from the main thread. Never more than `bytesMax`, whatever they claim: what would be
 * larger is refused as a body that is too large, and what is not packed so as one that cannot be read. Only gzip unless `packings` says.
 */
export async function unpacked(
  bytes: Uint8Array,
  {
    encoding,
    bytesMax,
    packings = ['gzip'],
  }: { readonly encoding: string | undefined; readonly bytesMax: number; readonly packings?: readonly Packing[] },
): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const packing = packings.find((one) => one === encoding)
  if (packing === undefined) {
    const detail = `Taken are bodies as they are or with Content-Encoding: ${packings.join(', ')}.`
    throw new Fault(common.unsupported_media_type, { detail })
  }
  try {
    return await unpackers[packing](bytes, { maxOutputLength: bytesMax })
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    if (isTooLarge) throw new Fault(common.too_large, { detail: `Unpacked it has more than ${bytesMax} bytes.`, cause: error })
    throw new Fault(common.invalid_request, { detail: `The body is no ${packing}, although Content-Encoding says so.`, cause: error })
  }
}
