/** Planning windows and changing them. */
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import { insertRecord, findRecord, updateRecord } from '#core/records/public.ts'
import { windowCancelled, windowChanged, windowEnded, windowPlanned } from '#events/maintenance.ts'
import type { Scope } from '#kit/event.ts'
import type { HandledOf } from '#kit/contract.ts'
import { Fault, invariant } from '#kit/fault.ts'
import { later } from '#kit/time.ts'
import { ruleOf } from '../access/rule.ts'
import { claimApplication, claimWindow, expectWithin, type Claimed } from '../access/scope.ts'
import { maintenanceCodes } from '../contract/codes.ts'
import type { maintenanceContract, windowChange } from '../contract/contract.ts'
import { windowKind } from '../contract/kind.ts'
import type { Span } from '../domain/conflicts.ts'
import { expand, overlapsItself, type Schedule } from '../domain/recurrence.ts'
import { AHEAD_MS } from '../domain/words.ts'
import { deleteStray, deleteUntouched, findOpen, updateOccurrence } from '../store/occurrences.ts'
import { insertWindow, updateWindow, type WindowRow } from '../store/windows.ts'
import { tell, type Act, type Writing } from './act.ts'
import { turn, WINDOW_TURN } from './turn.ts'

type Creation = HandledOf<(typeof maintenanceContract)['planWindow']>['body']
type Change = z.output<typeof windowChange>

/** Returns the UUID. */
export function planWindow({ platform, caller }: Act, body: Creation): Promise<string> {
  return platform.work.run(async (tx) => {
    const scope = await claimApplication(tx, caller, body.applicationId)
    await expectWithin(tx, body)
    const to: Writing = { platform, tx, at: platform.clock.now(), actor: caller.ref }
    const rule = body.rule === null ? null : ruleOf(body.rule)
    const createdBy = caller.ref.kind === 'person' ? caller.ref.id : null
    return addWindow(to, { scope, title: body.title, row: { ...body, ...effectsOf(body), rule, id: uuidv7(), planKey: null, createdBy } })
  })
}

export interface NewWindow {
  readonly scope: Scope
  readonly title: string
  readonly row: WindowRow
}

/** Returns the UUID. Throws `maintenance.schedule_not_possible`. */
export async function addWindow(to: Writing, { scope, title, row }: NewWindow): Promise<string> {
  const span = await expectPossible(to, row)
  const { clientId, applicationId } = scope
  const draft = { id: row.id, clientId, applicationId, title, state: 'planned' as const, dueAt: span.startsAt, facts: row, at: to.at }
  await insertRecord(to.tx, windowKind, draft)
  await insertWindow(to.tx, row)
  const record = await findRecord(to.tx, row.id)
  invariant(record, 'a record is there once it was written')
  await tell(to, { record, window: row }, { event: windowPlanned, span })
  await turn(to, { record, window: row })
  return row.id
}

/** Changes or cancels one that is still at `version`, or at any when none is said. */
export function changeWindow(
  { platform, caller }: Act,
  { id, version, change }: { readonly id: string; readonly version?: number | undefined; readonly change: Change },
): Promise<void> {
  return platform.work.run(async (tx) => {
    const claimed = await claimWindow(tx, caller, { id, version })
    const to: Writing = { platform, tx, at: platform.clock.now(), actor: caller.ref }
    const { state, ...values } = change
    if (claimed.window.planKey !== null && (state !== undefined || PLANNED_FIELDS.some((field) => values[field] !== undefined)))
      throw new Fault(maintenanceCodes.follows_plan)
    if (state === 'cancelled') return cancelWindow(to, claimed)
    const rule = typeof values.rule === 'string' ? { rule: ruleOf(values.rule) } : {}
    await expectWithin(tx, { ...claimed.window, ...defined(values) })
    return rewriteWindow(to, claimed, { ...values, ...rule })
  })
}

const SCHEDULE = ['zone', 'startsLocal', 'durationMinutes', 'rule'] as const
/** What a window of the plan has from there. */
const PLANNED_FIELDS = ['title', ...SCHEDULE] as const

/** Writes what is different, and nothing when nothing is. */
export async function rewriteWindow(to: Writing, claimed: Claimed, change: Omit<Change, 'state'>): Promise<void> {
  const { record } = claimed
  const { title = record.title, ...values } = defined(change)
  const merged = { ...claimed.window, ...values }
  const window = { ...merged, ...effectsOf(merged) }
  const fields = changedFields({ ...claimed.window, title: record.title }, { ...window, title })
  const revived = record.state === 'cancelled'
  if (fields.length === 0 && !revived) return
  const span = SCHEDULE.some((field) => fields.includes(field)) ? await reschedule(to, window) : await nextSpan(to, window)
  const { id, version, clientId, applicationId, dueAt } = record
  const state = revived ? 'planned' : (record.state as 'planned')
  const next = { ...record, title, state, version: version + 1 }
  await updateRecord(to.tx, windowKind, { id, version, clientId, applicationId, title, state, dueAt, facts: window, at: to.at })
  await updateWindow(to.tx, window)
  await tell(to, { record: next, window }, revived ? { event: windowPlanned, span } : { event: windowChanged, span, more: { fields } })
  await turn(to, { record: next, window })
}

/** What is under way ends, and nothing follows. */
export async function cancelWindow(to: Writing, claimed: Claimed): Promise<void> {
  const { record, window } = claimed
  const span = await nextSpan(to, window)
  for (const one of await findOpen(to.tx, window.id)) {
    if (one.state !== 'under_way') continue
    const ended = { ...one, state: 'ended' as const, endsAt: to.at }
    await updateOccurrence(to.tx, ended)
    await tell(to, claimed, { event: windowEnded, span: ended, more: { stayedInside: null, reason: 'cancelled' } })
  }
  const { id, version, title, clientId, applicationId } = record
  const draft = { id, version, title, clientId, applicationId, state: 'cancelled' as const, dueAt: null, facts: window, at: to.at }
  await updateRecord(to.tx, windowKind, draft)
  await tell(to, claimed, { event: windowCancelled, span })
  await to.platform.due.clear(to.tx, { kind: WINDOW_TURN, record: id })
}

/** Writes the times anew; those that were moved or left out stay so where the rule still asks for them. */
async function reschedule(to: Writing, window: WindowRow): Promise<Span> {
  const span = await expectPossible(to, window)
  const { planned } = await expand(window, to.at, later(to.at, AHEAD_MS))
  const locals = planned.map(({ local }) => local)
  await deleteUntouched(to.tx, window.id)
  await deleteStray(to.tx, window.id, locals)
  return span
}

async function nextSpan(to: Writing, window: WindowRow): Promise<Span> {
  const [coming] = await findOpen(to.tx, window.id)
  return coming ?? { startsAt: to.at, endsAt: to.at }
}

/** The first occurrence. Throws when there is none, or when one begins before the one before it has ended. */
async function expectPossible({ at }: Writing, schedule: Schedule): Promise<Span> {
  const expansion = await expand(schedule, at, later(at, AHEAD_MS))
  const [first] = expansion.planned
  if (first === undefined) {
    const [missing] = expansion.missing
    const words =
      missing === undefined
        ? 'By this schedule the window is over already.'
        : `The clocks in ${schedule.zone} skip ${missing.replace('T', ' ')}.`
    throw new Fault(maintenanceCodes.schedule_not_possible, { detail: words, fields: [{ field: 'body.startsLocal', message: words }] })
  }
  if (overlapsItself(expansion)) {
    const words = 'The window would begin again before it has ended.'
    throw new Fault(maintenanceCodes.schedule_not_possible, { detail: words, fields: [{ field: 'body.durationMinutes', message: words }] })
  }
  return first
}

/** A freeze holds releases and nothing else. */
function effectsOf({
  kind,
  holdsAlerts,
  pausesClocks,
  freezesReleases,
}: Pick<WindowRow, 'kind' | 'holdsAlerts' | 'pausesClocks' | 'freezesReleases'>) {
  return kind === 'freeze'
    ? { holdsAlerts: false, pausesClocks: false, freezesReleases: true }
    : { holdsAlerts, pausesClocks, freezesReleases }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>
}

function changedFields(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(after).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
}
