/** Pages that wait for somebody, for whoever looks at the first screen. */
import { toId } from '#kit/ids.ts'
import { DAY_MS, later } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { NowItem } from '#platform/module.ts'
import { READ_PAGES, WRITE_DUTY } from '../domain/permissions.ts'
import type { ReachFinding } from '../domain/reachability.ts'
import { listPages, type PageRow } from '../store/pages.ts'
import { unreachable, type ReachNeeds } from './reachability.ts'

/** What is older was answered elsewhere; the list of pages still has it. */
const LOOKED_BACK_MS = 30 * DAY_MS
const LOOKED_AT_MAX = 1_000
/** More on one screen tell nobody more. */
const SHOWN_MAX = 50

export async function needsNow(needs: ReachNeeds, caller: Caller): Promise<readonly NowItem[]> {
  return [...(await waitingPages(needs, caller)), ...(await openSlots(needs, caller))]
}

async function waitingPages({ platform }: ReachNeeds, caller: Caller): Promise<readonly NowItem[]> {
  const since = later(platform.clock.now(), -LOOKED_BACK_MS)
  const rows = await platform.work.read((tx) => listPages(tx, { isOver: false, since, limit: LOOKED_AT_MAX }))
  const seen = rows.filter(({ state, ...row }) => state !== 'acknowledged' && caller.may(READ_PAGES, { ...row, audience: 'internal' }))
  return seen.slice(0, SHOWN_MAX).map(itemOf)
}

/** One line for each schedule, of its soonest slot: told to whoever can mend it, what only wants a try is on the page of duty alone. */
async function openSlots(needs: ReachNeeds, caller: Caller): Promise<readonly NowItem[]> {
  if (!caller.holds(WRITE_DUTY)) return []
  const found = (await unreachable(needs)).filter(({ finding }) => finding !== 'not_tested')
  const first = new Map(found.toReversed().map((one) => [one.scheduleId, one]))
  return [...first.values()].map(({ scheduleId, schedule, slot, finding }) => ({
    band: 'breaching',
    key: `oncall.reach_${finding}`,
    values: { schedule },
    title: `Duty of ${schedule} may reach nobody`,
    reason: REACH_REASONS[finding],
    href: `/on-call?schedule=${toId('duty_schedule', scheduleId)}`,
    since: slot.from,
  }))
}

const REACH_REASONS: Readonly<Record<ReachFinding, string>> = {
  nobody: 'Nobody is on duty in one of the next 14 days.',
  not_active: 'Whoever is on duty has no active account.',
  no_channel: 'Whoever is on duty has no channel but the console.',
  not_verified: 'Whoever is on duty has proved no channel.',
  quiet_at_night: 'Whoever is on duty at night has no channel that breaks silent mode.',
  not_tested: 'No channel of whoever is on duty was tried within 7 days.',
}

const REASONS: Readonly<Record<string, string>> = {
  open: 'A page waits for somebody to acknowledge it.',
  unanswered: 'Everybody who could be asked was asked, and nobody answered.',
  unreached: 'Nobody who was asked could be reached; the page says why.',
  held: 'It pages when business hours begin.',
}

function itemOf({ id, title, state, reason, openedAt }: PageRow): NowItem {
  const name = state === 'unanswered' && reason === 'nobody_reached' ? 'unreached' : state
  return {
    band: state === 'held' ? 'due' : 'burning',
    key: `oncall.${name}`,
    values: { title },
    title,
    reason: REASONS[name] ?? '',
    href: `/pages/${toId('page', id)}`,
    since: openedAt,
  }
}
