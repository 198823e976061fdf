/** Plans as files: what a layer sets, as somebody wrote it, or everything that counts, as the program writes it. */
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import { byAddress } from '../access/people.ts'
import { effectivePlan, permittedPlace, type Ask } from '../access/place.ts'
import type { planContract } from '../contract/contract.ts'
import { chapterComments } from '../domain/comments.ts'
import { READ_PLANS } from '../domain/permissions.ts'
import type { PlanPlace } from '../domain/ref.ts'
import { NONE, type LeafValue } from '../domain/shape.ts'
import { printSource } from '../domain/source.ts'
import { findSource, toLayer } from '../store/versions.ts'

type Route = (typeof planContract)['readPlanSource']

export function readPlanSource({ platform, caller }: Ask, { params, query }: HandledOf<Route>): Promise<ReplyOf<Route>> {
  return platform.work.read(async (tx) => {
    const place = await permittedPlace(tx, caller, READ_PLANS, params.plan)
    const own = place.ref.kind === 'standard' ? undefined : await findSource(tx, place.ref, query.version ?? null)
    if (query.version !== undefined && own === undefined) throw new Fault(common.not_found)
    const version = own?.version ?? 0
    if (query.of === 'effective' || place.ref.kind === 'standard') return { source: await wholePlan(tx, place), version }
    return { source: own ? await byAddress(tx, own.source, toLayer(place.ref.kind, own).leaves) : '', version }
  })
}

async function wholePlan(tx: Tx, place: PlanPlace): Promise<string> {
  const { leaves, taken } = await effectivePlan(tx, place)
  const values = new Map<string, LeafValue>([...leaves].map(([path, { value }]) => [path, value]))
  for (const path of taken.keys()) values.set(path, NONE)
  const head =
    place.ref.kind === 'standard' ? ' The standard support plan.' : ` The support plan of ${place.name}, with everything it inherits.`
  return byAddress(tx, printSource(values, chapterComments, head), values)
}
