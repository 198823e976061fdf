/**
 * Makes findings of signals that are away from their baselines, each hour. It reads what monitoring has judged and nothing that was
 * measured, so that it fits into the transaction of what falls due.
 */
import { activeApplication, environmentsOf, scopeOf } from '#core/catalog/public.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { internal, standingsOf } from '../access/place.ts'
import { deviation } from '../domain/deviations.ts'
import { nextDeviations } from '../domain/rhythm.ts'
import { listCurrent } from '../store/findings.ts'
import { LOOKER, type Telling } from './act.ts'
import { endLost, note, stillAway } from './look.ts'

/** Names the rows of the due table; their record is the application. */
export const DEVIATIONS_DUE = 'resources.deviations'

/** Archived applications are not looked at any more; the first look after one was brought back begins anew. */
export async function fallDeviations(platform: Pick<Platform, 'clock' | 'log' | 'due'>, tx: Tx, applicationId: string): Promise<void> {
  const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
  if (scope === undefined || !(await activeApplication(tx, applicationId))) return
  const at = platform.clock.now()
  const standings = await standingsOf(tx, await environmentsOf(tx, applicationId))
  const to: Telling = { platform, tx, actor: LOOKER, scope: internal(scope), at }
  const standing = (await listCurrent(tx, applicationId)).filter(({ kind }) => kind === 'deviates')
  for (const one of standings.flatMap((each) => deviation(each) ?? []))
    await note(to, applicationId, { one, standing: standing.find(({ fingerprint }) => fingerprint === one.fingerprint) })
  await endLost(to, standing, new Set(stillAway(standings)))
  await platform.due.set(tx, { kind: DEVIATIONS_DUE, record: applicationId, at: nextDeviations(at) })
}
