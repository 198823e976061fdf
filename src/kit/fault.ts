/**
 * The one error class. A fault has a code from a closed table, words for the person who meets it, and words for the log;
 * the two never mix, so that no secret and no stack reaches a screen.
 */

/** One row of a code table. `code` is `<area>.<name>`, stable for ever; `help` says what the person can do. */
export interface Code {
  readonly code: string
  /** HTTP status when the fault leaves through HTTP. */
  readonly status: number
  /** Whether the same request can succeed later without being changed. */
  readonly retryable: boolean
  readonly title: string
  readonly help: string
}

/** What is wrong with one field; `field` is a dotted path into the request (`body.addresses.3`). */
export interface FieldFault {
  readonly field: string
  readonly message: string
}

/** Builds an area's code table; each area has one, in one file, and every row gets an entry on the generated page of codes. */
export function defineCodes<const T extends Record<string, Omit<Code, 'code'>>>(area: string, table: T): { readonly [K in keyof T]: Code } {
  return Object.fromEntries(Object.entries(table).map(([name, row]) => [name, { code: `${area}.${name}`, ...row }])) as {
    [K in keyof T]: Code
  }
}

export interface FaultOptions {
  /** Shown to the caller: what happened, what was kept, what to do. Defaults to the code's title. */
  readonly detail?: string
  /** For the log only. */
  readonly internal?: string
  readonly cause?: unknown
  readonly fields?: readonly FieldFault[]
  /** Seconds after which trying again is sensible; sent as Retry-After. */
  readonly retryAfterSeconds?: number
}

/** A failure with a code. Expected outcomes are values, not faults; a fault says that a request cannot be carried out. */
export class Fault extends Error {
  readonly code: Code
  readonly publicMessage: string
  readonly internal: string | undefined
  readonly fields: readonly FieldFault[]
  readonly retryAfterSeconds: number | undefined

  constructor(code: Code, options: FaultOptions = {}) {
    super(options.internal ?? options.detail ?? code.title, { cause: options.cause })
    this.name = 'Fault'
    this.code = code
    this.publicMessage = options.detail ?? code.title
    this.internal = options.internal
    this.fields = options.fields ?? []
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** States what must be true whatever the input; a broken assumption is our defect and leaves as a 500. */
export function invariant(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Fault(common.internal, { internal: `invariant broken: ${what}` })
}

/** Codes that any route can answer with. */
export const common = defineCodes('common', {
  invalid_request: {
    status: 400,
    retryable: false,
    title: 'The request is not valid.',
    help: 'Mend the fields that are named, then send it again.',
  },
  unauthenticated: {
    status: 401,
    retryable: false,
    title: 'Sign in first.',
    help: 'Sign in, or send an API key as "Authorization: Bearer …".',
  },
  forbidden: {
    status: 403,
    retryable: false,
    title: 'You may not do this.',
    help: 'The answer names the missing permission; an owner can grant a role that has it.',
  },
  not_found: {
    status: 404,
    retryable: false,
    title: 'There is nothing here, or it is not yours to see.',
    help: 'Check the address. A record of a client you have no role for looks the same as one that does not exist.',
  },
  conflict: { status: 409, retryable: false, title: 'This clashes with what is there.', help: 'Read the current state and decide again.' },
  version_mismatch: {
    status: 412,
    retryable: false,
    title: 'Somebody changed this since you read it.',
    help: 'Look at how it stands now, then make your change again; a program sends the new ETag.',
  },
  precondition_required: {
    status: 428,
    retryable: false,
    title: 'Send the ETag of what you read as If-Match.',
    help: 'Read the record first; its ETag header is the value to send.',
  },
  too_large: {
    status: 413,
    retryable: false,
    title: 'The request is too large.',
    help: 'The answer says the limit in bytes; send less at once.',
  },
  unsupported_media_type: {
    status: 415,
    retryable: false,
    title: 'This content type is not understood here.',
    help: 'Send application/json.',
  },
  idempotency_mismatch: {
    status: 422,
    retryable: false,
    title: 'This idempotency key was used for another request.',
    help: 'Use a new key for a new request.',
  },
  too_slow: {
    status: 422,
    retryable: false,
    title: 'This takes longer to answer than is allowed.',
    help: 'Ask for less: a shorter time, fewer things, or words that are rarer.',
  },
  rate_limited: { status: 429, retryable: true, title: 'Too many requests.', help: 'Wait as long as Retry-After says.' },
  internal: {
    status: 500,
    retryable: true,
    title: 'Pitcrew made a mistake.',
    help: 'The request id finds it in the log. Nothing that was acknowledged is lost.',
  },
  store_unavailable: {
    status: 503,
    retryable: true,
    title: 'A database is not answering; it is being restarted.',
    help: 'Try again in a moment. `pitcrew doctor` says more.',
  },
})
