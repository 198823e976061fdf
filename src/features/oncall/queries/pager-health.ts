/** How the pager itself is, for the settings page and `pitcrew doctor`. */
import { settingsOf } from '#core/operation/public.ts'
import type { HealthLine } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { deadManUrl } from '../contract/settings.ts'
import { pagerLines } from '../domain/pager-lines.ts'
import type { PagerFault } from '../domain/pager.ts'
import { findPager } from '../store/pager.ts'

/** `faults`: what stands still, as this process sees it; null where it does not look, such as on the command line. */
export async function pagerHealth(
  platform: Pick<Platform, 'work' | 'clock' | 'log'>,
  faults: readonly PagerFault[] | null,
): Promise<readonly HealthLine[]> {
  const [row, url] = await platform.work.read(
    async (tx) => [await findPager(tx), await settingsOf(platform).value(tx, deadManUrl)] as const,
  )
  return pagerLines({ ...row, faults, isCallWanted: url !== '', now: platform.clock.now() })
}
