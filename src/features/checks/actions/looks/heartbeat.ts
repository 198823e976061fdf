/** Looks at what was heard: nothing is asked, what is watched reports itself. */
import { common, Fault } from '#kit/fault.ts'
import { judgeHeartbeat } from '../../domain/heartbeat.ts'
import { aLook, type Look } from '../../domain/look.ts'
import type { HeartbeatSettings } from '../../domain/settings.ts'
import { findHeard } from '../../store/heartbeats.ts'
import type { Asking } from './asking.ts'

export async function lookHeartbeat({ platform, settings, checkId }: Asking<HeartbeatSettings>): Promise<Look> {
  if (checkId === undefined) return aLook('not_looked_yet')
  try {
    const heard = await platform.work.read((tx) => findHeard(tx, checkId))
    return heard ? judgeHeartbeat(heard, settings, platform.clock.now()) : aLook('not_looked_yet')
  } catch (error) {
    if (error instanceof Fault && error.code === common.store_unavailable) return aLook('store_away')
    throw error
  }
}
