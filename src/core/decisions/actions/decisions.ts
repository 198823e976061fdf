/** Asking, changing, deciding, asking anew, superseding, deleting. */
import { uuidv7 } from 'uuidv7'
import { scopeOf as scopeOfThing } from '#core/catalog/public.ts'
import { watch } from '#core/comments/public.ts'
import { peopleWhoMay, requirePermission, signedIn } from '#core/identity/public.ts'
import { linkTypesOf, tie } from '#core/links/public.ts'
import {
  deleteRecord,
  findRecord,
  insertRecord,
  recordKindsOf,
  restoreRecord,
  scopeOfRecord,
  type RecordRow,
} from '#core/records/public.ts'
import {
  decisionChanged,
  decisionCreated,
  decisionDecided,
  decisionDeleted,
  decisionReopened,
  decisionRestored,
  decisionSuperseded,
} from '#events/decisions.ts'
import type { HandledOf } from '#kit/contract.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault, invariant } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import { decisionsCodes } from '../contract/codes.ts'
import type { decisionsContract } from '../contract/contract.ts'
import { decisionKind } from '../contract/kind.ts'
import { judgeChoice } from '../domain/judge.ts'
import { READ_DECISIONS, WRITE_DECISIONS } from '../domain/permissions.ts'
import { insertDecision } from '../store/decisions.ts'
import { forgetPreferences } from '../store/views.ts'
import { tell, write, writing, type Act, type Target } from './act.ts'

type Routes = typeof decisionsContract
type Creation = HandledOf<Routes['createDecision']>['body']
type Changes = HandledOf<Routes['changeDecision']>['body']
type Outcome = HandledOf<Routes['decide']>['body']

/** Returns the UUID. The author and the owner watch it. */
export function createDecision(act: Act, body: Creation): Promise<string> {
  const { platform, caller } = act
  const at = platform.clock.now()
  const { personId } = signedIn(caller)
  return platform.work.run(async (tx) => {
    const scope = await placeOf(tx, body)
    requirePermission(caller, WRITE_DECISIONS, scope)
    const ownerId = body.ownerId === undefined ? personId : body.ownerId
    await expectReader(tx, scope, ownerId, 'body.ownerId')
    const id = uuidv7()
    const { context, options } = body
    const facts = { context, options, outcome: '', reason: '' }
    const head = { id, clientId: scope.clientId, applicationId: scope.applicationId, title: body.question, state: 'open' as const }
    await insertRecord(tx, decisionKind, { ...head, assigneeId: ownerId, dueAt: body.dueAt, facts, at })
    await insertDecision(tx, { id, context, options })
    await watch(tx, { recordId: id, personIds: [personId], reason: 'author', at })
    await watchAsOwner(tx, { id, ownerId, at })
    const record = await findRecord(tx, id)
    invariant(record, 'a record that was just written is there')
    await tell(act, { tx, at, record }, decisionCreated, { options: options.length })
    return id
  })
}

export function changeDecision(act: Act, target: Target, body: Changes): Promise<void> {
  return writing(act, target, 'change', async (to) => {
    const { tx, record, decision } = to
    const before = {
      question: record.title,
      context: decision.context,
      options: decision.options,
      ownerId: record.assigneeId,
      dueAt: record.dueAt,
    }
    const asked = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Changes
    const fields = (Object.keys(asked) as (keyof typeof before)[]).filter(
      (key) => JSON.stringify(asked[key]) !== JSON.stringify(before[key]),
    )
    if (fields.length === 0) return
    if (asked.ownerId !== undefined) {
      await expectReader(tx, scopeOfRecord(record), asked.ownerId, 'body.ownerId')
      await watchAsOwner(tx, { id: record.id, ownerId: asked.ownerId, at: to.at })
    }
    const { question, context, options, ownerId, dueAt } = asked
    await write(to, {
      ...(question === undefined ? {} : { question }),
      ...(context === undefined ? {} : { context }),
      ...(options === undefined ? {} : { options }),
      ...(ownerId === undefined ? {} : { ownerId }),
      ...(dueAt === undefined ? {} : { dueAt }),
    })
    if (fields.includes('options')) await forgetPreferences(tx, record.id)
    await tell(act, to, decisionChanged, { fields })
  })
}

export function decide(act: Act, target: Target, { chosen, outcome, reason }: Outcome): Promise<void> {
  return writing(act, target, 'decide', async (to) => {
    expectOption(to.decision.options, chosen, 'body.chosen')
    const decidedBy = signedIn(act.caller).personId
    await write(to, { state: 'decided', chosen, outcome, reason, decidedBy, decidedAt: to.at })
    await tell(act, to, decisionDecided, { option: chosen })
  })
}

export function reopen(act: Act, target: Target): Promise<void> {
  return writing(act, target, 'reopen', async (to) => {
    await write(to, { state: 'open', chosen: null, outcome: '', reason: '', decidedBy: null, decidedAt: null })
    await tell(act, to, decisionReopened, {})
  })
}

/** The successor may be open or decided; the two are linked, so that each leads to the other. */
export function supersede(act: Act, target: Target, byId: string): Promise<void> {
  return writing(act, target, 'supersede', async (to) => {
    const { tx, record } = to
    const wanted = { record: { kind: 'decision' as const, id: byId }, permission: READ_DECISIONS }
    const successor = await recordKindsOf(act.platform).require(tx, act.caller, wanted)
    const type = linkTypesOf(act.platform).of('supersedes')
    invariant(type, 'decisions declare their type of link')
    await tie(tx, act, { record: successor, other: record, type, direction: 'forward' })
    await write(to, { state: 'superseded' })
    await tell(act, to, decisionSuperseded, { byId, label: labelIn(act, successor) })
  })
}

/** Returns the version that undoes it. */
export function setDecisionDeleted({ platform, caller }: Act, { id, ifMatch }: Target, deleted: boolean): Promise<number> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const record = await findRecord(tx, id)
    if (record === undefined || record.kind !== 'decision') throw new Fault(common.not_found)
    requirePermission(caller, WRITE_DECISIONS, scopeOfRecord(record))
    if (ifMatch !== record.version) throw new Fault(common.version_mismatch)
    if ((record.deletedAt !== null) === deleted) return record.version
    const change = deleted ? deleteRecord : restoreRecord
    await change(tx, decisionKind, { id, version: record.version, at })
    await tell({ platform, caller }, { tx, at, record }, deleted ? decisionDeleted : decisionRestored, {})
    return record.version + 1
  })
}

/** An application brings its client along. Throws `common.not_found` for a thing that is not there. */
async function placeOf(tx: Tx, { clientId, applicationId }: Pick<Creation, 'clientId' | 'applicationId'>): Promise<Scope> {
  const internal = { audience: 'internal' as const }
  if (applicationId === null && clientId === null) return { clientId, applicationId, ...internal }
  const thing =
    applicationId === null ? { kind: 'client' as const, id: clientId ?? '' } : { kind: 'application' as const, id: applicationId }
  const scope = await scopeOfThing(tx, thing)
  if (scope === undefined) throw new Fault(common.not_found)
  return { clientId: scope.clientId, applicationId, ...internal }
}

/** Whoever is named must be able to read it. */
export async function expectReader(tx: Tx, scope: Scope, personId: string | null, field: string): Promise<void> {
  if (personId === null) return
  const [reader] = await peopleWhoMay(tx, { permissions: [READ_DECISIONS], scope, ids: [personId], limit: 1 })
  if (reader) return
  const message = 'must be an active person who may read this decision'
  throw new Fault(common.invalid_request, { detail: `${field} ${message}.`, fields: [{ field, message }] })
}

/** Throws `decisions.no_such_option`. */
export function expectOption(options: Parameters<typeof judgeChoice>[0], chosen: number | null, field: string): void {
  if (judgeChoice(options, chosen).allowed) return
  throw new Fault(decisionsCodes.no_such_option, { fields: [{ field, message: `must be below ${options.length}, or null` }] })
}

async function watchAsOwner(tx: Tx, { id, ownerId, at }: { id: string; ownerId: string | null; at: Parameters<typeof watch>[1]['at'] }) {
  if (ownerId !== null) await watch(tx, { recordId: id, personIds: [ownerId], reason: 'owner', at })
}

function labelIn({ platform }: Act, record: RecordRow): string {
  return recordKindsOf(platform).cardOf(record)?.label ?? 'another decision'
}
