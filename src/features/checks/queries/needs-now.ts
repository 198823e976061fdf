/** What is down, for whoever looks at the first screen. */
import { toId } from '#kit/ids.ts'
import type { NowItem } from '#platform/module.ts'
import { environmentPlaces, type EnvironmentPlace } from '#core/catalog/public.ts'
import { reasonWords } from '../contract/reason-words.ts'
import { READ_CHECKS } from '../domain/permissions.ts'
import { listDown, type CheckRow } from '../store/checks.ts'
import type { Ask } from './checks.ts'

/** The longest down first, of all clients; what the caller may not see is left out afterwards. */
const DOWN_MAX = 1_000
/** More on one screen tell nobody more. */
const SHOWN_MAX = 100

/** Production burns; of anything else somebody should know. */
export async function needsNow({
  platform,
  caller,
}: Pick<Ask, 'caller'> & { readonly platform: Pick<Ask['platform'], 'work'> }): Promise<readonly NowItem[]> {
  const found = await platform.work.read(async (tx) => {
    const rows = await listDown(tx, DOWN_MAX)
    const places = await environmentPlaces(
      tx,
      rows.map(({ environmentId }) => environmentId),
    )
    return rows.flatMap((row) => {
      const place = places.get(row.environmentId)
      return place && caller.may(READ_CHECKS, place.scope) ? [{ row, place }] : []
    })
  })
  return found.slice(0, SHOWN_MAX).map(({ row, place }) => itemOf(row, place))
}

function itemOf({ id, name, applicationId, reason, detail, since }: CheckRow, { name: environment, kind }: EnvironmentPlace): NowItem {
  return {
    band: kind === 'production' ? 'burning' : 'waiting',
    key: `checks.${reason}`,
    values: { name, environment, detail },
    title: `${name} is down in ${environment}`,
    reason: reasonWords(reason, detail),
    href: `/applications/${toId('application', applicationId)}?tab=checks&check=${toId('check', id)}`,
    since,
  }
}
