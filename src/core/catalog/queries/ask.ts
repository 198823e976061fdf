/** Who asks, on which platform. */
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'

export interface Ask {
  readonly platform: Pick<Platform, 'work'>
  readonly caller: Caller
}
