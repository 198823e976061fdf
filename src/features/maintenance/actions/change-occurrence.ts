/** Changing one time of a window: leaving it out, moving it, extending it, ending it early. */
import { windowOccurrenceChanged } from '#events/maintenance.ts'
import { common, Fault } from '#kit/fault.ts'
import { later, toIso } from '#kit/time.ts'
import { claimWindow } from '../access/scope.ts'
import { maintenanceCodes } from '../contract/codes.ts'
import { judgeOccurrenceChange, type ChangeRefusal, type OccurrenceChange } from '../domain/occurrence.ts'
import { REMIND_BEFORE_MS } from '../domain/words.ts'
import { findOccurrence, updateOccurrence } from '../store/occurrences.ts'
import { tell, type Act, type Writing } from './act.ts'
import { turn } from './turn.ts'

const refusalWords: Readonly<Record<ChangeRefusal, string>> = {
  is_over: 'It is over and stays as it was.',
  has_started: 'It is under way: it can only be extended or ended.',
  in_the_past: 'It cannot be moved into the past.',
  too_short: 'It must last a minute at least.',
  too_long: 'It would last longer than a year.',
  too_far: 'That is too far ahead; plan a window of its own.',
}

export function changeOccurrence(
  { platform, caller }: Act,
  { windowId, id, change }: { readonly windowId: string; readonly id: string; readonly change: OccurrenceChange },
): Promise<void> {
  return platform.work.run(async (tx) => {
    const claimed = await claimWindow(tx, caller, { id: windowId })
    const to: Writing = { platform, tx, at: platform.clock.now(), actor: caller.ref }
    const one = await findOccurrence(tx, { windowId, id })
    if (one === undefined) throw new Fault(common.not_found)
    const judged = judgeOccurrenceChange(one, change, to.at)
    if (!judged.ok) throw new Fault(maintenanceCodes.occurrence_not_changeable, { detail: refusalWords[judged.reason] })
    const { next, what } = judged
    if (what === null) return
    const isMoved = what === 'moved'
    await updateOccurrence(tx, {
      ...one,
      ...next,
      plannedEndsAt: isMoved ? next.endsAt : one.plannedEndsAt,
      isReminded: isMoved ? next.startsAt < later(to.at, REMIND_BEFORE_MS) : one.isReminded,
    })
    const before = { beforeStartsAt: toIso(one.startsAt), beforeEndsAt: toIso(one.endsAt) }
    await tell(to, claimed, { event: windowOccurrenceChanged, span: next, more: { occurrenceId: id, what, ...before } })
    await turn(to, claimed)
  })
}
