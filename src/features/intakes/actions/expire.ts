/** Ends what does not come again, and what a removed source has left behind. */
import { endOutside, placeOf, turnOutside, type OutsideAlert } from '#features/alerting/public.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../access/needs.ts'
import { TAKEN_AT_ONCE } from '../domain/limits.ts'
import { listExpired, setResolved } from '../store/alerts.ts'
import { deleteSource, findSource } from '../store/sources.ts'
import { addTally } from '../store/tally.ts'
import { outsideOf, watchEnds } from './take.ts'

/** Name of what falls due as long as something is left of a removed source. */
export const TAKE_APART = 'intakes.take_apart'

const OVER = {
  state: 'resolved',
  severity: 'notify',
  title: '',
  ruleName: '',
  labels: {},
  component: null,
  link: null,
  runbookUrl: null,
} as const

/** Some at once; the rest follows a moment later. */
export async function expireAlerts(needs: Needs, tx: Tx, sourceId: string): Promise<void> {
  const source = await findSource(tx, sourceId)
  const place = source && (await placeOf(needs, source.environmentId, source.applicationId))
  if (source === undefined || source.removedAt !== null || place === undefined) return
  const at = needs.clock.now()
  const targets = (await listExpired(tx, { sourceId, at, limit: TAKEN_AT_ONCE })).map(({ target }) => target)
  if (targets.length > 0) {
    const alerts = targets.map((target): OutsideAlert => ({ ...OVER, target }))
    await turnOutside(needs, tx, { place, source: outsideOf(source), alerts })
    await setResolved(tx, { sourceId, targets, at })
    await addTally(tx, { sourceId, at, counted: [{ outcome: 'expired', alerts: targets.length }] })
  }
  await watchEnds(needs, tx, sourceId)
}

/** Ends the alerts of a removed source, then forgets it. */
export async function takeApart(needs: Needs, tx: Tx, sourceId: string): Promise<void> {
  const source = await findSource(tx, sourceId)
  if (source === undefined) return
  const place = await placeOf(needs, source.environmentId, source.applicationId)
  const isMore = place !== undefined && (await endOutside(needs, tx, { place, source: outsideOf(source) }))
  if (isMore) await needs.due.set(tx, { kind: TAKE_APART, record: sourceId, at: needs.clock.now() })
  else await deleteSource(tx, sourceId)
}
