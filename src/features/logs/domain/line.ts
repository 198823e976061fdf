/** One line of a log as every way in hands it over, whatever its sender calls it. */
import type { Instant } from '#kit/time.ts'

/** Flat pairs: name, value, name, value. Of a name that comes again the first stays. */
export type Pairs = readonly string[]

/** What sent lines. Lines of the same sender share one object, so that it is scrubbed and stored once for all of them. */
export interface Resource {
  /** `service.name`, or what comes closest; empty when nobody said. */
  readonly service: string
  /** All else that is known of the sender, such as `host.name`. */
  readonly attributes: Pairs
}

export interface Line {
  /** When it happened, by the clock of whoever wrote it; null when the line does not say, then it is the time at which it came. */
  readonly at: Instant | null
  /** When a collector on its way saw it; null when none did. */
  readonly observedAt: Instant | null
  /** OpenTelemetry's: 1–4 trace, 5–8 debug, 9–12 info, 13–16 warn, 17–20 error, 21–24 fatal; 0 when nobody said. */
  readonly severity: number
  readonly body: string
  readonly attributes: Pairs
  readonly resource: Resource
  /** 32 hexadecimal digits in lower case, or empty. */
  readonly traceId: string
  /** 16 hexadecimal digits in lower case, or empty. */
  readonly spanId: string
}
