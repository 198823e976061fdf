/** Making, changing and deleting duty schedules. */
import { isDeepStrictEqual } from 'node:util'
import { uuidv7 } from 'uuidv7'
import { dutyScheduleChanged, dutyScheduleCreated, dutyScheduleDeleted } from '#events/oncall.ts'
import type { HandledOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { activePeople, organisationScope, requirePermission } from '#core/identity/public.ts'
import { oncallCodes } from '../contract/codes.ts'
import type { dutyRoutes } from '../contract/duty.ts'
import { SCHEDULES_MAX } from '../domain/limits.ts'
import { WRITE_DUTY } from '../domain/permissions.ts'
import type { Layer } from '../domain/schedule.ts'
import { listPolicies } from '../store/policies.ts'
import {
  deleteSchedule as remove,
  insertSchedule,
  listSchedules,
  lockSchedule,
  updateSchedule,
  type ScheduleRow,
} from '../store/schedules.ts'

export interface Act<C extends Caller = Caller> {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly caller: C
}

type Body = HandledOf<typeof dutyRoutes.createSchedule>['body']

/** Returns the UUID. */
export function createSchedule(act: Act, body: Body): Promise<string> {
  return act.platform.work.run((tx) => createScheduleWithin(tx, act, body))
}

/** The same in a transaction of the caller. `managedBy` is the path of a configuration file; null: people made it. */
export async function createScheduleWithin(
  tx: Tx,
  { platform, caller }: Act,
  body: Body,
  managedBy: string | null = null,
): Promise<string> {
  const [id, at] = [uuidv7(), platform.clock.now()]
  requirePermission(caller, WRITE_DUTY, organisationScope)
  await expectPeople(tx, body.layers)
  const known = await listSchedules(tx, { ids: null, limit: SCHEDULES_MAX })
  if (known.length >= SCHEDULES_MAX) throw new Fault(oncallCodes.too_many_schedules)
  await insertSchedule(tx, { ...body, id, managedBy, at })
  const told = { event: dutyScheduleCreated, particulars: { name: body.name } }
  await platform.log.publish(tx, { ...aboutSchedule(id, caller), ...told, at })
  return id
}

interface Target {
  readonly id: string
  readonly ifMatch: number | null
}

type ScheduleChange = HandledOf<typeof dutyRoutes.changeSchedule>['body']

export function changeSchedule(act: Act, target: Target, change: ScheduleChange): Promise<void> {
  return act.platform.work.run((tx) => changeScheduleWithin(tx, act, target, change))
}

/** The same in a transaction of the caller. Who manages it stays unless said. */
export async function changeScheduleWithin(
  tx: Tx,
  { platform, caller }: Act,
  target: Target,
  { name, zone, layers, managedBy }: ScheduleChange & { readonly managedBy?: string },
): Promise<void> {
  const at = platform.clock.now()
  requirePermission(caller, WRITE_DUTY, organisationScope)
  const row = await claimSchedule(tx, target.id)
  if (target.ifMatch !== row.version) throw new Fault(common.version_mismatch)
  const kept = { name: name ?? row.name, zone: zone ?? row.zone, layers: layers ?? row.layers, managedBy: managedBy ?? row.managedBy }
  const next = { ...row, ...kept }
  const fields = CHANGEABLE.filter((field) => !isDeepStrictEqual(row[field], next[field]))
  if (fields.length === 0) return
  if (fields.includes('layers')) await expectPeople(tx, next.layers)
  await updateSchedule(tx, { ...next, at })
  const told = { event: dutyScheduleChanged, particulars: { name: next.name, fields: [...fields] } }
  await platform.log.publish(tx, { ...aboutSchedule(row.id, caller), ...told, at })
}

const CHANGEABLE = ['name', 'zone', 'layers', 'managedBy'] as const

export function deleteSchedule(act: Act, id: string): Promise<void> {
  return act.platform.work.run((tx) => deleteScheduleWithin(tx, act, id))
}

/** The same in a transaction of the caller. */
export async function deleteScheduleWithin(tx: Tx, { platform, caller }: Act, id: string): Promise<void> {
  const at = platform.clock.now()
  requirePermission(caller, WRITE_DUTY, organisationScope)
  const { name } = await claimSchedule(tx, id)
  const policies = await listPolicies(tx)
  const isUsed = policies.some(({ steps }) => steps.some(({ who }) => who.some((one) => one.kind === 'schedule' && one.id === id)))
  if (isUsed) throw new Fault(oncallCodes.schedule_in_use)
  await remove(tx, { id, at })
  await platform.log.publish(tx, { ...aboutSchedule(id, caller), event: dutyScheduleDeleted, at, particulars: { name } })
}

/** Held until the transaction ends. */
export async function claimSchedule(tx: Tx, id: string): Promise<ScheduleRow> {
  const row = await lockSchedule(tx, id)
  if (row === undefined) throw new Fault(common.not_found)
  return row
}

/** Duty is the organisation's own: no client has a part in it. */
export function aboutSchedule(id: string, caller: Caller) {
  return { actor: caller.ref, record: { kind: 'duty_schedule', id }, scope: organisationScope } as const
}

async function expectPeople(tx: Tx, layers: readonly Layer[]): Promise<void> {
  const ids = [...new Set(layers.flatMap(({ people }) => people))]
  const active = await activePeople(tx, ids)
  if (ids.some((id) => !active.has(id))) throw new Fault(oncallCodes.nobody_there)
}
