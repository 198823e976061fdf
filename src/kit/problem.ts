/** Every error on the wire: an RFC 9457 problem document. The server writes it, the browser's client reads it. */
import type { FieldFault } from './fault.ts'

export interface Problem {
  /** Address of the code's entry on the page of codes. */
  readonly type: string
  readonly title: string
  readonly status: number
  /** What happened, what was kept, what to do. */
  readonly detail: string
  /** What one can do about this code; absent where the detail says it. */
  readonly help?: string
  /** `<area>.<name>`, stable for ever. */
  readonly code: string
  /** Finds the request in the log. */
  readonly requestId: string
  /** Whether the same request can succeed later without being changed. */
  readonly retryable: boolean
  /** Present when single fields are to blame. */
  readonly errors?: readonly FieldFault[]
}
