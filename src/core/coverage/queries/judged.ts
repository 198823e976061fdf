/** Walks the applications that a caller reaches and judges each with its components, a batch of applications at a time. */
import { listMapped, type MapAsk, type MappedApplication } from '#core/catalog/public.ts'
import { reachOf } from '#core/identity/public.ts'
import { toId } from '#kit/ids.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { CoverageAspect, CoverageCell, CoveredThing } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import { BATCH_APPLICATIONS } from '../domain/bounds.ts'
import { findingOf, inWords, type Finding } from '../domain/judge.ts'
import { READ_COVERAGE } from '../domain/permissions.ts'
import type { Needs } from '../needs.ts'

/** Who asks, on which platform, for which columns. */
export interface Ask {
  readonly platform: Needs
  readonly caller: Caller
  readonly aspects: readonly CoverageAspect[]
}

/** UUIDs. */
export interface Where {
  readonly clientId?: string | undefined
  readonly applicationId?: string | undefined
}

/** A cell with its column; `words` has its names filled in. */
export interface JudgedCell extends Omit<CoverageCell, 'named'> {
  readonly aspect: string
  readonly named: Readonly<Record<string, string>>
}

export interface JudgedRow {
  /** Prefixed id. */
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly finding: Finding | null
  readonly cells: readonly JudgedCell[]
}

export interface JudgedApplication {
  readonly application: MappedApplication
  readonly rows: readonly JudgedRow[]
}

/** The columns that the caller may see anywhere. */
export function columnsOf({ aspects, caller }: Pick<Ask, 'aspects' | 'caller'>): readonly CoverageAspect[] {
  return aspects.filter(({ permission }) => caller.holds(permission))
}

/** By name, from after `after`; each batch in a transaction of its own, so that a long walk holds nothing. */
export async function* walk(ask: Ask, where: Where, after: MapAsk['after'] = null): AsyncGenerator<JudgedApplication> {
  const reach = reachOf(ask.caller, READ_COVERAGE)
  const { clientId, applicationId } = where
  for (let from = after; ;) {
    const batch = await ask.platform.work.read(async (tx) => {
      const applications = await listMapped(tx, { reach, clientId, applicationId, after: from, limit: BATCH_APPLICATIONS })
      return judged(tx, ask, applications)
    })
    yield* batch
    const last = batch.at(-1)?.application
    if (last === undefined || batch.length < BATCH_APPLICATIONS) return
    from = [last.sortName, last.id]
  }
}

async function judged(tx: Tx, ask: Ask, applications: readonly MappedApplication[]): Promise<readonly JudgedApplication[]> {
  const things = applications.flatMap(thingsOf)
  const columns: Column[] = []
  for (const aspect of columnsOf(ask)) columns.push(await columnOf(tx, ask, aspect, things))
  return applications.map((application) => ({ application, rows: rowsOf(application, columns) }))
}

function thingsOf({ id, clientId, components }: MappedApplication): readonly CoveredThing[] {
  const place = { applicationId: id, clientId }
  return [{ id, ...place, kind: 'application' }, ...components.map((component) => ({ id: component.id, ...place, kind: component.kind }))]
}

interface Column {
  readonly aspect: CoverageAspect
  readonly cells: ReadonlyMap<string, CoverageCell>
  /** Ids of things of which the caller may see this column. */
  readonly seen: ReadonlySet<string>
}

async function columnOf(tx: Tx, { caller }: Ask, aspect: CoverageAspect, things: readonly CoveredThing[]): Promise<Column> {
  const seen = things.filter(({ clientId, applicationId }) =>
    caller.may(aspect.permission, { clientId, applicationId, audience: 'internal' }),
  )
  const expected = seen.filter(({ kind }) => aspect.expectedOf?.includes(kind) ?? true)
  const cells = expected.length === 0 ? new Map<string, CoverageCell>() : await aspect.cellsOf(tx, expected)
  return { aspect, cells, seen: new Set(seen.map(({ id }) => id)) }
}

function rowsOf({ id, name, components }: MappedApplication, columns: readonly Column[]): readonly JudgedRow[] {
  const row = (thing: { id: string; name: string; kind: string }, wireId: string): JudgedRow => {
    const cells = columns.filter(({ seen }) => seen.has(thing.id)).map((column) => cellOf(column, thing.id))
    return { id: wireId, name: thing.name, kind: thing.kind, finding: findingOf(cells), cells }
  }
  const whole = row({ id, name, kind: 'application' }, toId('application', id))
  return [whole, ...components.map((component) => row(component, toId('component', component.id)))]
}

const notNeeded: CoverageCell = { state: 'not_needed', reason: 'not_needed', words: 'Not needed here', href: '' }

function cellOf({ aspect, cells }: Column, id: string): JudgedCell {
  const { named = {}, words, ...cell } = cells.get(id) ?? notNeeded
  return { ...cell, aspect: aspect.key, words: inWords(words, named), named }
}
