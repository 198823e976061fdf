/** From the body of a request to the message in it: unpacked within bounds, and read in the form that it says it has. */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { common, Fault } from '#kit/fault.ts'
import { parseJson } from '#platform/http/json.ts'
import { otlpCodes } from '../contract/codes.ts'
import { UNPACKED_BYTES_MAX } from '../domain/limits.ts'
import { decodeJson, decodeWire, PARTS_MAX, type Shape } from '../domain/shape.ts'

const unzip = promisify(gunzip)

/** A body as it came. */
export interface Body {
  readonly bytes: Buffer
  readonly form: 'protobuf' | 'json'
  /** As Content-Encoding says; undefined for none. */
  readonly encoding: string | undefined
}

/** Throws a Fault with a code of `otlpCodes`, or `common.unsupported_media_type`. */
export async function readBody<T>(message: Shape<T>, { bytes, form, encoding }: Body): Promise<T> {
  const unpacked = await unpack(bytes, encoding)
  const read = form === 'json' ? decodeJson(message, json(unpacked)) : decodeWire(message, unpacked)
  if ('value' in read) return read.value
  throw read.broken === 'too_many_parts' ? tooLarge(`${PARTS_MAX} messages, attributes and numbers`) : malformed(read.detail)
}

async function unpack(bytes: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return bytes
  if (encoding !== 'gzip') throw new Fault(common.unsupported_media_type, { detail: 'Send the body packed by gzip, or not packed.' })
  try {
    return await unzip(bytes, { maxOutputLength: UNPACKED_BYTES_MAX })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(`${UNPACKED_BYTES_MAX} bytes unpacked`)
    throw malformed('The body is not packed by gzip, though Content-Encoding says so', cause)
  }
}

function json(bytes: Buffer): unknown {
  try {
    return parseJson(bytes) ?? {}
  } catch (cause) {
    throw malformed((cause as Fault).publicMessage, cause)
  }
}

function malformed(what: string | undefined, cause?: unknown): Fault {
  const detail = what === undefined ? {} : { detail: `${what.replace(/\.$/, '')}. Nothing of the request was kept.` }
  return new Fault(otlpCodes.malformed, { ...detail, cause })
}

/** The fault for a request that holds more than it may. */
export function tooLarge(what: string): Fault {
  return new Fault(otlpCodes.too_large, { detail: `A request may hold at most ${what}. Nothing of it was kept.` })
}
