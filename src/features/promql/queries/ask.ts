/** Who asks, and what of it may be seen. */
import { Fault } from '#kit/fault.ts'
import { toUuid } from '#kit/ids.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { environmentsWithin } from '#core/catalog/public.ts'
import { reachOf } from '#core/identity/public.ts'
import { promqlCodes } from '../contract/codes.ts'
import { READ_SERIES } from '../contract/contract.ts'
import { first, readLength, readMoment, type Parameters } from '../contract/parameters.ts'

/** More than any installation has; each is 36 bytes of every statement. */
const ENVIRONMENTS_MAX = 1_000

export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'clickhouse'>
  readonly caller: Caller
  readonly parameters: Parameters
  /** Aborts when the caller hangs up. */
  readonly gone: AbortSignal
}

/** UUIDs of the environments that the caller may see, or of the one that is asked for if that is among them. */
export async function environmentsSeen({ platform, caller, parameters }: Ask): Promise<readonly string[]> {
  const places = await platform.work.read((tx) => environmentsWithin(tx, reachOf(caller, READ_SERIES), ENVIRONMENTS_MAX))
  const seen = places.map(({ id }) => id)
  const wanted = first(parameters, 'environment')
  if (wanted === undefined) return seen
  const id = toUuid('environment', wanted)
  // One that may not be seen is told like one that is not there: nothing is found in it.
  return seen.filter((each) => each === id)
}

/** Throws `promql.bad_parameter`. */
export function badParameter(name: string, why: string): Fault {
  return new Fault(promqlCodes.bad_parameter, { detail: `invalid parameter "${name}": ${why}` })
}

/** A parameter that has to be there. */
export function required(parameters: Parameters, name: string): string {
  const value = first(parameters, name)
  if (value === undefined) throw badParameter(name, 'it is missing')
  return value
}

/** The moment in milliseconds; `otherwise` when it was not sent. */
export function momentIn(parameters: Parameters, name: string, otherwise?: number): number {
  const text = otherwise === undefined ? required(parameters, name) : first(parameters, name)
  const moment = text === undefined ? otherwise : readMoment(text)
  if (moment === undefined) throw badParameter(name, `cannot parse ${JSON.stringify(text)} to a valid timestamp`)
  return moment
}

/** The length in milliseconds; undefined when it was not sent. */
export function lengthIn(parameters: Parameters, name: string): number | undefined {
  const text = first(parameters, name)
  if (text === undefined) return undefined
  const length = readLength(text)
  if (length === undefined) throw badParameter(name, `cannot parse ${JSON.stringify(text)} to a valid duration of more than nothing`)
  return length
}
