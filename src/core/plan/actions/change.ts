/** The ways in which somebody changes a plan: single values, a whole file, an earlier version, a list of holidays. */
import type { HandledOf } from '#kit/contract.ts'
import { common, Fault, type FieldFault } from '#kit/fault.ts'
import { toIso } from '#kit/time.ts'
import { permittedPlace, type Ask } from '../access/place.ts'
import type { planContract } from '../contract/contract.ts'
import { planCodes } from '../contract/codes.ts'
import type { Change } from '../domain/changes.ts'
import { planForm } from '../domain/form.ts'
import { readHolidays } from '../domain/icalendar.ts'
import { READ_PLANS } from '../domain/permissions.ts'
import type { PlanRef } from '../domain/ref.ts'
import { takesAway } from '../domain/layers.ts'
import { isLeaf, shapeAt, stepsOf, type LeafValue, type Shape } from '../domain/shape.ts'
import { editSource, readSource, type SourceFault } from '../domain/source.ts'
import { readValue, type ValueReading } from '../domain/values.ts'
import { findSource } from '../store/versions.ts'
import { byId, check, save } from './save.ts'

/** A plan and the version of it that was read. */
export interface PlanTarget {
  readonly ref: PlanRef
  readonly ifMatch: number | null
}
type Edit = HandledOf<(typeof planContract)['changePlan']>['body']

export function changePlan(ask: Ask, target: PlanTarget, { set, unset, note }: Edit): Promise<boolean> {
  const values = readEdits(set)
  return save(ask, {
    ...target,
    note,
    write: (present) => ({ source: editSource(present, { set: values, unset }), restoredFrom: null, faultsBy: 'path' }),
  })
}

function readEdits(set: Edit['set']): Map<string, LeafValue> {
  const values = new Map<string, LeafValue>()
  const faults: FieldFault[] = []
  for (const { path, value } of set) {
    const shape = shapeAt(planForm, stepsOf(path))
    const read = takesAway(path, value) ? { ok: true as const, value } : readPlaced(shape, value)
    if (read.ok) values.set(path, read.value)
    else faults.push({ field: `body.${path}`, message: `${read.what} ${read.todo}` })
  }
  if (faults.length > 0) throw new Fault(planCodes.faulty, { fields: faults })
  return values
}

function readPlaced(shape: Shape | undefined, value: unknown): ValueReading {
  if (shape && isLeaf(shape)) return readValue(shape, value)
  return { ok: false, what: 'A plan has no such value.', todo: 'Mind the spelling.' }
}

/** Puts a file in the place of what the plan set before. */
export function replacePlan(
  ask: Ask,
  target: PlanTarget,
  { source, note }: { readonly source: string; readonly note: string },
): Promise<boolean> {
  return save(ask, { ...target, note, write: () => ({ source, restoredFrom: null, faultsBy: 'line' }) })
}

/** Makes an earlier version the newest one again. Throws `common.not_found` for a version that never was. */
export function restorePlan(
  ask: Ask,
  target: PlanTarget,
  { version, note }: { readonly version: number; readonly note: string },
): Promise<boolean> {
  return save(ask, {
    ...target,
    note,
    write: async (_present, tx) => {
      const earlier = version === 0 ? { source: '' } : await findSource(tx, target.ref, version)
      if (earlier === undefined) throw new Fault(common.not_found)
      return { source: earlier.source, restoredFrom: version, faultsBy: 'line' }
    },
  })
}

/** Adds the days of an iCalendar file to a list of holidays of this plan. */
export function importHolidays(
  ask: Ask,
  target: PlanTarget,
  { list, file }: { readonly list: string; readonly file: string },
): Promise<boolean> {
  const year = Number(toIso(ask.platform.clock.now()).slice(0, 4))
  const { days } = readHolidays(file, year)
  if (days.size === 0) throw new Fault(planCodes.no_holidays)
  const set = new Map<string, LeafValue>([...days].map(([date, name]) => [`hours.holidays.${list}.days.${date}`, name]))
  return save(ask, {
    ...target,
    note: `${days.size} holidays imported`,
    write: (present) => {
      const isTitled = readSource(present).leaves.has(`hours.holidays.${list}.title`) || list === 'public'
      const title: readonly [string, LeafValue][] = isTitled ? [] : [[`hours.holidays.${list}.title`, list]]
      return { source: editSource(present, { set: new Map([...title, ...set]), unset: [] }), restoredFrom: null, faultsBy: 'path' }
    },
  })
}

/** What importing a file would meet and change; nothing is kept. */
export function tryPlan({ platform, caller }: Ask, ref: PlanRef, source: string): Promise<{ faults: SourceFault[]; changes: Change[] }> {
  if (ref.kind === 'standard') throw new Fault(planCodes.standard_stays)
  return platform.work.read(async (tx) => {
    const place = await permittedPlace(tx, caller, READ_PLANS, ref)
    const { faults, changes } = await check(tx, place, await byId(tx, source))
    return { faults, changes }
  })
}
