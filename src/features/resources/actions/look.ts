/**
 * A look at the resources of an application: what is found opens a finding, what is not found any more ends, and what somebody did
 * something about is measured again. Everything is read before the transaction, which then goes by how the rows stand.
 */
import { uuidv7 } from 'uuidv7'
import { activeApplication, scopeOf } from '#core/catalog/public.ts'
import { findingsIn } from '#features/databases/public.ts'
import type { Scope } from '#kit/event.ts'
import { toId } from '#kit/ids.ts'
import { HOUR_MS, instant, later, MINUTE_MS, type Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { readGauges, type Gauges, type Steps } from '../access/gauges.ts'
import { internal, measuringOf, standingsOf, type Measuring } from '../access/place.ts'
import { awayOf, beyond, deviation, type SignalStanding } from '../domain/deviations.ts'
import { isUndecided, nearLimit, placeOf, toTune, waste, type DatabaseTold, type Found } from '../domain/findings.ts'
import { figureSince, measuredFrom, RULES, settle } from '../domain/settle.ts'
import type { GaugeKind } from '../domain/words.ts'
import { insertFinding, listCurrent, moveFinding, seeFinding, type FindingRow } from '../store/findings.ts'
import { noteLook } from '../store/looks.ts'
import { LOOKER, tellOpened, tellSettled, type Needs, type Telling } from './act.ts'

interface Sight {
  readonly scope: Scope
  readonly measuring: Measuring
  readonly told: readonly DatabaseTold[]
  readonly standings: readonly SignalStanding[]
  readonly current: readonly FindingRow[]
}

/** What was measured again: a figure, or null where nothing is left to measure. */
type Measured = ReadonlyMap<string, number | null>

/** Nothing of an application that is archived or gone. `early`: measures again as soon as there is a figure, without its usual wait. */
export async function look(platform: Needs, applicationId: string, { early }: { readonly early: boolean }): Promise<void> {
  const at = platform.clock.now()
  const sight = await platform.work.read((tx) => sightOf(platform, tx, applicationId))
  if (sight === undefined) return
  const { measuring, current } = sight
  const environmentIds = measuring.environments.map(({ id }) => id)
  const month = await readGauges(platform, { environmentIds, zone: measuring.zone, limits: measuring.limits })
  const measured = await measureAgain(platform, sight, { at, early })
  const found = [...foundIn(month, sight.told), ...sight.standings.flatMap((one) => deviation(one) ?? [])]
  await platform.work.run(async (tx) => {
    const to: Telling = { platform, tx, actor: LOOKER, scope: sight.scope, at }
    await settleMeasured(to, current, measured)
    const standing = new Map((await listCurrent(tx, applicationId)).map((row) => [row.fingerprint, row]))
    for (const one of found) await note(to, applicationId, { one, standing: standing.get(one.fingerprint) })
    if (month.complete) await endLost(to, [...standing.values()], new Set([...keptBy(month, found), ...stillAway(sight.standings)]))
    await noteLook(tx, applicationId, at)
  })
}

async function sightOf(platform: Needs, tx: Tx, applicationId: string): Promise<Sight | undefined> {
  const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
  if (scope === undefined || !(await activeApplication(tx, applicationId))) return undefined
  const measuring = await measuringOf(platform, tx, scope)
  const environmentIds = measuring.environments.map(({ id }) => id)
  const told = (await findingsIn(tx, environmentIds)).map((one): DatabaseTold => {
    const { databaseId, kind, ...rest } = one
    return { ...rest, database: toId('database', databaseId), rule: kind }
  })
  return {
    scope: internal(scope),
    measuring,
    told,
    standings: await standingsOf(tx, measuring.environments),
    current: await listCurrent(tx, applicationId),
  }
}

function foundIn({ gauges }: Gauges, told: readonly DatabaseTold[]): readonly Found[] {
  return [...gauges.flatMap((gauge) => [nearLimit(gauge), waste(gauge)]), ...told.map(toTune)].filter((one) => one !== undefined)
}

/** Fingerprints of what is found, and of what cannot be told for sure. */
function keptBy({ gauges }: Gauges, found: readonly Found[]): ReadonlySet<string> {
  const undecided = gauges.filter(isUndecided).map((gauge) => placeOf(gauge, 'near_limit').fingerprint)
  return new Set([...found.map(({ fingerprint }) => fingerprint), ...undecided])
}

export async function note(
  to: Telling,
  applicationId: string,
  { one, standing }: { readonly one: Found; readonly standing: FindingRow | undefined },
): Promise<void> {
  if (standing !== undefined) return seeFinding(to.tx, { id: standing.id, found: one, at: to.at })
  const id = uuidv7()
  if (await insertFinding(to.tx, { id, applicationId, found: one, at: to.at })) await tellOpened(to, { ...one, id })
}

/** Open ones that are not found any more. What has a task waits for it, and what was dismissed stays so. */
export async function endLost(to: Telling, standing: readonly FindingRow[], kept: ReadonlySet<string>): Promise<void> {
  for (const row of standing.filter(({ state, fingerprint }) => state === 'open' && !kept.has(fingerprint))) {
    const ended = { state: 'gone', dismissedAs: null, taskId: null, after: null, doneAt: null, settledAt: to.at } as const
    if (await moveFinding(to.tx, row, ended)) await tellSettled(to, row, { outcome: 'gone', after: null })
  }
}

async function settleMeasured(to: Telling, current: readonly FindingRow[], measured: Measured): Promise<void> {
  for (const row of current) {
    const after = measured.get(row.id)
    if (after === undefined) continue
    const settled = settle(row.kind, row.figure, after)
    if (await moveFinding(to.tx, row, { ...row, ...settled, settledAt: to.at }))
      await tellSettled(to, row, { outcome: settled.state, after: settled.after })
  }
}

interface Again {
  readonly at: Instant
  readonly early: boolean
}

async function measureAgain(platform: Needs, sight: Sight, { at, early }: Again): Promise<Measured> {
  const measured = new Map<string, number | null>()
  for (const row of sight.current) {
    const { doneAt } = row
    if (row.state !== 'measuring' || doneAt === null) continue
    if (!early && at < measuredFrom(row.kind, doneAt)) continue
    const figure = await figureOf(platform, sight, { row, doneAt, at })
    if (figure !== undefined) measured.set(row.id, figure)
  }
  return measured
}

interface Asked {
  readonly row: FindingRow
  readonly doneAt: Instant
  readonly at: Instant
}

async function figureOf(platform: Needs, { measuring, told, standings }: Sight, asked: Asked): Promise<number | null | undefined> {
  const { row, doneAt } = asked
  if (row.kind === 'database') return toldSince(row, told)
  return row.kind === 'deviates' ? awaySince(row, doneAt, standings) : gaugedSince(platform, { ...asked, measuring })
}

/** Fingerprints of what deviates, even where its last hour said nothing. */
export const stillAway = (standings: readonly SignalStanding[]): readonly string[] =>
  standings.flatMap((one) => (one.turn === null ? [] : [awayOf(one, one.turn).fingerprint]))

/** Undefined while no hour was judged since that said something. */
function awaySince(row: FindingRow, doneAt: Instant, standings: readonly SignalStanding[]): number | undefined {
  const turn = row.facts['turn'] === 'below' ? 'below' : 'above'
  const now = standings.find((one) => awayOf(one, turn).fingerprint === row.fingerprint)
  return now === undefined || now.judgedTo <= doneAt ? undefined : beyond(now, turn)
}

/** None: the database does not tell it any more. Undefined while it was not read since. */
function toldSince(row: FindingRow, told: readonly DatabaseTold[]): number | undefined {
  const still = told.find((one) => toTune(one)?.fingerprint === row.fingerprint)
  if (still === undefined) return 0
  return row.doneAt !== null && still.lastAt > row.doneAt ? (toTune(still)?.figure ?? 0) : undefined
}

interface Since extends Asked {
  readonly measuring: Measuring
}

async function gaugedSince(platform: Needs, { row, doneAt, at, measuring }: Since): Promise<number | null | undefined> {
  // A trend, a peak and a month of idleness are nothing that an earlier look could see.
  if (RULES[row.kind].stepMs === HOUR_MS && at < measuredFrom(row.kind, doneAt)) return undefined
  const { zone, limits } = measuring
  const kinds = [row.facts['gauge'] as GaugeKind]
  const { gauges } = await readGauges(platform, {
    kinds,
    environmentIds: [row.environmentId],
    zone,
    limits,
    steps: stepsSince(row, { doneAt, at }),
  })
  const gauge = gauges.find((one) => row.fingerprint === placeOf(one, row.concern).fingerprint)
  return figureSince(row.kind, gauge)
}

/** What a level says stands in its last minutes. */
const LEVEL_LOOK_MS = 60 * MINUTE_MS

/** From the first whole step after it was done. */
function stepsSince({ kind }: FindingRow, { doneAt, at }: { readonly doneAt: Instant; readonly at: Instant }): Steps {
  const { stepMs } = RULES[kind]
  const first = instant((Math.floor(doneAt / stepMs) + 1) * stepMs)
  const recent = instant(Math.floor(later(at, -LEVEL_LOOK_MS) / stepMs) * stepMs)
  return { stepMs, from: stepMs === MINUTE_MS && recent > first ? recent : first }
}
