/** Adding, changing, pausing, approving and deleting scrape targets. */
import { uuidv7 } from 'uuidv7'
import {
  scrapeTargetApproved,
  scrapeTargetChanged,
  scrapeTargetCreated,
  scrapeTargetDeleted,
  scrapeTargetDisapproved,
  scrapeTargetPaused,
  scrapeTargetResumed,
} from '#events/scraping.ts'
import type { HandledOf } from '#kit/contract.ts'
import type { Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { activeEnvironments, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { scrapingCodes } from '../contract/codes.ts'
import { APPROVE_TARGETS, WRITE_TARGETS, type scrapingContract } from '../contract/contract.ts'
import { TARGETS_PER_ENVIRONMENT_MAX, TIMEOUT_SECONDS_DEFAULT } from '../domain/limits.ts'
import { isSamePlace, type State } from '../domain/target.ts'
import {
  deleteTarget as remove,
  insertTarget,
  listTargets,
  lockTarget,
  updateTarget,
  type TargetRow,
  type TargetWrite,
} from '../store/targets.ts'
import { sealSecret } from './credentials.ts'

const ARCHIVED = 'This environment is archived; bring it back before adding targets to it.'
const TIMES = 'body.timeoutSeconds must be at most the interval.'

export interface TargetAct {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log' | 'secrets'>
  readonly caller: Caller
}

/** A target and the version that the caller has read; null: none was asked for. */
export interface Aim {
  readonly id: string
  readonly ifMatch: number | null
}

type Creation = HandledOf<(typeof scrapingContract)['createTarget']>['body']
type Change = HandledOf<(typeof scrapingContract)['changeTarget']>['body']

interface Writing {
  readonly tx: Tx
  readonly at: Instant
  readonly scope: Scope
}

/** Returns the UUID. */
export async function createTarget({ platform, caller }: TargetAct, body: Creation): Promise<string> {
  const { credentials, timeoutSeconds = Math.min(TIMEOUT_SECONDS_DEFAULT, body.intervalSeconds), ...given } = body
  const id = uuidv7()
  const sealed = sealSecret(platform.secrets, id, credentials)
  const row: TargetWrite = { ...given, ...sealed, id, timeoutSeconds, privateAllowed: false, state: 'active' }
  await platform.work.run(async (tx) => {
    const { environmentId } = row
    const scope = await claimEnvironment(tx, caller, environmentId, WRITE_TARGETS)
    if (!(await activeEnvironments(tx, [environmentId])).has(environmentId)) throw new Fault(common.not_found, { detail: ARCHIVED })
    const there = await listTargets(tx, { environmentIds: [environmentId], limit: TARGETS_PER_ENVIRONMENT_MAX })
    if (there.length === TARGETS_PER_ENVIRONMENT_MAX) throw new Fault(scrapingCodes.too_many_targets)
    const at = platform.clock.now()
    await insertTarget(tx, row, at)
    await platform.log.publish(tx, { event: scrapeTargetCreated, ...about(caller, { at, scope }, row), particulars: placeOf(row) })
  })
  return id
}

export function changeTarget(act: TargetAct, aim: Aim, { credentials, ...body }: Change): Promise<void> {
  return writing(act, aim, WRITE_TARGETS, async (to, row) => {
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Partial<TargetRow>
    const asked: TargetRow = { ...row, ...given, ...(credentials && sealSecret(act.platform.secrets, row.id, credentials)) }
    if (asked.timeoutSeconds > asked.intervalSeconds) throw new Fault(common.invalid_request, { detail: TIMES })
    const staysThere = isSamePlace(row.url, asked.url)
    if (!staysThere && !credentials && row.credentialKind !== 'none') throw new Fault(scrapingCodes.secret_needed)
    const next = staysThere ? asked : { ...asked, privateAllowed: false }
    const changed = Object.keys(given).filter((field) => !isSame(row[field as keyof TargetRow], next[field as keyof TargetRow]))
    const isDisapproved = row.privateAllowed && !next.privateAllowed
    const fields = [...changed, ...(credentials ? ['credentials'] : []), ...(isDisapproved ? ['privateAllowed'] : [])]
    if (fields.length === 0) return
    await updateTarget(to.tx, next, to.at)
    const particulars = { ...placeOf(next), fields }
    await act.platform.log.publish(to.tx, { event: scrapeTargetChanged, ...about(act.caller, to, row), particulars })
  })
}

export function setTargetState(act: TargetAct, aim: Aim, state: State): Promise<void> {
  return writing(act, aim, WRITE_TARGETS, async (to, row) => {
    if (row.state === state) return
    await updateTarget(to.tx, { ...row, state }, to.at)
    const event = state === 'paused' ? scrapeTargetPaused : scrapeTargetResumed
    await act.platform.log.publish(to.tx, { event, ...about(act.caller, to, row), particulars: nameOf(row) })
  })
}

export function setTargetApproval(act: TargetAct, aim: Aim, privateAllowed: boolean): Promise<void> {
  return writing(act, aim, APPROVE_TARGETS, async (to, row) => {
    if (row.privateAllowed === privateAllowed) return
    await updateTarget(to.tx, { ...row, privateAllowed }, to.at)
    const event = privateAllowed ? scrapeTargetApproved : scrapeTargetDisapproved
    await act.platform.log.publish(to.tx, { event, ...about(act.caller, to, row), particulars: placeOf(row) })
  })
}

export function deleteTarget(act: TargetAct, id: string): Promise<void> {
  return writing(act, { id, ifMatch: null }, WRITE_TARGETS, async (to, row) => {
    await remove(to.tx, id)
    await act.platform.log.publish(to.tx, { event: scrapeTargetDeleted, ...about(act.caller, to, row), particulars: nameOf(row) })
  })
}

/** The transaction of one change, with the target locked. Throws `common.not_found` when it is not there or not the caller's to change. */
function writing({ platform, caller }: TargetAct, aim: Aim, permission: string, change: (to: Writing, row: TargetRow) => Promise<void>) {
  return platform.work.run(async (tx) => {
    const row = await lockTarget(tx, aim.id)
    if (!row) throw new Fault(common.not_found)
    const scope = await claimEnvironment(tx, caller, row.environmentId, permission)
    if (aim.ifMatch !== null && aim.ifMatch !== row.version) throw new Fault(common.version_mismatch)
    await change({ tx, at: platform.clock.now(), scope }, row)
  })
}

async function claimEnvironment(tx: Tx, caller: Caller, id: string, permission: string): Promise<Scope> {
  const scope = await scopeOf(tx, { kind: 'environment', id })
  if (!scope) throw new Fault(common.not_found)
  requirePermission(caller, permission, scope)
  return scope
}

/** Contacts of the client have no part in targets. */
function about(caller: Caller, { at, scope }: Pick<Writing, 'at' | 'scope'>, { environmentId }: Pick<TargetRow, 'environmentId'>) {
  const record = { kind: 'environment' as const, id: environmentId }
  return { actor: caller.ref, at, record, scope: { ...scope, audience: 'internal' as const } }
}

function nameOf({ id, name }: Pick<TargetRow, 'id' | 'name'>) {
  return { scrapeTargetId: id, name }
}

function placeOf(row: Pick<TargetRow, 'id' | 'name' | 'url'>) {
  return { ...nameOf(row), origin: new URL(row.url).origin }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
