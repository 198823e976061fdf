/** Adding, changing, pausing and deleting checks. */
import { isDeepStrictEqual } from 'node:util'
import { uuidv7 } from 'uuidv7'
import {
  checkChanged,
  checkCreated,
  checkDeleted,
  checkPaused,
  checkResumed,
  checkSecretRenewed,
  checkTargetApproved,
} from '#events/checks.ts'
import type { HandledOf } from '#kit/contract.ts'
import type { EventKind, Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { hashToken, newToken, requirePermission } from '#core/identity/public.ts'
import { checksCodes } from '../contract/codes.ts'
import type { checksContract } from '../contract/contract.ts'
import { CHECKS_PER_ENVIRONMENT_MAX } from '../domain/limits.ts'
import { APPROVE_TARGETS, WRITE_CHECKS } from '../domain/permissions.ts'
import { fitsInterval } from '../domain/schedule.ts'
import { hostAsked } from '../domain/settings.ts'
import { countChecks, deleteCheck as remove, insertCheck, lockCheck, updateCheck, type CheckRow, type CheckWrite } from '../store/checks.ts'
import { armHeartbeat, setSecret } from '../store/heartbeats.ts'
import { aboutCheck } from './about.ts'
import { HEARTBEAT_START } from './hear.ts'
import { sealSecret } from './secrets.ts'

type Creation = HandledOf<(typeof checksContract)['createCheck']>['body']
type Change = HandledOf<(typeof checksContract)['changeCheck']>['body']
/** What a configuration file says of a check beyond what people do. */
type Managing = Pick<CheckRow, 'managedBy' | 'followsAddress'>
const BY_HAND: Managing = { managedBy: null, followsAddress: false }

export interface Act {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log' | 'secrets'>
  readonly caller: Caller
}

export interface Target {
  readonly id: string
  readonly ifMatch: number | null
}

/** `heartbeatSecret` is shown to its maker and kept nowhere; null for what is no heartbeat. */
export function createCheck(act: Act, body: Creation): Promise<Created> {
  return act.platform.work.run((tx) => createCheckWithin(tx, act, body))
}

interface Created {
  readonly id: string
  readonly heartbeatSecret: string | null
}

/** The same in a transaction of the caller. */
export async function createCheckWithin(
  tx: Tx,
  { platform, caller }: Act,
  { environmentId, secret, ...body }: Creation,
  managing = BY_HAND,
): Promise<Created> {
  const [id, at] = [uuidv7(), platform.clock.now()]
  const heartbeatSecret = body.settings.kind === 'heartbeat' ? newHeartbeatSecret() : null
  const scope = await claimEnvironment(tx, caller, environmentId)
  expectFit(body)
  if (body.isPrivateAllowed) requirePermission(caller, APPROVE_TARGETS, scope)
  if ((await countChecks(tx, environmentId)) >= CHECKS_PER_ENVIRONMENT_MAX) throw new Fault(checksCodes.too_many_checks)
  const sealedSecret = sealSecret(platform.secrets, id, secret ?? null)
  const row = { ...body, ...managing, id, environmentId, applicationId: scope.applicationId, sealedSecret, at }
  await insertCheck(tx, row)
  if (heartbeatSecret !== null) await setSecret(tx, { checkId: id, secretHash: hashToken(heartbeatSecret), at })
  const to = { tx, platform, caller, at, scope }
  await tell(to, checkCreated, row)
  if (row.isPrivateAllowed) await tell(to, checkTargetApproved, row)
  return { id, heartbeatSecret }
}

export async function changeCheck(act: Act, target: Target, body: Change): Promise<void> {
  await act.platform.work.run((tx) => changeCheckWithin(tx, act, target, body))
}

/** The same in a transaction of the caller. `managing` stays as it is unless said; a check that gets another target follows no more. */
export async function changeCheckWithin(
  tx: Tx,
  { platform, caller }: Act,
  { managing, ...target }: Target & { readonly managing?: Managing },
  { secret, ...body }: Change,
): Promise<void> {
  const at = platform.clock.now()
  const { row, scope } = await claim(tx, caller, target.id)
  if (target.ifMatch !== row.version) throw new Fault(common.version_mismatch)
  const asked = { ...row, ...defined(body) }
  // A secret that is not sent anew stays only with the target that it was meant for.
  const kept = isSameTarget(row, asked) ? row.sealedSecret : null
  const wanted = { ...asked, sealedSecret: secret === undefined ? kept : sealSecret(platform.secrets, row.id, secret) }
  if (wanted.settings.kind !== row.settings.kind) throw new Fault(checksCodes.kind_stays)
  expectFit(wanted)
  const next = {
    ...wanted,
    ...approvalOf(row, wanted, body.isPrivateAllowed),
    followsAddress: row.followsAddress && isSameTarget(row, wanted),
    ...managing,
  }
  const isApproved = next.isPrivateAllowed && (!row.isPrivateAllowed || !isSameTarget(row, next))
  if (isApproved) requirePermission(caller, APPROVE_TARGETS, scope)
  const fields = fieldsChanged(row, next)
  if (fields.length === 0) return
  await updateCheck(tx, { ...next, at, isForgotten: fields.includes('settings') || fields.includes('isPaused') })
  if (row.isPaused && !next.isPaused) await armHeartbeat(tx, { checkId: row.id, at })
  const to = { tx, platform, caller, at, scope }
  const rest = fields.filter((field) => field !== 'isPaused')
  if (rest.length > 0) await tell(to, checkChanged, next, { fields: rest })
  if (row.isPaused !== next.isPaused) await tell(to, next.isPaused ? checkPaused : checkResumed, next)
  if (isApproved) await tell(to, checkTargetApproved, next)
}

export async function deleteCheck(act: Act, id: string): Promise<void> {
  await act.platform.work.run((tx) => deleteCheckWithin(tx, act, id))
}

/** The same in a transaction of the caller. */
export async function deleteCheckWithin(tx: Tx, { platform, caller }: Act, id: string): Promise<void> {
  const { row, scope } = await claim(tx, caller, id)
  await remove(tx, id)
  await tell({ tx, platform, caller, at: platform.clock.now(), scope }, checkDeleted, row)
}

export async function renewHeartbeat({ platform, caller }: Act, id: string): Promise<{ readonly heartbeatSecret: string }> {
  const heartbeatSecret = newHeartbeatSecret()
  const at = platform.clock.now()
  await platform.work.run(async (tx) => {
    const { row, scope } = await claim(tx, caller, id)
    if (row.settings.kind !== 'heartbeat') throw new Fault(checksCodes.no_heartbeat)
    await setSecret(tx, { checkId: id, secretHash: hashToken(heartbeatSecret), at })
    await tell({ tx, platform, caller, at, scope }, checkSecretRenewed, row)
  })
  return { heartbeatSecret }
}

const newHeartbeatSecret = (): string => `${HEARTBEAT_START}${newToken()}`

/** Where an environment belongs whose checks the caller may change. Throws `common.not_found` and `environment_rests`. */
export async function claimEnvironment(tx: Tx, caller: Caller, id: string): Promise<Scope & { readonly applicationId: string }> {
  const scope = await scopeOf(tx, { kind: 'environment', id })
  if (!scope?.applicationId) throw new Fault(common.not_found)
  requirePermission(caller, WRITE_CHECKS, scope)
  const active = await environmentsOf(tx, scope.applicationId)
  if (!active.some((environment) => environment.id === id)) throw new Fault(checksCodes.environment_rests)
  return { ...scope, applicationId: scope.applicationId }
}

async function claim(tx: Tx, caller: Caller, id: string): Promise<{ readonly row: CheckRow; readonly scope: Scope }> {
  const row = await lockCheck(tx, id)
  const scope = row && (await scopeOf(tx, { kind: 'environment', id: row.environmentId }))
  if (!row || !scope) throw new Fault(common.not_found)
  requirePermission(caller, WRITE_CHECKS, scope)
  return { row, scope }
}

function expectFit(of: Pick<CheckWrite, 'intervalSeconds' | 'timeLimitMs' | 'retries'>): void {
  if (!fitsInterval(of)) throw new Fault(checksCodes.does_not_fit)
}

/** An approval is of one target: it falls when the target becomes another, unless it is given anew. */
function approvalOf(before: CheckWrite, next: CheckWrite, wanted: boolean | undefined): Pick<CheckWrite, 'isPrivateAllowed'> {
  return { isPrivateAllowed: wanted ?? (before.isPrivateAllowed && isSameTarget(before, next)) }
}

const isSameTarget = (one: CheckWrite, other: CheckWrite): boolean => hostAsked(one.settings) === hostAsked(other.settings)

const FIELDS = [
  'name',
  'settings',
  'intervalSeconds',
  'timeLimitMs',
  'retries',
  'isPaused',
  'isPrivateAllowed',
  'followsAddress',
  'managedBy',
] as const

function fieldsChanged(before: CheckWrite, next: CheckWrite): readonly string[] {
  const changed = FIELDS.filter((field) => !isDeepStrictEqual(before[field], next[field]))
  return before.sealedSecret === next.sealedSecret ? changed : [...changed, 'secret']
}

function defined<B extends object>(body: B): { [K in keyof B]: Exclude<B[K], undefined> } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as ReturnType<typeof defined<B>>
}

interface Telling {
  readonly tx: Tx
  readonly platform: Pick<Platform, 'log'>
  readonly caller: Caller
  readonly at: Instant
  readonly scope: Scope
}

/** What is checked and how is the team's own: contacts of the client have no part in it. */
async function tell(
  { tx, platform, caller, at, scope }: Telling,
  event: EventKind,
  row: Pick<CheckRow, 'id' | 'name' | 'environmentId' | 'settings'>,
  more: object = {},
): Promise<void> {
  const record = { kind: 'check' as const, id: row.id }
  const particulars = { ...aboutCheck(row), ...more }
  await platform.log.publish(tx, { event, actor: caller.ref, record, scope: { ...scope, audience: 'internal' }, at, particulars })
}
