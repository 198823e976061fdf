/** A handshake with a certificate that is trusted, names what it should, and has days left. */
import { aLook, type Look } from '../../domain/look.ts'
import type { TlsSettings } from '../../domain/settings.ts'
import { isLook, reach, type Asking } from './asking.ts'
import { secure } from './secure.ts'

export async function lookTls({ platform, settings, timeLimitMs, isPrivateAllowed }: Asking<TlsSettings>): Promise<Look> {
  const { host, port, names, authority, certificateDaysMin: daysMin } = settings
  const startMs = performance.now()
  const reached = await reach(platform.egress, { host, port, timeoutMs: timeLimitMs, privateAllowed: isPrivateAllowed })
  if (isLook(reached)) return reached
  const remainingMs = timeLimitMs - (performance.now() - startMs)
  const secured = await secure(reached.socket, { host, names, authority, daysMin, remainingMs, now: platform.clock.now() })
  if (isLook(secured)) return { ...secured, split: reached.split }
  secured.socket.destroy()
  return aLook('answered', { split: { ...reached.split, tls: secured.tlsMs }, certificateDays: secured.certificateDays })
}
