/** Regular expressions run in ClickHouse, which alone knows whether they are any. */
import { Fault } from '#kit/fault.ts'
import { isBadPattern } from '#features/telemetry/public.ts'
import { promqlCodes } from '../contract/codes.ts'

/** A wrong regular expression is told to whoever wrote it: throws `promql.bad_expression`. */
export async function withPatternWords<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking
  } catch (error) {
    if (!isBadPattern(error)) throw error
    throw new Fault(promqlCodes.bad_expression, { detail: 'error parsing regexp: it is no regular expression of RE2', cause: error })
  }
}
