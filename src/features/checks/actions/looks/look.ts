/** One look at whatever kind, with how the prober itself was meanwhile. Never throws. */
import type { Platform } from '#platform/platform.ts'
import { aLook, type Look } from '../../domain/look.ts'
import type { Settings } from '../../domain/settings.ts'
import { asksForControl, trusted } from '../../domain/verdict.ts'
import type { Asking } from './asking.ts'
import type { Controls } from './controls.ts'
import { looks } from './looks.ts'

export interface LookNeeds {
  readonly platform: Pick<Platform, 'egress' | 'work' | 'clock' | 'logger'>
  readonly controls: Controls
}

/** The secret is opened inside, because a master key that is missing is a fault like any other. */
type Wanted = Omit<Asking<Settings>, 'platform' | 'secret'> & { readonly secret: () => string | null }

export async function look({ platform, controls }: LookNeeds, asking: Wanted): Promise<Look> {
  const startMs = performance.now()
  const found = await looked(platform, asking)
  const endMs = performance.now()
  const { timeLimitMs } = asking
  const own = asksForControl(found.reason) ? await controls.own() : { ownNameServer: null, ownNetwork: null }
  if (found.reason === 'answered') controls.noteAnswer()
  return trusted(
    { ...found, ms: found.ms > 0 ? found.ms : endMs - startMs },
    { stalledMs: controls.stalledMs(startMs, endMs), timeLimitMs, ...own },
  )
}

async function looked(platform: LookNeeds['platform'], asking: Wanted): Promise<Look> {
  try {
    const of = (await looks[asking.settings.kind]()) as (given: Asking<Settings>) => Promise<Look>
    return await of({ ...asking, platform, secret: asking.secret() })
  } catch (error) {
    platform.logger.error({ err: error, kind: asking.settings.kind, check: asking.checkId ?? null }, 'a check could not be looked at')
    return aLook('look_failed')
  }
}
