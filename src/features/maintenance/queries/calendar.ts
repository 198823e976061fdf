/** Times of windows: as a calendar, as a feed, and as what a plan would meet. */
import { hashToken, reachOf, recipients } from '#core/identity/public.ts'
import { labelOf } from '#core/records/contract/kind.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { calendarText } from '#kit/icalendar.ts'
import { toId } from '#kit/ids.ts'
import { DAY_MS, later, type Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { ruleOf } from '../access/rule.ts'
import { claimApplication, expectWithin } from '../access/scope.ts'
import type { maintenanceContract } from '../contract/contract.ts'
import { conflictsOf, type Conflict } from '../domain/conflicts.ts'
import { READ_WINDOWS } from '../domain/permissions.ts'
import { expand } from '../domain/recurrence.ts'
import { AHEAD_MS } from '../domain/words.ts'
import { findFeedOwner } from '../store/feeds.ts'
import { occurrencesBetween, type TimedOccurrence } from '../store/occurrences.ts'
import type { Ask } from './windows.ts'

type Calendar = (typeof maintenanceContract)['listCalendar']
type Preview = (typeof maintenanceContract)['previewWindow']

/** As many as a month of a hundred applications has. */
const SHOWN_MAX = 1_000
/** Looked at while there are others' among them. */
const READ_MAX = 10_000
/** Shown before somebody plans. */
const PREVIEW_MAX = 5
const FEED_BEFORE_MS = 30 * DAY_MS

export function listCalendar({ platform, caller }: Ask, { query }: HandledOf<Calendar>): Promise<ReplyOf<Calendar>> {
  const { from, to, applicationId } = query
  if (to <= from || to - from > AHEAD_MS)
    throw new Fault(common.invalid_request, { fields: [{ field: 'query.to', message: 'must be within 100 days after from' }] })
  return platform.work.read(async (tx) => {
    const rows = await seenBetween(tx, caller, { from, to, ...(applicationId === undefined ? {} : { applicationIds: [applicationId] }) })
    return { items: rows.slice(0, SHOWN_MAX).map(shownOf), isCut: rows.length > SHOWN_MAX }
  })
}

function shownOf({
  id,
  windowId,
  number,
  title,
  kind,
  applicationId,
  state,
  startsAt,
  endsAt,
}: TimedOccurrence): ReplyOf<Calendar>['items'][number] {
  const label = labelOf('maintenance_window', number)
  // Skipped ones are not read.
  return { id, windowId, label, title, kind, applicationId, state: state as 'planned', startsAt, endsAt }
}

async function seenBetween(
  tx: Tx,
  caller: Caller,
  of: { readonly from: Instant; readonly to: Instant; readonly applicationIds?: readonly string[] },
): Promise<readonly TimedOccurrence[]> {
  reachOf(caller, READ_WINDOWS)
  const rows = await occurrencesBetween(tx, { ...of, limit: READ_MAX })
  return rows.filter(({ clientId, applicationId }) => caller.may(READ_WINDOWS, { clientId, applicationId, audience: 'internal' }))
}

/** When it would take place, and what it would meet there. */
export function previewWindow({ platform, caller }: Ask, { body }: HandledOf<Preview>): Promise<ReplyOf<Preview>> {
  return platform.work.read(async (tx) => {
    await claimApplication(tx, caller, body.applicationId)
    await expectWithin(tx, body)
    const now = platform.clock.now()
    const to = later(now, AHEAD_MS)
    const schedule = { ...body, rule: body.rule === null ? null : ruleOf(body.rule) }
    const { planned, missing } = await expand(schedule, now, to)
    const last = planned.at(-1)?.endsAt ?? to
    const others = await seenBetween(tx, caller, { from: now, to: last > to ? last : to, applicationIds: [body.applicationId] })
    const freezesReleases = body.kind === 'freeze' || body.freezesReleases
    const conflicts = conflictsOf({ ...body, freezesReleases, spans: planned }, windowsOf(others, body.windowId))
    return { occurrences: planned.slice(0, PREVIEW_MAX), missing: [...missing], conflicts: conflicts.map(conflictOf) }
  })
}

function windowsOf(rows: readonly TimedOccurrence[], exceptId: string | null) {
  const byWindow = new Map<string, TimedOccurrence[]>()
  for (const row of rows) {
    if (row.windowId === exceptId) continue
    const spans = byWindow.get(row.windowId)
    if (spans) spans.push(row)
    else byWindow.set(row.windowId, [row])
  }
  return [...byWindow.values()].flatMap((spans) => spans.slice(0, 1).map((head) => ({ ...head, spans })))
}

function conflictOf({ with: other, at, reason }: Conflict<TimedOccurrence & { readonly spans: readonly TimedOccurrence[] }>) {
  const { windowId, number, title } = other
  return { windowId, label: labelOf('maintenance_window', number), title, at, reason }
}

/** A calendar file of what the person sees now. Throws `common.not_found` for an address that is none, or whose person left. */
export async function readFeed(platform: Pick<Platform, 'work' | 'clock' | 'config'>, address: string): Promise<string> {
  const now = platform.clock.now()
  return platform.work.read(async (tx) => {
    const personId = await findFeedOwner(tx, hashToken(address.replace(/\.ics$/, '')))
    const [reader] = personId === undefined ? [] : await recipients(tx, [personId])
    if (reader === undefined || !reader.caller.holds(READ_WINDOWS)) throw new Fault(common.not_found)
    const rows = await seenBetween(tx, reader.caller, { from: later(now, -FEED_BEFORE_MS), to: later(now, AHEAD_MS) })
    const entries = rows.slice(0, SHOWN_MAX).map((row) => ({
      uid: `${row.id}@pitcrew`,
      title: `${labelOf('maintenance_window', row.number)} ${row.title}`,
      text: row.publicText,
      from: row.startsAt,
      to: row.endsAt,
      url: `${platform.config.publicUrl}/windows/${toId('maintenance_window', row.windowId)}`,
      version: row.version,
    }))
    return calendarText('Pitcrew windows', entries, now)
  })
}
