/** Bodies that come packed, of protocols that take them as bytes. */
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { common, Fault } from '#kit/fault.ts'

const gunzip = promisify(zlib.gunzip)

/**
 * The bytes, unpacked when `encoding` says gzip; away from the main thread. Never more than `bytesMax`, whatever they claim: what
 * would be larger is refused as a body that is too large, and what is no gzip as one that cannot be read.
 */
export async function unpacked(
  bytes: Uint8Array,
  { encoding, bytesMax }: { encoding: string | undefined; bytesMax: number },
): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (encoding !== 'gzip')
    throw new Fault(common.unsupported_media_type, { detail: 'Taken are bodies as they are or with Content-Encoding: gzip.' })
  try {
    return await gunzip(bytes, { maxOutputLength: bytesMax })
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    if (isTooLarge) throw new Fault(common.too_large, { detail: `Unpacked it has more than ${bytesMax} bytes.`, cause: error })
    throw new Fault(common.invalid_request, { detail: 'The body is no gzip, although Content-Encoding says so.', cause: error })
  }
}
