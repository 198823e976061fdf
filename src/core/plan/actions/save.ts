/** Every change of a plan ends here: its text is read, judged together with what is above and below it, kept and told. */
import { uuidv7 } from 'uuidv7'
import { findOrganisation, peopleByAddress } from '#core/identity/public.ts'
import { planChanged, planRestored } from '#events/plan.ts'
import { common, Fault, invariant, type FieldFault } from '#kit/fault.ts'
import { toId } from '#kit/ids.ts'
import type { Tx } from '#platform/work.ts'
import { effectivePlan, loadLayers, permittedPlace, placedLayers, standardLayer, type Ask } from '../access/place.ts'
import { planCodes } from '../contract/codes.ts'
import { assemble } from '../domain/assemble.ts'
import { changesBetween, type Change } from '../domain/changes.ts'
import { judge } from '../domain/judge.ts'
import { merge, sinceOf, type Layer } from '../domain/layers.ts'
import { WRITE_PLANS } from '../domain/permissions.ts'
import { layersOf, planScope, STANDARD, type PlanPlace, type PlanRef } from '../domain/ref.ts'
import { NONE } from '../domain/shape.ts'
import { peopleIn, readSource, renamePeople, type SourceFault } from '../domain/source.ts'
import { isSameValue } from '../domain/values.ts'
import { findSource, insertVersion, lockPlans, toLayer, type KeptLayer } from '../store/versions.ts'

/** Most values that one event names; more are counted. */
const PATHS_TOLD_MAX = 50

export interface Saving {
  readonly ref: PlanRef
  /** The version that was read. */
  readonly ifMatch: number | null
  readonly note: string
  /** What the layer shall say, given what it says now. */
  readonly write: (present: string, tx: Tx) => Promise<Text> | Text
}
export interface Text {
  readonly source: string
  readonly restoredFrom: number | null
  /** Faults are told by `path` for single values, by line for files. */
  readonly faultsBy: 'line' | 'path'
}

/** True when something changed. */
export function save(ask: Ask, saving: Saving): Promise<boolean> {
  return ask.platform.work.run((tx) => saveWithin(tx, ask, saving))
}

/** The same in a transaction of the caller. What is refused has changed nothing. */
export async function saveWithin(tx: Tx, { platform, caller }: Ask, saving: Saving): Promise<boolean> {
  const { ref, ifMatch, note } = saving
  if (ref.kind === 'standard') throw new Fault(planCodes.standard_stays)
  const at = platform.clock.now()
  const place = await permittedPlace(tx, caller, WRITE_PLANS, ref)
  await lockPlans(tx)
  const present = await findSource(tx, ref)
  if ((present?.version ?? 0) !== ifMatch) throw new Fault(common.version_mismatch)
  const text = await saving.write(present?.source ?? '', tx)
  const source = await byId(tx, text.source)
  const checked = await check(tx, place, source)
  if (checked.faults.length > 0) throw faulty(checked.faults, text.faultsBy)
  if (source === (present?.source ?? '')) return false
  await requireSoundBelow(tx, place, checked.layer)
  const version = (present?.version ?? 0) + 1
  const since = sinceOf(checked.layer.leaves, toLayer(ref.kind, present), version, isSameValue)
  const leaves = [...checked.layer.leaves].map(([path, value]) => [path, value, since.get(path) ?? version] as const)
  const { restoredFrom } = text
  const row = { id: uuidv7(), ref, version, source, leaves, note, restoredFrom, changes: checked.changes.length, actor: caller.ref, at }
  if (!(await insertVersion(tx, row))) throw new Fault(common.version_mismatch)
  const paths = checked.changes.slice(0, PATHS_TOLD_MAX).map(({ path }) => path)
  const told = { layer: ref.kind as 'client', name: place.name, version, count: checked.changes.length, paths }
  const about = { actor: caller.ref, record: await recordOf(tx, ref), scope: planScope(place), at }
  if (restoredFrom === null) await platform.log.publish(tx, { event: planChanged, ...about, particulars: told })
  else await platform.log.publish(tx, { event: planRestored, ...about, particulars: { ...told, from: restoredFrom } })
  return true
}

/** Plans have no records of their own: what happens to one happened to whom it is for. */
async function recordOf(tx: Tx, { kind, id }: PlanRef) {
  if (kind === 'client' || kind === 'application') return { kind, id: id ?? '' } as const
  const organisation = await findOrganisation(tx)
  invariant(organisation, 'plans are changed after set-up')
  return { kind: 'organisation', id: organisation.id } as const
}

export interface Checked {
  readonly layer: Layer
  readonly faults: SourceFault[]
  readonly changes: Change[]
}

/** Layers that are about to be kept, by kind and UUID: files of one folder are judged together. */
export type Pending = ReadonlyMap<string, Layer>
export const pendingKey = ({ kind, id }: PlanRef): string => `${kind} ${id ?? ''}`

async function layersAbove(tx: Tx, place: PlanPlace, pending: Pending): Promise<readonly Layer[]> {
  const refs = [STANDARD, ...layersOf(place)]
  const layers = await loadLayers(tx, place)
  return layers.map((layer, index) => pending.get(pendingKey(refs[index] ?? STANDARD)) ?? layer).slice(0, -1)
}

/** Reads a text as the layer of a place: what is wrong with it, alone and together with the layers above, and what it would change. */
export async function check(tx: Tx, place: PlanPlace, source: string, pending: Pending = new Map()): Promise<Checked> {
  const { leaves, lines, faults } = readSource(source)
  const layer: Layer = { kind: place.ref.kind, leaves, since: new Map() }
  const above = await layersAbove(tx, place, pending)
  const present = toLayer(place.ref.kind, await findSource(tx, place.ref))
  const unknown = peopleIn(leaves).filter((person) => !person.startsWith('per_'))
  const strangers = [...leaves].flatMap(([path, value]) =>
    unknown.filter((one) => Array.isArray(value) && (value as readonly string[]).includes(one)).map((one) => ({ path, one })),
  )
  const assembled = assemble(merge([...above, layer]))
  // What was taken away long ago may be gone above by now: only a new slip of the pen is one.
  const idle = [...assembled.taken].filter(([path, { mark }]) => mark === null && takenBy(layer, path) && !takenBy(present, path))
  const placed = [
    ...idle.map(([path]) => ({ path, what: 'There is no such entry to take away.', todo: 'Mind the spelling, or take the line out.' })),
    ...strangers.map(({ path, one }) => ({
      path,
      what: `Nobody here has the address ${one}.`,
      todo: 'Invite them first, or name somebody else.',
    })),
    ...judge(assembled),
  ].map((fault) => ({ ...fault, line: lineOf(lines, fault.path) }))
  const known = new Set(faults.map(({ path }) => path))
  const all = [...faults, ...placed.filter(({ path }) => !known.has(path))].toSorted((a, b) => a.line - b.line)
  return { layer, faults: all, changes: changesBetween(present.leaves, leaves) }
}

const takenBy = ({ leaves }: Layer, path: string): boolean => leaves.get(path) === NONE

/** Of the value, or of the nearest block around it that the text has. */
function lineOf(lines: ReadonlyMap<string, number>, path: string): number {
  for (let place = path; place !== ''; place = place.slice(0, Math.max(0, place.lastIndexOf('.')))) {
    const line = lines.get(place)
    if (line !== undefined) return line
  }
  return 1
}

/** People by id wherever the text names them by their address. */
export async function byId(tx: Tx, source: string): Promise<string> {
  const addresses = peopleIn(readSource(source).leaves).filter((person) => !person.startsWith('per_'))
  const known = await peopleByAddress(tx, addresses)
  const ids = addresses.flatMap((address) => {
    const id = known.get(address.toLowerCase())
    return id === undefined ? [] : [[address, toId('person', id)] as const]
  })
  return ids.length === 0 ? source : renamePeople(source, new Map(ids))
}

function faulty(faults: readonly SourceFault[], by: Text['faultsBy']): Fault {
  const fields = faults.map(({ line, path, what, todo }): FieldFault => {
    if (by === 'path') return { field: `body.${path}`, message: `${what} ${todo}` }
    return { field: `line ${line}`, message: `${path === '' ? '' : `${path}: `}${what} ${todo}` }
  })
  return new Fault(planCodes.faulty, { fields })
}

/** Plans below inherit from this one; none of them may lose a name that it uses. Faults that they have anyway do not count. */
async function requireSoundBelow(tx: Tx, place: PlanPlace, next: Layer): Promise<void> {
  const kept = await placedLayers(tx)
  const below = kept.filter((row) => isBelow(row, place))
  if (below.length === 0) return
  const before = await effectivePlan(tx, place)
  if (before.missing.length > 0) return
  const broken = below.flatMap((row) => {
    const faults = (own: readonly Layer[]) => judge(assemble(merge([standardLayer, ...own]))).map(({ path, what }) => `${path}: ${what}`)
    const had = new Set(faults(chainOf(row, kept)))
    const has = faults(chainOf(row, kept, { place, next }))
    return has.filter((fault) => !had.has(fault)).map((message) => ({ row, message }))
  })
  if (broken.length === 0) return
  const fields = broken.map(({ row, message }) => ({
    field: row.applicationId === null ? toId('client', row.clientId ?? '') : toId('application', row.applicationId),
    message,
  }))
  throw new Fault(planCodes.needed_below, { fields })
}

function isBelow(row: KeptLayer, { ref, clientId }: PlanPlace): boolean {
  if (ref.kind === 'organisation') return row.clientId !== null || row.applicationId !== null
  return ref.kind === 'client' && row.applicationId !== null && row.clientId === clientId
}

/** The kept layers from the organisation's to this one, with one of them replaced. */
function chainOf(
  row: KeptLayer,
  kept: readonly KeptLayer[],
  change?: { readonly place: PlanPlace; readonly next: Layer },
): readonly Layer[] {
  const organisation = kept.find((one) => one.clientId === null && one.applicationId === null)
  const client = row.clientId === null ? undefined : kept.find((one) => one.clientId === row.clientId && one.applicationId === null)
  const own = (kind: 'organisation' | 'client', of: KeptLayer | undefined) =>
    change?.place.ref.kind === kind ? change.next : toLayer(kind, of)
  const application = row.applicationId === null ? [] : [toLayer('application', row)]
  return [own('organisation', organisation), ...(row.clientId === null ? [] : [own('client', client)]), ...application]
}
