/** Windows as their readers see them. */
import { peopleByIds } from '#core/identity/public.ts'
import { countRecords, listRecords, showRecords, type RecordRow } from '#core/records/public.ts'
import { invariant } from '#kit/fault.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import type { Instant } from '#kit/time.ts'
import { toId } from '#kit/ids.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { seenWindow } from '../access/scope.ts'
import type { maintenanceContract, Window } from '../contract/contract.ts'
import { windowKind } from '../contract/kind.ts'
import type { Evidence, VerdictReason } from '../domain/verdict.ts'
import { EVIDENCE_MAX, type WindowState } from '../domain/words.ts'
import { findEvidence } from '../store/evidence.ts'
import { findNext, listOccurrences, type OccurrenceRow } from '../store/occurrences.ts'
import { findWindow, findWindows } from '../store/windows.ts'

/** Who reads, on which platform. */
export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock'>
  readonly caller: Caller
}

type List = (typeof maintenanceContract)['listWindows']
type Count = (typeof maintenanceContract)['countWindows']

/** Times on the page of a window: a year of monthly ones behind, and what the reader plans with. */
const PAST_MAX = 12
const NEXT_MAX = 12

export function listWindows({ platform, caller }: Ask, { query }: HandledOf<List>): Promise<ReplyOf<List>> {
  return platform.work.read(async (tx) => {
    const page = await listRecords(tx, { kind: windowKind, caller, clock: platform.clock }, query)
    return { items: await shown(tx, page.items, platform.clock.now()), nextCursor: page.nextCursor }
  })
}

export function countWindows({ platform, caller }: Ask, { query }: HandledOf<Count>): Promise<ReplyOf<Count>> {
  return platform.work.read((tx) => countRecords(tx, { kind: windowKind, caller, clock: platform.clock }, query.filter))
}

async function shown(tx: Tx, rows: readonly RecordRow[], now: Instant): Promise<ReplyOf<List>['items']> {
  const ids = rows.map(({ id }) => id)
  const windows = new Map((await findWindows(tx, ids)).map((one) => [one.id, one]))
  const next = new Map((await findNext(tx, { windowIds: ids, now })).map((one) => [one.windowId, one]))
  return (await showRecords<WindowState>(tx, rows)).flatMap((row) => {
    const window = windows.get(row.id)
    if (window === undefined) return []
    const { kind, rule, zone, isPublic, planKey } = window
    const { startsAt = null, endsAt = null } = next.get(row.id) ?? {}
    return [{ ...row, kind, rule, zone, isPublic, followsPlan: planKey !== null, startsAt, endsAt }]
  })
}

export function readWindow({ platform, caller }: Ask, id: string): Promise<Window> {
  return platform.work.read(async (tx) => {
    const { record } = await seenWindow(tx, caller, id)
    const now = platform.clock.now()
    const [head] = await shown(tx, [record], now)
    const window = await findWindow(tx, id)
    invariant(head && window, 'a window that is seen is there')
    const { id: _id, kind: _kind, applicationId: _application, planKey: _key, createdBy, ...facts } = window
    const maker = createdBy === null ? undefined : (await peopleByIds(tx, [createdBy])).get(createdBy)
    return {
      ...head,
      ...facts,
      environmentIds: [...facts.environmentIds],
      componentIds: [...facts.componentIds],
      createdBy: maker === undefined ? null : { id: maker.id, name: maker.name },
      occurrences: await occurrencesOf(tx, { windowId: id, now }),
    }
  })
}

async function occurrencesOf(tx: Tx, of: { readonly windowId: string; readonly now: Instant }): Promise<Window['occurrences']> {
  const rows = await listOccurrences(tx, { ...of, pastMax: PAST_MAX, nextMax: NEXT_MAX })
  const evidence = await findEvidence(tx, { occurrenceIds: rows.map(({ id }) => id), limit: EVIDENCE_MAX })
  return rows.map((row) =>
    occurrenceOf(
      row,
      evidence.filter(({ occurrenceId }) => occurrenceId === row.id),
    ),
  )
}

function occurrenceOf(row: OccurrenceRow, evidence: readonly Evidence[]): Window['occurrences'][number] {
  const { id, state, startsAt, endsAt, plannedEndsAt, isMoved, verdict, checksDownBefore, checksDownAfter } = row
  return {
    id,
    state,
    startsAt,
    endsAt,
    plannedEndsAt,
    isMoved,
    checksDownBefore,
    checksDownAfter,
    // Only ever written by the judge.
    verdict: verdict as VerdictReason | null,
    evidence: evidence.map(({ thing, title, at, isWithin, recoveredAt, id: thingId }) => {
      return { thing, id: toId(thing, thingId), title, at, isWithin, recoveredAt }
    }),
  }
}
