/** An error as it is kept: what happened, where, in which release, for whom; without secrets and without a name of anybody. */
import type { Texts } from './read.ts'

export const LEVELS = ['fatal', 'error', 'warning', 'info', 'debug'] as const
export type Level = (typeof LEVELS)[number]

/** One call of a stack. Lines and columns count from 1; null when nobody said. */
export interface Frame {
  /** Path as its build knows it, or the address of a script. */
  readonly file: string
  readonly function: string
  readonly module: string
  readonly line: number | null
  readonly column: number | null
  /** Whether it is the application's own code. */
  readonly inApp: boolean
  /** Source around the line, when the client sends it; `code` is the line itself. */
  readonly before: readonly string[]
  readonly code: string
  readonly after: readonly string[]
}

export interface Exception {
  readonly type: string
  readonly value: string
  /** Whether the program caught it; null when nobody said. */
  readonly handled: boolean | null
  /** The innermost call last. */
  readonly frames: readonly Frame[]
}

/** Something that happened before the error. */
export interface Crumb {
  /** RFC 3339; empty when nobody said. */
  readonly at: string
  readonly category: string
  readonly level: string
  readonly message: string
  readonly data: Texts
}

/** A script and the id that its build gave it, by which its source map is found. */
export interface DebugImage {
  readonly file: string
  readonly debugId: string
}

/** What is shown of one error and looked for by nobody. */
export interface ErrorDetail {
  readonly message: string
  /** The cause first, the error that was reported last. */
  readonly exceptions: readonly Exception[]
  readonly crumbs: readonly Crumb[]
  readonly request: Texts
  readonly contexts: Texts
  readonly extra: Texts
  readonly images: readonly DebugImage[]
  readonly sdk: string
}

export interface ErrorEvent {
  /** 32 hexadecimal digits, chosen by the client. */
  readonly id: string
  /** Milliseconds since 1970; undefined when nobody said. */
  readonly at: number | undefined
  readonly level: Level
  readonly platform: string
  readonly release: string
  readonly transaction: string
  /** 32 and 16 hexadecimal digits; empty when it belongs to no trace. */
  readonly traceId: string
  readonly spanId: string
  readonly tags: Texts
  /** What the client says the error is to be grouped by; empty when it leaves that to us. */
  readonly fingerprint: readonly string[]
  /** The text of a message before its values were put in; empty when there is none. */
  readonly template: string
  readonly detail: ErrorDetail
}
