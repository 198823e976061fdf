/** The slowest statements of an environment, over all its watched databases. */
import { environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { limitFor, planOf, standingOf } from '#core/plan/public.ts'
import type { ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, later } from '#kit/time.ts'
import { internal } from '../access/place.ts'
import type { databasesContract } from '../contract/contract.ts'
import { READ_DATABASES } from '../domain/permissions.ts'
import { DATABASES_PER_APPLICATION_MAX } from '../domain/words.ts'
import { listSlow } from '../store/statements.ts'
import { listWatched } from '../store/watched.ts'
import type { Ask } from './ask.ts'

/** A handful to begin with; all stand on the page of their database. */
const SHOWN_MAX = 5

/** Throws `common.not_found` for an application or environment that is not there or not the caller's to see. */
export async function listSlowStatements(
  { platform, caller }: Ask,
  { applicationId, environmentId }: { readonly applicationId: string; readonly environmentId: string },
): Promise<ReplyOf<(typeof databasesContract)['listSlowStatements']>> {
  const { watched, limit } = await platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
    if (!scope) throw new Fault(common.not_found)
    requirePermission(caller, READ_DATABASES, internal(scope))
    if (!(await environmentsOf(tx, applicationId)).some(({ id }) => id === environmentId)) throw new Fault(common.not_found)
    const plan = await planOf(platform).effective({ clientId: scope.clientId, applicationId }, { tx })
    return {
      watched: await listWatched(tx, { environmentIds: [environmentId], limit: DATABASES_PER_APPLICATION_MAX }),
      limit: limitFor(plan, 'query_time'),
    }
  })
  const nameOf = new Map(watched.map(({ id, name }) => [id, name]))
  const from = later(platform.clock.now(), -DAY_MS)
  const rows =
    watched.length === 0
      ? []
      : await listSlow(platform.clickhouse, { environmentId, databaseIds: [...nameOf.keys()], from, limit: SHOWN_MAX })
  return {
    databases: watched.length,
    limit: limit ?? null,
    items: rows.map((row) => ({
      ...row,
      database: nameOf.get(row.databaseId) ?? '',
      standing: standingOf({ value: row.meanMs, volume: row.calls }, limit),
    })),
  }
}
