/** The roles of support plans that a person holds or stands in for, for when they leave. */
import { z } from 'zod'
import { common, Fault } from '#kit/fault.ts'
import { toId } from '#kit/ids.ts'
import { readBefore } from '#platform/coverage.ts'
import type { HandOver, HeldThing } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import { placedLayers, placeOf, type Ask, type Needs } from './access/place.ts'
import { changePlan } from './actions/change.ts'
import { pathField, planRefField } from './contract/fields.ts'
import { READ_PLANS } from './domain/permissions.ts'
import { planScope, refOf, type PlanRef } from './domain/ref.ts'
import { ITEMS_MAX } from './domain/shape.ts'
import { findSource, type KeptLayer } from './store/versions.ts'

/** A list of people in a plan: `roles.qa.heldBy`. */
const LISTS = /^roles\.([a-z0-9_]+)\.(heldBy|deputies)$/

/** Who was in the list before. */
const undoing = z.object({ people: z.array(z.string().max(40)).max(ITEMS_MAX) })

export const planHandOvers = (platform: Needs): readonly HandOver[] => [
  {
    key: 'plan.roles',
    title: 'Roles in support plans',
    permission: READ_PLANS,
    heldBy: async (tx, { personId, caller, limit }) => {
      const layers = (await placedLayers(tx)).filter((layer) => caller.may(READ_PLANS, planScope(layer)))
      const held: HeldThing[] = []
      for (const layer of layers) held.push(...(await rolesIn(tx, layer, toId('person', personId))))
      return held.slice(0, limit)
    },
    giving: {
      give: async ({ caller, id, fromId, toId: to }) => {
        const people = await exchange({ platform, caller }, id, (present) => {
          if (!present.includes(toId('person', fromId))) throw new Fault(common.version_mismatch)
          return replaced(present, { fromId, toId: to })
        })
        return JSON.stringify({ people })
      },
      takeBack: async ({ caller, id, before, ...both }) => {
        const { people } = readBefore(undoing, before)
        await exchange({ platform, caller }, id, (present) => {
          if (present.join() !== replaced(people, both).join()) throw new Fault(common.version_mismatch)
          return people
        })
      },
    },
  },
]

/** Puts other people into a list of a plan; returns those who were in it. */
async function exchange(ask: Ask, id: string, next: (present: readonly string[]) => readonly string[]): Promise<readonly string[]> {
  const { ref, path } = leafOf(id)
  const layer = await ask.platform.work.read((tx) => findSource(tx, ref))
  if (layer === undefined) throw new Fault(common.version_mismatch)
  const people = peopleAt(layer, path)
  const set = [{ path, value: [...next(people)] }]
  await changePlan(ask, { ref, ifMatch: layer.version }, { set, unset: [], note: '' })
  return people
}

/** Each person once. */
function replaced(people: readonly string[], { fromId, toId: to }: { readonly fromId: string; readonly toId: string }): readonly string[] {
  return [...new Set(people.map((one) => (one === toId('person', fromId) ? toId('person', to) : one)))]
}

async function rolesIn(tx: Tx, layer: KeptLayer, person: string): Promise<readonly HeldThing[]> {
  const paths = layer.leaves.map(([path]) => path).filter((path) => LISTS.test(path) && peopleAt(layer, path).includes(person))
  if (paths.length === 0) return []
  const ref = refOf(layer)
  const { name } = await placeOf(tx, ref)
  const of = planRefField.encode(ref)
  return paths.map((path) => {
    const [, role = '', list = ''] = LISTS.exec(path) ?? []
    return {
      id: `${of} ${path}`,
      title: `${role.replaceAll('_', ' ')} · ${name}`,
      href: `/plan?of=${of}`,
      ...(list === 'heldBy' ? { reason: 'holder', words: 'Holds the role' } : { reason: 'deputy', words: 'Deputy' }),
    }
  })
}

function peopleAt({ leaves }: Pick<KeptLayer, 'leaves'>, path: string): readonly string[] {
  const [, value] = leaves.find(([one]) => one === path) ?? []
  return Array.isArray(value) ? value : []
}

/** Throws `common.not_found` for what names no list of people in a plan. */
function leafOf(id: string): { readonly ref: PlanRef; readonly path: string } {
  const [of = '', path = ''] = id.split(' ')
  const [ref, place] = [planRefField.safeDecode(of), pathField.safeParse(path)]
  if (!ref.success || !place.success || !LISTS.test(path)) throw new Fault(common.not_found)
  return { ref: ref.data, path }
}
