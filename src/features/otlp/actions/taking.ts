/** What takes a request of any signal: where it may write, and how a request that cannot be read is counted. */
import { Fault } from '#kit/fault.ts'
import type { Platform } from '#platform/platform.ts'
import { tallyOf, type Source } from '#features/telemetry/public.ts'
import { otlpCodes } from '../contract/codes.ts'
import { REPEATED_LENGTH_MAX } from '../domain/limits.ts'
import type { Shape } from '../domain/shape.ts'
import { readBody, tooLarge, type Body } from './read-body.ts'

export type Needs = Pick<Platform, 'config' | 'clock'>

/** Of whom a request is. */
export type Sender = Omit<Source, 'protocol'>

/** What a signal sends. */
export interface Message<T> {
  readonly shape: Shape<T>
  /** In characters: what is said once and stands with each item once it is kept. */
  readonly repeated?: (request: T) => number
}

/** Throws what `readBody` throws, and `otlp.too_large` for what becomes too much once it is kept; counted. */
export async function readCounted<T>(platform: Needs, source: Source, { shape, repeated }: Message<T>, body: Body): Promise<T> {
  try {
    const request = await readBody(shape, body)
    if (repeated && repeated(request) > REPEATED_LENGTH_MAX)
      throw tooLarge(`${REPEATED_LENGTH_MAX} characters of resources, counted with each of their items`)
    return request
  } catch (error) {
    const outcome = error instanceof Fault && error.code.status === otlpCodes.too_large.status ? 'too_large' : 'malformed'
    tallyOf(platform).rejected({ source, at: platform.clock.now(), bytes: body.bytes.length }, outcome, 0)
    throw error
  }
}
