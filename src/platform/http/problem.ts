/** Faults as RFC 9457 problem documents, and every other error as a fault. Nothing of an unknown error reaches the caller. */
import { common, Fault } from '#kit/fault.ts'
import type { Problem } from '#kit/problem.ts'

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'
/** The page of codes; a problem's `type` is this address with the code as anchor. */
export const CODES_PATH = '/api/errors'
/** For faults that can be tried again and do not say when. */
const RETRY_AFTER_SECONDS_DEFAULT = 2

/** The fault as the caller sees it: nothing of `internal`, `cause` or the stack. */
export function toProblem(fault: Fault, requestId: string, publicUrl: string): Problem {
  const { code, status, title, help, retryable } = fault.code
  const detail = fault.publicMessage
  const problem = {
    type: `${publicUrl}${CODES_PATH}#${code}`,
    title,
    status,
    detail,
    ...(help === detail ? {} : { help }),
    code,
    requestId,
    retryable,
  }
  return fault.fields.length > 0 ? { ...problem, errors: fault.fields } : problem
}

/** Seconds for Retry-After; undefined when waiting does not help. A 500 is not promised to be better later. */
export function retryAfterOf(fault: Fault): number | undefined {
  if (fault.retryAfterSeconds !== undefined) return Math.max(1, Math.ceil(fault.retryAfterSeconds))
  return fault.code.retryable && fault.code.status !== 500 ? RETRY_AFTER_SECONDS_DEFAULT : undefined
}

/** What the route takes. */
export interface Taken {
  readonly bodyBytesMax: number
  readonly mediaType: string
}

/** Any error as a fault. What the route takes is told when something else was sent. */
export function asFault(error: unknown, { bodyBytesMax, mediaType }: Taken): Fault {
  if (error instanceof Fault) return error
  const { code, statusCode, message } = error as { code?: unknown; statusCode?: unknown; message?: unknown }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Fault(common.too_large, { detail: `A request here may have at most ${bodyBytesMax} bytes.` })
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Fault(common.unsupported_media_type, { detail: `Send the body as ${mediaType}.` })
  // What remains of fastify's own refusals speaks of the caller's request only: a bad URL, a content length that does not fit.
  const isRefusal = typeof code === 'string' && code.startsWith('FST_') && typeof statusCode === 'number' && statusCode < 500
  if (isRefusal) return new Fault(common.invalid_request, { detail: `${String(message)}.`, cause: error })
  return new Fault(common.internal, { cause: error, internal: error instanceof Error ? error.message : String(error) })
}
