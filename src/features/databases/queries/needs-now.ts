/** Databases that cannot be read, for the first screen. */
import { toId } from '#kit/ids.ts'
import type { NowItem } from '#platform/module.ts'
import { activeEnvironments, environmentPlaces } from '#core/catalog/public.ts'
import { internal } from '../access/place.ts'
import { READ_DATABASES } from '../domain/permissions.ts'
import { listUnreachable, type WatchedRow } from '../store/watched.ts'
import type { Ask } from './ask.ts'
import { reasonSentence } from '../domain/reason-words.ts'

/** The longest unreachable first, of all clients; what the caller may not see is left out afterwards. */
const UNREACHABLE_MAX = 1_000
/** A screen of them says enough. */
const SHOWN_MAX = 20

export async function needsNow({
  platform,
  caller,
}: Pick<Ask, 'caller'> & { readonly platform: Pick<Ask['platform'], 'work'> }): Promise<readonly NowItem[]> {
  const seen = await platform.work.read(async (tx) => {
    const rows = await listUnreachable(tx, UNREACHABLE_MAX)
    const environmentIds = rows.map(({ environmentId }) => environmentId)
    const [places, active] = [await environmentPlaces(tx, environmentIds), await activeEnvironments(tx, environmentIds)]
    return rows.filter(({ environmentId }) => {
      const place = places.get(environmentId)
      return place && active.has(environmentId) && caller.may(READ_DATABASES, internal(place.scope))
    })
  })
  return seen.slice(0, SHOWN_MAX).map(itemOf)
}

function itemOf({ id, name, reason, stateSince }: WatchedRow): NowItem {
  return {
    band: 'burning',
    key: 'databases.unreachable',
    values: { name, database_reason: reason ?? 'failed' },
    title: `The database ${name} cannot be read`,
    reason: reasonSentence(reason ?? 'failed'),
    href: `/databases/${toId('database', id)}`,
    since: stateSince,
  }
}
