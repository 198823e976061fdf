/** What every action on a decision begins and ends with. */
import type { z } from 'zod'
import { lockRecord, recordKindsOf, scopeOfRecord, updateRecord, type RecordRow } from '#core/records/public.ts'
import type { EventKind } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { decisionsCodes } from '../contract/codes.ts'
import { decisionKind } from '../contract/kind.ts'
import { judgeStep, type Step } from '../domain/judge.ts'
import { WRITE_DECISIONS } from '../domain/permissions.ts'
import type { DecisionState } from '../domain/words.ts'
import { findDecision, updateDecision, type DecisionRow } from '../store/decisions.ts'

/** Who asks, on which platform. */
export interface Act {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly caller: Caller
}

/** A decision that is to be changed; `ifMatch` undefined: at whatever version it is. */
export interface Target {
  readonly id: string
  readonly ifMatch?: number | null
}

/** A decision with its record, locked, and the transaction it is changed in. */
export interface Writing {
  readonly tx: Tx
  readonly at: Instant
  readonly record: RecordRow
  readonly decision: DecisionRow
}

const words: Readonly<Record<string, string>> = {
  is_open: 'The question is still open.',
  is_decided: 'This is decided; reopen it first.',
  is_superseded: 'Another decision took its place; reopen it first.',
}

/** Opens the one transaction of an action; throws when the caller may not, somebody was faster, or the state does not fit. */
export function writing<T>({ platform, caller }: Act, target: Target, step: Step, body: (to: Writing) => Promise<T>): Promise<T> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    await lockRecord(tx, target.id)
    const wanted = { record: { kind: 'decision' as const, id: target.id }, permission: WRITE_DECISIONS }
    const record = await recordKindsOf(platform).require(tx, caller, wanted)
    const decision = await findDecision(tx, target.id)
    if (decision === undefined) throw new Fault(common.not_found)
    if (target.ifMatch !== undefined && target.ifMatch !== record.version) throw new Fault(common.version_mismatch)
    const verdict = judgeStep(record.state as DecisionState, step)
    if (!verdict.allowed) throw new Fault(decisionsCodes.not_now, { detail: words[verdict.reason] ?? '' })
    return body({ tx, at, record, decision })
  })
}

/** What of a decision is written anew. */
export interface Change extends Partial<Omit<DecisionRow, 'id'>> {
  readonly question?: string
  readonly state?: DecisionState
  readonly ownerId?: string | null
  readonly dueAt?: Instant | null
}

/** Writes record and decision; the version rises by one. */
export async function write({ tx, at, record, decision }: Writing, change: Change): Promise<void> {
  const { question, state, ownerId, dueAt, ...own } = change
  const next: DecisionRow = { ...decision, ...own }
  const { id, clientId, applicationId, version } = record
  await updateRecord(tx, decisionKind, {
    id,
    clientId,
    applicationId,
    version,
    at,
    title: question ?? record.title,
    state: state ?? (record.state as DecisionState),
    assigneeId: ownerId === undefined ? record.assigneeId : ownerId,
    dueAt: dueAt === undefined ? record.dueAt : dueAt,
    facts: next,
  })
  await updateDecision(tx, next)
}

/** Publishes an event about the decision. */
export async function tell<P extends z.ZodType>(
  { platform, caller }: Act,
  { tx, at, record }: Pick<Writing, 'tx' | 'at' | 'record'>,
  event: EventKind<P>,
  particulars: z.input<P>,
): Promise<void> {
  await platform.log.publish(tx, {
    event,
    actor: caller.ref,
    record: { kind: 'decision', id: record.id },
    scope: scopeOfRecord(record),
    at,
    particulars,
  })
}
