/** The secret address at which a calendar program finds somebody's windows. */
import { hashToken, newToken, signedIn } from '#core/identity/public.ts'
import type { Platform } from '#platform/platform.ts'
import { putFeed } from '../store/feeds.ts'
import type { Act } from './act.ts'

/** Returns the address, which is never shown again. The one before ends. */
export async function makeFeed({
  platform,
  caller,
}: Act & { readonly platform: Pick<Platform, 'config'> }): Promise<{ readonly url: string }> {
  const token = newToken()
  const { personId } = signedIn(caller)
  await platform.work.run((tx) => putFeed(tx, { personId, tokenHash: hashToken(token), at: platform.clock.now() }))
  return { url: `${platform.config.publicUrl}/api/pitcrew/v1/window-feeds/${token}.ics` }
}
