/** Which releases have source maps. */
import type { ReplyOf } from '#kit/contract.ts'
import { visibleEnvironments } from '../access/environment.ts'
import type { errorsContract } from '../contract/contract.ts'
import { listMappedReleases } from '../store/source-maps.ts'
import type { Ask } from './groups.ts'

/** Whoever ships more often looks at the latest. */
const RELEASES_MAX = 50

export function listSourceMaps(
  { platform, caller }: Ask,
  applicationId: string,
): Promise<ReplyOf<(typeof errorsContract)['listSourceMaps']>> {
  return platform.work.read(async (tx) => {
    const environments = await visibleEnvironments(tx, caller, applicationId)
    const nameOf = new Map(environments.map(({ id, name }) => [id, name]))
    const rows = await listMappedReleases(tx, { environmentIds: [...nameOf.keys()], limit: RELEASES_MAX })
    return { items: rows.map((row) => ({ ...row, environment: nameOf.get(row.environmentId) ?? '' })) }
  })
}
