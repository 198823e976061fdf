/** A connection that opens is enough. */
import { aLook, type Look } from '../../domain/look.ts'
import type { TcpSettings } from '../../domain/settings.ts'
import { isLook, reach, type Asking } from './asking.ts'

export async function lookTcp({ platform, settings, timeLimitMs, isPrivateAllowed }: Asking<TcpSettings>): Promise<Look> {
  const { host, port } = settings
  const reached = await reach(platform.egress, { host, port, timeoutMs: timeLimitMs, privateAllowed: isPrivateAllowed })
  if (isLook(reached)) return reached
  reached.socket.destroy()
  return aLook('answered', { split: reached.split })
}
