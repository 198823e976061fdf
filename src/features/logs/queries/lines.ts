/** Lines that people look for, and how many there are. */
import type { z } from 'zod'
import { common, Fault } from '#kit/fault.ts'
import { instant, later, SECOND_MS, type Instant } from '#kit/time.ts'
import { decodeCursor, pageFrom, type SortValues } from '#platform/http/cursor.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { READ_LINES, type countQuery, type looksQuery, type readingRoutes } from '../contract/reading.ts'
import { attributesOf, ATTRIBUTES_ASKED_MAX, reachesOf, stepsOf, timeOf, wordsOf, WORDS_MAX, type LineFilter } from '../domain/search.ts'
import { bandOf, BANDS, leastOf, type Band } from '../domain/severity.ts'
import { TAIL_LINES_MAX } from '../domain/tail.ts'
import { countUpTo, listFacets } from '../store/read-facets.ts'
import { countServices, countSteps, listNewest, type LinePlace, type LineRow, type LinesAsk } from '../store/read-lines.ts'

export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'clickhouse'>
  readonly caller: Caller
}

type Answer<K extends keyof typeof readingRoutes> = z.output<(typeof readingRoutes)[K]['response']>
type Looked = z.output<typeof countQuery>

const ORDER = '-at'

/** The newest first. */
export async function listLines(
  { platform, caller }: Ask,
  environmentId: string,
  { limit, cursor, ...looked }: Looked & { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Answer<'listLines'>> {
  await claimEnvironment({ platform, caller }, environmentId)
  const filter = filterOf(looked, platform.clock.now())
  const beyond = placeOf(decodeCursor(cursor, ORDER, 2))
  const rows = await lookBack(platform, { environmentId, filter, beyond, limit: limit + 1 })
  const { items, nextCursor } = pageFrom(rows, limit, ORDER, ({ at, number }) => [at, number])
  return { items: items.map(toLine), nextCursor }
}

/** From the end of the time, or from where the page before ended. */
function lookBack({ clickhouse }: Ask['platform'], ask: LinesAsk): Promise<readonly LineRow[]> {
  const { from } = ask.filter
  const to = ask.beyond ? instant(Math.min(ask.filter.to, ask.beyond.at + 1)) : ask.filter.to
  return untilFull({ lengthMs: to - from, limit: ask.limit }, (reachMs) =>
    listNewest(clickhouse, { ...ask, filter: { ...ask.filter, from: later(to, -reachMs), to } }),
  )
}

/** Reads ever further until there are enough rows or nothing is left to look at. */
export async function untilFull<Row>(
  { lengthMs, limit }: { readonly lengthMs: number; readonly limit: number },
  read: (reachMs: number) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  let rows: readonly Row[] = []
  for (const reachMs of reachesOf(lengthMs)) {
    rows = await read(reachMs)
    if (rows.length === limit) break
  }
  return rows
}

/** A line as lists and what stands around another one show it. */
export function toLine({ at, number, severity, service, text, isCut }: LineRow): Answer<'listLines'>['items'][number] {
  return { id: `${at}-${number}`, at, severity: bandOf(severity), service, text, isCut }
}

/** In steps of time by severity, and by service. */
export async function countLines(ask: Ask, environmentId: string, looked: Looked): Promise<Answer<'countLines'>> {
  await claimEnvironment(ask, environmentId)
  const { clickhouse, clock } = ask.platform
  const filter = filterOf(looked, clock.now())
  const steps = stepsOf(filter, clock.now())
  const [counts, services] = await Promise.all([
    countSteps(clickhouse, { environmentId, filter, steps }),
    // Of whatever service: the list is there to choose another one.
    countServices(clickhouse, { environmentId, filter: { ...filter, service: undefined } }),
  ])
  const bySteps: Partial<Record<Band, number>>[] = Array.from({ length: steps.count }, () => ({}))
  for (const { step, band, lines } of counts) Object.assign(bySteps[step] ?? {}, { [BANDS[band] ?? 'unknown']: lines })
  return { from: steps.from, stepMs: steps.stepMs, steps: bySteps, services: [...services] }
}

/** How many lines say what lines have in common; more would not change the picture. */
const FACETS_OF_MAX = 5_000

/** Of the newest lines that fit. */
export async function readFacets(ask: Ask, environmentId: string, looked: Looked): Promise<Answer<'listFacets'>> {
  await claimEnvironment(ask, environmentId)
  const { clickhouse, clock } = ask.platform
  const filter = filterOf(looked, clock.now())
  for (const reachMs of reachesOf(filter.to - filter.from)) {
    const near = { environmentId, filter: { ...filter, from: later(filter.to, -reachMs) } }
    const lines = await countUpTo(clickhouse, near, FACETS_OF_MAX)
    if (lines < FACETS_OF_MAX && near.filter.from > filter.from) continue
    const items = lines === 0 ? [] : await listFacets(clickhouse, near, FACETS_OF_MAX)
    return { lines, items: items.map((item) => ({ ...item, values: [...item.values] })) }
  }
  return { lines: 0, items: [] }
}

type Tailed = z.output<typeof looksQuery> & { readonly seconds: number }

/** Whoever asks again within the seconds misses no line and can tell which it has seen. */
export async function tailLines(ask: Ask, environmentId: string, { seconds, ...looked }: Tailed): Promise<Answer<'tailLines'>> {
  await claimEnvironment(ask, environmentId)
  const { clickhouse, clock } = ask.platform
  const now = clock.now()
  const from = instant((Math.floor(now / SECOND_MS) - seconds) * SECOND_MS)
  const filter = filterOf({ ...looked, from, to: undefined }, now)
  const steps = { from, stepMs: SECOND_MS, count: Math.ceil((filter.to - from) / SECOND_MS) }
  const [counts, rows] = await Promise.all([
    countSteps(clickhouse, { environmentId, filter, steps }),
    listNewest(clickhouse, { environmentId, filter, beyond: undefined, limit: TAIL_LINES_MAX }),
  ])
  const bySecond = new Map<number, number>()
  for (const { step, lines } of counts) bySecond.set(step, (bySecond.get(step) ?? 0) + lines)
  const told = [...bySecond].map(([step, lines]) => ({ at: later(from, step * SECOND_MS), lines }))
  return { now, from, items: rows.map(toLine), seconds: told }
}

function filterOf({ from, to, words, severity, service, attributes, resource }: Looked, now: Instant): LineFilter {
  const time = timeOf({ from, to }, now)
  if (time === undefined) throw refused('from', 'must be before the end, and the end within the days for which lines are kept')
  const found = wordsOf(words)
  if (found === undefined) throw refused('words', `must be at most ${WORDS_MAX} words`)
  const having = { attributes: attributesOf('attributes', attributes), resource: attributesOf('resource', resource) }
  const wrong = `must be an object of JSON with texts by name, at most ${ATTRIBUTES_ASKED_MAX}`
  if (having.attributes === undefined) throw refused('attributes', wrong)
  if (having.resource === undefined) throw refused('resource', wrong)
  return { ...time, words: found, severityMin: leastOf(severity), service, having: [...having.attributes, ...having.resource] }
}

/** Only the form is checked: whoever writes a cursor sees nothing but the lines that they may see. */
function placeOf(after: SortValues | null): LinePlace | undefined {
  if (after === null) return undefined
  const [at = -1, number = -1] = after.map(Number)
  if (isBelow(at, 1e13) && isBelow(number, 2 ** 32)) return { at: instant(at), number }
  throw refused('cursor', 'must be the nextCursor of the previous page')
}

const isBelow = (value: number, end: number): boolean => Number.isInteger(value) && value >= 0 && value < end

function refused(name: string, message: string): Fault {
  return new Fault(common.invalid_request, { detail: `${name} ${message}.`, fields: [{ field: `query.${name}`, message }] })
}

/** Throws `common.not_found` when there is no such environment or its lines are not the caller's to see. */
export async function claimEnvironment({ platform, caller }: Ask, id: string): Promise<void> {
  const scope = await platform.work.read((tx) => scopeOf(tx, { kind: 'environment', id }))
  if (!scope) throw new Fault(common.not_found)
  requirePermission(caller, READ_LINES, scope)
}
