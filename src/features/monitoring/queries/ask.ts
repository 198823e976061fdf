/** A read of figures and who asks for it. */
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'

export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clickhouse' | 'clock'>
  readonly caller: Caller
}
