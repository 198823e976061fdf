/** What the catalog contributes to the coverage map: who answers for a thing, and who stands in. */
import { peopleByIds, reachOf, type PersonSummary } from '#core/identity/public.ts'
import { common, Fault } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import type { RecordRef } from '#kit/event.ts'
import type { CoverageAspect, CoverageCell, CoveredThing, HandOver } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import type { Act } from './actions/act.ts'
import { handOver, takeBack } from './actions/hand-over.ts'
import { coverageOf } from './domain/coverage.ts'
import { READ_APPLICATIONS } from './domain/permissions.ts'
import { listHeldParts, type HeldPartRow } from './store/map.ts'
import { ownershipOf, type OwnershipRow } from './store/ownership.ts'

/** Who is named for a thing, those who have left among them. */
interface Named {
  readonly here: readonly PersonSummary[]
  readonly gone: readonly PersonSummary[]
  readonly inherited: boolean
}

export const catalogAspects: readonly CoverageAspect[] = [
  {
    key: 'catalog.owner',
    label: 'Owner',
    permission: READ_APPLICATIONS,
    cellsOf: (tx, things) => cellsOf(tx, things, 'owner', 'Nobody answers for it: name an owner.'),
  },
  {
    key: 'catalog.deputy',
    label: 'Deputy',
    permission: READ_APPLICATIONS,
    cellsOf: (tx, things) => cellsOf(tx, things, 'deputy', 'Nobody stands in for the owner: name a deputy.'),
  },
]

async function cellsOf(
  tx: Tx,
  things: readonly CoveredThing[],
  part: 'owner' | 'deputy',
  advice: string,
): Promise<ReadonlyMap<string, CoverageCell>> {
  const rows = await ownershipOf(tx, [...new Set(things.map(({ applicationId }) => applicationId))])
  const people = await peopleByIds(
    tx,
    rows.map(({ personId }) => personId),
  )
  const byApplication = new Map<string, OwnershipRow[]>()
  for (const row of rows) byApplication.set(row.applicationId, [...(byApplication.get(row.applicationId) ?? []), row])
  return new Map(
    things.map((thing) => {
      const named = namedFor(thing, part, byApplication.get(thing.applicationId) ?? [], people)
      return [thing.id, cellOf(thing, part, advice, named)]
    }),
  )
}

function namedFor(
  thing: CoveredThing,
  part: 'owner' | 'deputy',
  rows: readonly OwnershipRow[],
  people: ReadonlyMap<string, PersonSummary>,
): Named {
  const ofApplication = rows.filter(({ componentId }) => componentId === null)
  const own = thing.kind === 'application' ? ofApplication : rows.filter(({ componentId }) => componentId === thing.id)
  const { owners, inherited } = coverageOf(own, ofApplication)
  const named = owners.filter((owner) => owner.part === part).flatMap(({ personId }) => people.get(personId) ?? [])
  return {
    here: named.filter(({ state }) => state !== 'deactivated'),
    gone: named.filter(({ state }) => state === 'deactivated'),
    inherited,
  }
}

function cellOf(thing: CoveredThing, part: 'owner' | 'deputy', advice: string, { here, gone, inherited }: Named): CoverageCell {
  const href = pageOf(thing)
  const [first] = gone
  if (here.length === 0 && first) {
    return {
      state: 'missing',
      reason: 'has_left',
      words: '{name} has left: name somebody else.',
      named: { name: first.name },
      href,
      knownBy: [],
    }
  }
  if (here.length === 0) return { state: 'missing', reason: `no_${part}`, words: advice, href, knownBy: [] }
  const named = { name: here.map(({ name }) => name).join(', ') }
  const knownBy = here.map(({ id }) => id)
  if (inherited) return { state: 'covered', reason: 'inherited', words: '{name}, from the application', named, href, knownBy }
  return { state: 'covered', reason: 'named', words: '{name}', named, href, knownBy }
}

function pageOf({ id, applicationId, kind }: CoveredThing): string {
  const page = `/applications/${toId('application', applicationId)}`
  return kind === 'application' ? page : `${page}?tab=components&component=${toId('component', id)}`
}

export const catalogHandOvers = (platform: Act['platform']): readonly HandOver[] => [
  {
    key: 'catalog.ownership',
    title: 'Applications and components',
    permission: READ_APPLICATIONS,
    heldBy: async (tx, { personId, caller, limit }) =>
      (await listHeldParts(tx, { personId, reach: reachOf(caller, READ_APPLICATIONS), limit })).map(heldOf),
    giving: {
      give: ({ caller, id, ...both }) => handOver({ platform, caller }, thingOf(id), both),
      takeBack: ({ caller, id, ...rest }) => takeBack({ platform, caller }, thingOf(id), rest),
    },
  },
]

function heldOf({ applicationId, applicationName, componentId, componentName, part, isOnly }: HeldPartRow) {
  const component = componentId === null ? null : { id: componentId, name: componentName ?? '' }
  const thing = { id: componentId ?? applicationId, applicationId, clientId: null, kind: component ? 'component' : 'application' }
  return {
    id: component ? toId('component', component.id) : toId('application', applicationId),
    title: component ? `${component.name} · ${applicationName}` : applicationName,
    href: pageOf(thing),
    ...(isOnly ? { reason: 'only_one', words: 'Nobody else knows it' } : held[part]),
  }
}

const held = {
  owner: { reason: 'owner', words: 'Owner' },
  deputy: { reason: 'deputy', words: 'Deputy' },
} as const

/** Throws `common.not_found` for what is neither. */
function thingOf(id: string): RecordRef {
  const [application, component] = [toUuid('application', id), toUuid('component', id)]
  if (application !== undefined) return { kind: 'application', id: application }
  if (component !== undefined) return { kind: 'component', id: component }
  throw new Fault(common.not_found)
}
