/** What takes a request of any signal: where it may write, and how a request that cannot be read is counted. */
import { Fault } from '#kit/fault.ts'
import type { Platform } from '#platform/platform.ts'
import { tallyOf, type Source } from '#features/telemetry/public.ts'
import { otlpCodes } from '../contract/codes.ts'
import type { Shape } from '../domain/shape.ts'
import { readBody, type Body } from './read-body.ts'

export type Needs = Pick<Platform, 'config' | 'clock'>

/** Of whom a request is. */
export type Sender = Omit<Source, 'protocol'>

/** Throws what `readBody` throws, once it is counted. */
export async function readCounted<T>(platform: Needs, source: Source, message: Shape<T>, body: Body): Promise<T> {
  try {
    return await readBody(message, body)
  } catch (error) {
    const outcome = error instanceof Fault && error.code === otlpCodes.too_large ? 'too_large' : 'malformed'
    tallyOf(platform).rejected({ source, at: platform.clock.now(), bytes: body.bytes.length }, outcome, 0)
    throw error
  }
}
