/** A check as the prober holds it, and what it was found to be. */
import type { Grid } from './schedule.ts'
import type { Settings } from './settings.ts'
import type { Look } from './look.ts'
import type { Instant } from '#kit/time.ts'
import { LOCATION } from './limits.ts'
import { BLIND_SLOTS, changesState, verdict, type Standing } from './verdict.ts'

export interface Watched extends Grid {
  /** UUID */
  readonly environmentId: string
  readonly settings: Settings
  readonly sealedSecret: Uint8Array | null
  readonly timeLimitMs: number
  readonly retries: number
  readonly isPrivateAllowed: boolean
  readonly standing: Standing
  /** The last slots, the latest last. */
  readonly slots: readonly Pick<Look, 'reason' | 'detail'>[]
}

/** The same with one more slot; no more are held than a verdict looks at. */
export function withSlot(watched: Watched, { reason, detail }: Look): Watched {
  return { ...watched, slots: [...watched.slots, { reason, detail }].slice(-BLIND_SLOTS) }
}

/** A state that is to be written, over the one that was read. */
export interface Changed {
  /** UUID of the check. */
  readonly id: string
  readonly before: Standing
  readonly next: Standing
}

/** Undefined: it is what it was. */
export function changeOf({ id, slots, standing }: Watched, now: Instant): Changed | undefined {
  const next = verdict([{ location: LOCATION, slots }])
  return changesState(standing, next) ? { id, before: standing, next: { ...next, since: now } } : undefined
}
