/** What every action on an incident begins and ends with. */
import type { z } from 'zod'
import { labelOf } from '#core/records/contract/kind.ts'
import { findRecord, scopeOfRecord, type RecordRow } from '#core/records/public.ts'
import type { ActorRef, EventKind } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { claimIncident, type Known } from '../access/incident.ts'
import { listMoves, type MoveRow } from '../store/moves.ts'
import type { IncidentRow } from '../store/incidents.ts'

export type Needs = Pick<Platform, 'work' | 'clock' | 'log' | 'due'>

/** Who acts, on which platform. */
export interface Act {
  readonly platform: Needs
  readonly actor: ActorRef
  /** Null: Pitcrew itself, or somebody whose answer came by another way; no permission is asked. */
  readonly caller: Caller | null
}

export function actOf(platform: Needs, caller: Caller): Act {
  return { platform, actor: caller.ref, caller }
}

/** Pitcrew itself, by the name of the job or reaction. */
export function ownAct(platform: Needs, name: string): Act {
  return { platform, actor: { kind: 'system', id: name }, caller: null }
}

/** Which incident; `version` undefined: at whatever it is. */
export interface Target {
  readonly id: string
  readonly version?: number | undefined
}

/** An incident, locked, and the transaction it is changed in. */
export interface Writing extends Known {
  readonly act: Act
  readonly tx: Tx
  readonly at: Instant
  /** Oldest first. */
  readonly moves: readonly MoveRow[]
}

/** Opens the one transaction of an action. Throws as `claimIncident` does, and `common.not_found` for deleted ones. */
export function writing<T>(act: Act, target: Target, body: (to: Writing) => Promise<T>): Promise<T> {
  return act.platform.work.run(async (tx) => body(await claimFor(act, tx, target)))
}

/** The same inside a transaction of others. */
export async function claimFor(act: Act, tx: Tx, target: Target): Promise<Writing> {
  const known = await claimIncident(tx, act.caller, target)
  if (known.record.deletedAt !== null) throw new Fault(common.not_found)
  return { ...known, act, tx, at: act.platform.clock.now(), moves: await listMoves(tx, target.id) }
}

/** The same for reactions and deadlines, which may come after it was deleted: undefined when it is not there any more. */
export async function claimIfThere(act: Act, tx: Tx, id: string): Promise<Writing | undefined> {
  const record = await findRecord(tx, id)
  return record?.kind === 'incident' && record.deletedAt === null ? claimFor(act, tx, { id }) : undefined
}

/** Publishes an event about the incident; `incident` says what its severity is now. */
export async function tell<P extends z.ZodType>(
  {
    act,
    tx,
    at,
    record,
    incident,
  }: Pick<Writing, 'act' | 'tx' | 'at'> & {
    readonly record: Pick<RecordRow, 'id' | 'number' | 'clientId' | 'applicationId' | 'audience'>
    readonly incident: Pick<IncidentRow, 'severity' | 'type'>
  },
  event: EventKind<P>,
  particulars: Readonly<Record<string, unknown>>,
): Promise<void> {
  await act.platform.log.publish(tx, {
    event,
    actor: act.actor,
    record: { kind: 'incident', id: record.id },
    scope: scopeOfRecord(record),
    at,
    particulars: {
      label: labelOf('incident', record.number),
      type: incident.type,
      severity: incident.severity,
      ...particulars,
    } as z.input<P>,
  })
}
