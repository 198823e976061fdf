/**
 * What happens to a window as time passes. One row of the due table for each window names the instant at which something happens to
 * any of its occurrences next; whatever is due by then is done in order, also when nobody looked for a while.
 */
import { uuidv7 } from 'uuidv7'
import { updateRecord } from '#core/records/public.ts'
import { windowEnded, windowJudged, windowNears, windowStarted } from '#events/maintenance.ts'
import { later, type Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { lockWindow, type Claimed } from '../access/scope.ts'
import { windowKind } from '../contract/kind.ts'
import { nextStep, type Step } from '../domain/occurrence.ts'
import { expand } from '../domain/recurrence.ts'
import { judgeWindow, type Verdict } from '../domain/verdict.ts'
import { AHEAD_MS, EVIDENCE_MAX, REMIND_BEFORE_MS, type WindowState } from '../domain/words.ts'
import { countStandings, findEvidence } from '../store/evidence.ts'
import { findOpen, insertOccurrences, updateOccurrence, type OccurrenceRow } from '../store/occurrences.ts'
import { tell, type Needs, type Writing } from './act.ts'

/** Names the rows of the due table; their record is the window. */
export const WINDOW_TURN = 'maintenance.turn'

/** Far more than fall due at once after a long rest; what is left falls due again at once. */
const STEPS_MAX = 500

export async function fallTurn(platform: Needs, tx: Tx, windowId: string): Promise<void> {
  const claimed = await lockWindow(tx, windowId)
  if (claimed === undefined || claimed.record.state === 'cancelled') return
  await turn({ platform, tx, at: platform.clock.now(), actor: { kind: 'system', id: WINDOW_TURN } }, claimed)
}

/** Does what is due, writes occurrences out ahead, and leaves the window with its state and its next instant. */
export async function turn(to: Writing, claimed: Claimed): Promise<void> {
  const continues = await planAhead(to, claimed)
  let open = await findOpen(to.tx, claimed.window.id)
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const due = earliest(open)
    if (due === undefined || due.at > to.at) break
    const after = await take(to, claimed, due)
    open = open.map((one) => (one.id === after.id ? after : one))
  }
  await settle(to, claimed, { open, continues })
}

interface DueStep {
  readonly one: OccurrenceRow
  readonly at: Instant
  readonly step: Step
}

function earliest(open: readonly OccurrenceRow[]): DueStep | undefined {
  const steps = open.flatMap((one): DueStep[] => {
    const next = nextStep(one)
    return next === null ? [] : [{ one, ...next }]
  })
  return steps.toSorted((a, b) => a.at - b.at)[0]
}

async function take(to: Writing, claimed: Claimed, { one, step }: DueStep): Promise<OccurrenceRow> {
  const after = await steps[step](to, claimed, one)
  await updateOccurrence(to.tx, after)
  return after
}

const steps: Readonly<Record<Step, (to: Writing, claimed: Claimed, one: OccurrenceRow) => Promise<OccurrenceRow>>> = {
  remind: async (to, claimed, one) => {
    await tell(to, claimed, { event: windowNears, span: one, more: { occurrenceId: one.id } })
    return { ...one, isReminded: true }
  },
  start: async (to, claimed, one) => {
    await tell(to, claimed, { event: windowStarted, span: one })
    const { down } = await countStandings(to.tx, claimed.window.applicationId)
    return { ...one, state: 'under_way', checksDownBefore: down }
  },
  end: async (to, claimed, one) => {
    await tell(to, claimed, { event: windowEnded, span: one, more: { ...(await verdictOf(to, claimed, one)) } })
    return { ...one, state: 'ended' }
  },
  judge: async (to, claimed, one) => {
    const verdict = await verdictOf(to, claimed, one)
    const { down } = await countStandings(to.tx, claimed.window.applicationId)
    await tell(to, claimed, { event: windowJudged, span: one, more: { occurrenceId: one.id, ...verdict } })
    return { ...one, verdict: verdict.reason, checksDownAfter: down }
  },
}

async function verdictOf({ tx }: Writing, { window }: Claimed, one: OccurrenceRow): Promise<Verdict> {
  const evidence = await findEvidence(tx, { occurrenceIds: [one.id], limit: EVIDENCE_MAX })
  const { all } = await countStandings(tx, window.applicationId)
  return judgeWindow({ kind: window.kind, endedAt: one.endsAt, plannedEndsAt: one.plannedEndsAt, evidence, isWatched: all > 0 })
}

/** Returns whether the rule asks for any more occurrences. */
async function planAhead({ tx, at }: Writing, { window }: Claimed): Promise<boolean> {
  const { planned } = await expand(window, at, later(at, AHEAD_MS))
  const rows = planned.map((one) => ({ ...one, id: uuidv7() }))
  await insertOccurrences(tx, { windowId: window.id, remindedFrom: later(at, REMIND_BEFORE_MS), rows })
  return window.rule !== null && rows.length > 0
}

async function settle(
  { platform, tx, at }: Writing,
  { record, window }: Claimed,
  { open, continues }: { readonly open: readonly OccurrenceRow[]; readonly continues: boolean },
): Promise<void> {
  const coming = open.filter(({ state }) => state === 'planned' || state === 'under_way')
  const state: WindowState = coming.some((one) => one.state === 'under_way')
    ? 'under_way'
    : coming.length > 0 || continues
      ? 'planned'
      : 'ended'
  const dueAt = coming.toSorted((a, b) => a.startsAt - b.startsAt)[0]?.startsAt ?? null
  if (state !== record.state || dueAt !== record.dueAt) {
    const { id, version, title, clientId, applicationId } = record
    await updateRecord(tx, windowKind, { id, version, title, clientId, applicationId, state, dueAt, facts: { note: window.note }, at })
  }
  // Where all that is written out was left out, there is nothing to wait for but more of it.
  const next = earliest(open)?.at ?? (continues ? later(at, AHEAD_MS / 2) : null)
  if (next === null) await platform.due.clear(tx, { kind: WINDOW_TURN, record: window.id })
  else await platform.due.set(tx, { kind: WINDOW_TURN, record: window.id, at: next })
}
