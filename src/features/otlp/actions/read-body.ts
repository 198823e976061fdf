/** From the body of a request to the message in it: unpacked within bounds, and read in the form that it says it has. */
import { Fault } from '#kit/fault.ts'
import { parseJson } from '#platform/http/json.ts'
import { unpacked } from '#platform/http/unpack.ts'
import { otlpCodes } from '../contract/codes.ts'
import { UNPACKED_BYTES_MAX } from '../domain/limits.ts'
import { decodeJson, decodeWire, PARTS_MAX, type Shape } from '../domain/shape.ts'

/** A body as it came. */
export interface Body {
  readonly bytes: Buffer
  readonly form: 'protobuf' | 'json'
  /** As Content-Encoding says; undefined for none. */
  readonly encoding: string | undefined
}

/** Throws a Fault with a code of `otlpCodes`, or one of those that `unpacked` throws. */
export async function readBody<T>(message: Shape<T>, { bytes, form, encoding }: Body): Promise<T> {
  const whole = await unpacked(bytes, { encoding, bytesMax: UNPACKED_BYTES_MAX })
  const read = form === 'json' ? decodeJson(message, json(whole)) : decodeWire(message, whole)
  if ('value' in read) return read.value
  throw read.broken === 'too_many_parts' ? tooLarge(`${PARTS_MAX} messages, attributes and numbers`) : malformed(read.detail)
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
