/** Plans as pages show them. */
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { decodeCursor, pageFrom } from '#platform/http/cursor.ts'
import type { Tx } from '#platform/work.ts'
import { loadLayers, permittedPlace, placedLayers, placeOf, type Ask } from '../access/place.ts'
import type { PlanAnswer, planContract } from '../contract/contract.ts'
import { assemble } from '../domain/assemble.ts'
import { changesBetween } from '../domain/changes.ts'
import { merge, type Origin } from '../domain/layers.ts'
import { READ_PLANS, WRITE_PLANS } from '../domain/permissions.ts'
import { layersOf, planScope, STANDARD, type PlanPlace, type PlanRef, refOf } from '../domain/ref.ts'
import type { LeafValue } from '../domain/shape.ts'
import { findHeads, findSource, listVersions, toLayer } from '../store/versions.ts'
import { namesOf, peopleOf } from './who.ts'

type Routes = typeof planContract

export function readPlan({ platform, caller }: Ask, { params, query }: HandledOf<Routes['readPlan']>): Promise<PlanAnswer> {
  return platform.work.read(async (tx) => {
    const place = await permittedPlace(tx, caller, READ_PLANS, params.plan)
    const { leaves, taken } = assemble(merge(await loadLayers(tx, place, query.at ?? null)))
    const all = [...leaves.values()].flatMap(({ origin, beneath }) => (beneath ? [origin, beneath.origin] : [origin]))
    const origins = await originsOf(tx, place, [...all, ...[...taken.values()].map(({ origin }) => origin)])
    const at = (origin: Origin) => origins.findIndex(({ layer, version }) => layer === origin.layer && version === origin.version)
    const version = params.plan.kind === 'standard' ? 0 : ((await findSource(tx, params.plan))?.version ?? 0)
    return {
      of: place.ref,
      layer: place.ref.kind,
      name: place.name,
      version,
      zone: place.zone,
      mayChange: place.ref.kind !== 'standard' && caller.may(WRITE_PLANS, planScope(place)),
      values: [...leaves].map(([path, { value, origin, beneath }]) => ({
        path,
        value,
        origin: at(origin),
        beneath: beneath && origin.layer === place.ref.kind ? { value: beneath.value, origin: at(beneath.origin) } : null,
      })),
      taken: [...taken].map(([path, { title, mark, origin }]) => ({ path, title, mark, origin: at(origin) })),
      origins,
      people: await peopleOf(tx, new Map([...leaves].map(([path, { value }]) => [path, value]))),
    }
  })
}

/** The standard, and each layer's version that something comes from, with who made it and when. */
async function originsOf(tx: Tx, place: PlanPlace, all: readonly Origin[]): Promise<PlanAnswer['origins']> {
  const found: PlanAnswer['origins'] = [{ layer: 'standard', of: STANDARD, name: 'Standard', version: 0, by: null }]
  for (const ref of layersOf(place)) {
    const versions = [...new Set(all.filter(({ layer }) => layer === ref.kind).map(({ version }) => version))]
    if (versions.length === 0) continue
    const heads = await findHeads(tx, ref, versions)
    const nameOf = await namesOf(tx, heads)
    const { name } = ref.kind === place.ref.kind ? place : await placeOf(tx, ref)
    found.push(
      ...heads.map((head) => ({
        layer: ref.kind,
        of: ref,
        name,
        version: head.version,
        by: { name: nameOf(head.actor), at: head.createdAt },
      })),
    )
  }
  return found
}

/** The plans of the caller's reach that set something, from the most general. */
export function listPlans({ platform, caller }: Ask): Promise<ReplyOf<Routes['listPlans']>> {
  return platform.work.read(async (tx) => {
    const kept = (await placedLayers(tx)).filter((row) => row.leaves.length > 0 && caller.may(READ_PLANS, planScope(row)))
    const items: ReplyOf<Routes['listPlans']>['items'] = []
    for (const row of kept) {
      const ref = refOf(row)
      const { name } = await placeOf(tx, ref)
      items.push({ of: ref, layer: ref.kind, name, version: row.version, values: row.leaves.length, changedAt: row.changedAt })
    }
    return { items }
  })
}

export function planVersions(
  { platform, caller }: Ask,
  { params, query }: HandledOf<Routes['listPlanVersions']>,
): Promise<ReplyOf<Routes['listPlanVersions']>> {
  const [before = null] = decodeCursor(query.cursor, '-version', 1) ?? []
  return platform.work.read(async (tx) => {
    await permittedPlace(tx, caller, READ_PLANS, params.plan)
    const rows =
      params.plan.kind === 'standard'
        ? []
        : await listVersions(tx, params.plan, { before: before === null ? null : Number(before), limit: query.limit + 1 })
    const page = pageFrom(rows, query.limit, '-version', ({ version }) => [version])
    const nameOf = await namesOf(tx, page.items)
    return {
      nextCursor: page.nextCursor,
      items: page.items.map(({ actor, createdAt, ...head }) => ({ ...head, by: { name: nameOf(actor), at: createdAt } })),
    }
  })
}

export function planChanges(
  { platform, caller }: Ask,
  { params, query }: HandledOf<Routes['comparePlanVersions']>,
): Promise<ReplyOf<Routes['comparePlanVersions']>> {
  return platform.work.read(async (tx) => {
    await permittedPlace(tx, caller, READ_PLANS, params.plan)
    const [from, to] = [await leavesAt(tx, params.plan, query.from), await leavesAt(tx, params.plan, query.to)]
    return { changes: changesBetween(from, to) }
  })
}

async function leavesAt(tx: Tx, ref: PlanRef, version: number): Promise<ReadonlyMap<string, LeafValue>> {
  if (version === 0 || ref.kind === 'standard') return new Map()
  const row = await findSource(tx, ref, version)
  if (row === undefined) throw new Fault(common.not_found)
  return toLayer(ref.kind, row).leaves
}
