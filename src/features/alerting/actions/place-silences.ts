/** Silences that a tool adds and ends for the one environment that its key is of. */
import { common, Fault } from '#kit/fault.ts'
import { toId } from '#kit/ids.ts'
import type { Tx } from '#platform/work.ts'
import type { WatchedPlace } from '../access/rule-book.ts'
import type { Matcher } from '../domain/silence.ts'
import { lockSilence, type SilenceRow } from '../store/silences.ts'
import { system, type AlertNeeds } from './about.ts'
import { addSilence, closeSilence, type NewSilence } from './silences.ts'

/** Beside what the tool says, it fits alerts of this environment only. Throws as adding a silence does. */
export function addPlaceSilence(
  platform: AlertNeeds,
  tx: Tx,
  place: WatchedPlace,
  wanted: Omit<NewSilence, 'applicationId'>,
): Promise<SilenceRow> {
  const { id: applicationId, scope } = place.application
  const here: Matcher = { field: 'environment', name: '', operator: 'is', value: toId('environment', place.environmentId) }
  const silence = { ...wanted, applicationId, matchers: [here, ...wanted.matchers] }
  return addSilence(platform, tx, { wanted: silence, scope, authorId: null, actor: system })
}

/** Throws `common.not_found` for one that is not of this environment alone, or `alerting.silence_over`. */
export async function endPlaceSilence(platform: AlertNeeds, tx: Tx, place: WatchedPlace, id: string): Promise<void> {
  const row = await lockSilence(tx, id)
  const isHere = row?.matchers.some(
    ({ field, operator, value }) => field === 'environment' && operator === 'is' && value === place.environmentId,
  )
  if (row === undefined || !isHere) throw new Fault(common.not_found, { detail: 'No silence of this environment alone has this id.' })
  await closeSilence(platform, tx, { row, actor: system })
}
