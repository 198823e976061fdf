/** Table `line`: reading. Every statement names the environment that its caller may see. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { instant, type Instant } from '#kit/time.ts'
import { isToken, type LineFilter, type Steps } from '../domain/search.ts'

/** What names a line within its environment. */
export interface LinePlace {
  readonly at: Instant
  readonly number: number
}

/** A line as lists show it. */
export interface LineRow extends LinePlace {
  readonly severity: number
  readonly service: string
  /** The beginning of it. */
  readonly text: string
  readonly isCut: boolean
}

/** Characters of a line in a list: several rows of a wide screen. */
const TEXT_SHOWN_MAX = 1_000
const ROW = `toUnixTimestamp64Milli(t) as at, n as number, severity, service,
        substringUTF8(body, 1, ${TEXT_SHOWN_MAX}) as text, lengthUTF8(body) > ${TEXT_SHOWN_MAX} as isCut`

export interface LinesAsk {
  /** UUID of an environment that the caller may see. */
  readonly environmentId: string
  readonly filter: LineFilter
  /** Only those on the far side of this one: older when the newest come first, else newer. */
  readonly beyond: LinePlace | undefined
  readonly limit: number
}

/** The newest first. */
export function listNewest(clickhouse: ClickHouse, ask: LinesAsk): Promise<readonly LineRow[]> {
  return listLines(clickhouse, ask, { name: 'logs.listNewest', side: '<', order: 'desc' })
}

/** The oldest first. */
export function listOldest(clickhouse: ClickHouse, ask: LinesAsk): Promise<readonly LineRow[]> {
  return listLines(clickhouse, ask, { name: 'logs.listOldest', side: '>', order: 'asc' })
}

async function listLines(
  clickhouse: ClickHouse,
  { environmentId, filter, beyond, limit }: LinesAsk,
  { name, side, order }: { readonly name: string; readonly side: '<' | '>'; readonly order: 'asc' | 'desc' },
): Promise<readonly LineRow[]> {
  const place = beyond === undefined ? '' : `and (t, n) ${side} (fromUnixTimestamp64Milli({at:Int64}), {number:UInt32})`
  const { where, params } = conditionsOf(environmentId, filter)
  const rows = await clickhouse.query<Omit<LineRow, 'at' | 'isCut'> & { at: string; isCut: number }>({
    name,
    sql: `select ${ROW} from line where ${where} ${place} order by t ${order}, n ${order} limit {limit:UInt32}`,
    params: { ...params, limit, ...(beyond === undefined ? {} : { at: beyond.at, number: beyond.number }) },
  })
  return rows.map((row) => ({ ...row, at: instant(Number(row.at)), isCut: row.isCut === 1 }))
}

/** What a statement asks of lines, with its parameters; also what a test holds against the filters of the table. */
export function conditionsOf(environmentId: string, filter: LineFilter) {
  const { where, params } = conditionsOfFilter(filter)
  return { where: `env = {environment:UUID} and ${where}`, params: { ...params, environment: environmentId } }
}

function conditionsOfFilter({ from, to, words, severityMin, service, having = [] }: LineFilter) {
  const where = [
    't >= fromUnixTimestamp64Milli({from:Int64}) and t < fromUnixTimestamp64Milli({to:Int64})',
    ...(severityMin > 0 ? ['severity >= {severity:UInt8}'] : []),
    ...(service === undefined ? [] : ['service = {service:String}']),
    ...words.map((word, index) =>
      isToken(word)
        ? `hasToken(lowerUTF8(body), lowerUTF8({word${index}:String}))`
        : `positionCaseInsensitiveUTF8(body, {word${index}:String}) > 0`,
    ),
    // The first half lets the filter over the values of attributes pass over what cannot hold it.
    ...having.map(({ of }, index) =>
      of === 'attributes'
        ? `has(mapValues(attributes), {attribute${index}:String}) and attributes[{name${index}:String}] = {attribute${index}:String}`
        : `mapContains(resource, {name${index}:String}) and resource[{name${index}:String}] = {attribute${index}:String}`,
    ),
  ]
  const wordParams = Object.fromEntries(words.map((word, index) => [`word${index}`, word]))
  const havingParams = Object.fromEntries(
    having.flatMap(({ name, value }, index) => [
      [`name${index}`, name],
      [`attribute${index}`, value],
    ]),
  )
  const params = { from, to, severity: severityMin, service: service ?? '', ...wordParams, ...havingParams }
  return { where: where.join(' and '), params }
}

export interface CountsAsk {
  /** UUID of an environment that the caller may see. */
  readonly environmentId: string
  readonly filter: LineFilter
}

/** Lines of a step; severities in bands of four numbers, 0 for those without. */
export interface StepCount {
  readonly step: number
  readonly band: number
  readonly lines: number
}

/** By step, then band; what is later than the last step counts with it. */
export function countSteps(
  clickhouse: ClickHouse,
  { environmentId, filter, steps }: CountsAsk & { readonly steps: Steps },
): Promise<readonly StepCount[]> {
  const { where, params } = conditionsOf(environmentId, filter)
  return clickhouse.query<StepCount>({
    name: 'logs.countSteps',
    sql: `
      select toUInt32(least(intDiv(toUnixTimestamp64Milli(t) - {begin:Int64}, {step:Int64}), {last:Int64})) as step,
        intDiv(severity + 3, 4) as band, toFloat64(count()) as lines
      from line
      where ${where}
      group by step, band
      order by step, band`,
    params: { ...params, begin: steps.from, step: steps.stepMs, last: steps.count - 1 },
  })
}

export interface WindowsAsk {
  /** UUIDs of environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly filter: LineFilter
  /** The time of the filter is cut into windows of this length. */
  readonly windowMs: number
}

export interface WindowCount {
  /** UUID */
  readonly environmentId: string
  /** Position from 0; windows without a line are left out. */
  readonly window: number
  readonly lines: number
}

/** How many lines fit, by environment and window. */
export function countWindows(clickhouse: ClickHouse, { environmentIds, filter, windowMs }: WindowsAsk): Promise<readonly WindowCount[]> {
  const { where, params } = conditionsOfFilter(filter)
  return clickhouse.query<WindowCount>({
    name: 'logs.countWindows',
    sql: `
      select toString(env) as environmentId, toUInt32(intDiv(toUnixTimestamp64Milli(t) - {from:Int64}, {window:Int64})) as window,
        toFloat64(count()) as lines
      from line
      where env in {environments:Array(UUID)} and ${where}
      group by environmentId, window
      order by environmentId, window`,
    params: { ...params, environments: environmentIds, window: windowMs },
  })
}

export interface ServiceCount {
  readonly service: string
  readonly lines: number
}

/** A list of more could not be read. */
const SERVICES_MAX = 100

/** The busiest first. */
export function countServices(clickhouse: ClickHouse, { environmentId, filter }: CountsAsk): Promise<readonly ServiceCount[]> {
  const { where, params } = conditionsOf(environmentId, filter)
  return clickhouse.query<ServiceCount>({
    name: 'logs.countServices',
    sql: `
      select service, toFloat64(count()) as lines
      from line
      where ${where}
      group by service
      order by lines desc, service
      limit {limit:UInt32}`,
    params: { ...params, limit: SERVICES_MAX },
  })
}

/** A line with everything that it says. */
export interface WholeLine extends LinePlace {
  readonly severity: number
  readonly service: string
  readonly text: string
  readonly observedAt: Instant
  /** Null when there is none. */
  readonly traceId: string | null
  readonly spanId: string | null
  readonly attributes: Readonly<Record<string, string>>
  readonly resource: Readonly<Record<string, string>>
}

/** Undefined when there is no such line. */
export async function findLine(
  clickhouse: ClickHouse,
  { environmentId, place }: { readonly environmentId: string; readonly place: LinePlace },
): Promise<WholeLine | undefined> {
  type Row = Omit<WholeLine, 'at' | 'observedAt' | 'traceId' | 'spanId'> & {
    at: string
    observedAt: string
    traceId: string
    spanId: string
  }
  const [row] = await clickhouse.query<Row>({
    name: 'logs.findLine',
    sql: `
      select toUnixTimestamp64Milli(t) as at, n as number, severity, service, body as text, toUnixTimestamp64Milli(observed) as observedAt,
        lower(hex(trace)) as traceId, lower(hex(span)) as spanId, attributes, resource
      from line
      where env = {environment:UUID} and t = fromUnixTimestamp64Milli({at:Int64}) and n = {number:UInt32}
      order by service
      limit 1`,
    params: { environment: environmentId, at: place.at, number: place.number },
  })
  const idOf = (digits: string) => (/^0+$/.test(digits) ? null : digits)
  return (
    row && {
      ...row,
      at: instant(Number(row.at)),
      observedAt: instant(Number(row.observedAt)),
      traceId: idOf(row.traceId),
      spanId: idOf(row.spanId),
    }
  )
}
