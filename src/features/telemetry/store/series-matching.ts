/** Matchers as conditions of SQL. Regular expressions run in ClickHouse, whose engine (RE2) takes linear time whatever they are. */
import { Fault } from '#kit/fault.ts'
import type { Statement } from '#platform/clickhouse/client.ts'

/** The label that stands for the metric's name. */
const METRIC_LABEL = '__name__'

/** What a label has to be; a series without it has it empty. */
export interface SeriesMatcher {
  readonly label: string
  readonly op: '=' | '!=' | '=~' | '!~'
  readonly value: string
}

export interface Conditions {
  /** Of a table with the columns env and metric. */
  readonly ofMetric: string
  /** Of table `series`; empty where no other label is asked for. */
  readonly ofLabels: string
  /** Whether `params` names the series that they select. */
  readonly areNamed?: true
  readonly params: NonNullable<Statement['params']>
}

/** As Prometheus anchors them; a dot is any character but the end of a line. */
export const anchored = (pattern: string): string => `\\A(?-s:${pattern})\\z`

/** `environmentIds` are the UUIDs that the caller may see: no selector reaches beyond them. */
export function conditionsOf(environmentIds: readonly string[], matchers: readonly SeriesMatcher[]): Conditions {
  const params: Record<string, unknown> = { environments: environmentIds }
  const ofMetric = ['env in {environments:Array(UUID)}']
  const ofLabels: string[] = []
  for (const [index, { label, op, value }] of matchers.entries()) {
    const isRegex = op === '=~' || op === '!~'
    params[`value${index}`] = isRegex ? anchored(value) : value
    const isName = label === METRIC_LABEL
    if (!isName) params[`label${index}`] = label
    const subject = isName ? 'toString(metric)' : `labels[{label${index}:String}]`
    const plain = isName && !isRegex ? 'metric' : subject
    const expected = `{value${index}:String}`
    const condition = isRegex ? `${op === '!~' ? 'not ' : ''}match(${subject}, ${expected})` : `${plain} ${op} ${expected}`
    if (isName) ofMetric.push(condition)
    else ofLabels.push(condition)
  }
  return { ofMetric: ofMetric.join(' and '), ofLabels: ofLabels.join(' and '), params }
}

/** More would not fit into the address of a statement, and are found about as fast by their labels. */
const NAMED_MAX = 200

/** The same conditions for reading samples once it is known which series they select: where those are few, without looking for them again. */
export function knowing(conditions: Conditions, ids: readonly string[]): Conditions {
  if (conditions.ofLabels === '' || ids.length > NAMED_MAX) return conditions
  // Written as a list of numbers: the client would write digits as texts, and numbers of 64 bits not exactly.
  return { ...conditions, areNamed: true, params: { ...conditions.params, series: `[${ids.join(',')}]` } }
}

/** A condition of table `sample` that selects the series. */
export function ofSamples({ ofMetric, ofLabels, areNamed }: Conditions): string {
  if (areNamed === true) return `${ofMetric} and series in {series:Array(UInt64)}`
  return ofLabels === '' ? ofMetric : `${ofMetric} and series global in (select id from series where ${ofMetric} and ${ofLabels})`
}

const CANNOT_COMPILE_REGEXP = '427'

/** Whether a statement failed because a regular expression of its matchers is none, to be told to whoever wrote it. */
export function isBadPattern(error: unknown): boolean {
  const cause = error instanceof Fault ? error.cause : undefined
  return (cause as { readonly code?: unknown } | undefined)?.code === CANNOT_COMPILE_REGEXP
}
