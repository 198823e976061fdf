/** Series, labels and metrics as Prometheus's API lists them. */
import { SECOND_MS } from '#kit/time.ts'
import { toId } from '#kit/ids.ts'
import { ANNOUNCE_EVERY_MS, listLabelNames, listLabelValues, selectSeries, type SelectAsk } from '#features/telemetry/public.ts'
import { answered } from '../domain/answer.ts'
import { ENVIRONMENT_LABEL, narrowed } from '../domain/environments.ts'
import { typeByName } from '../domain/metric-type.ts'
import { every, first } from '../contract/parameters.ts'
import { METRIC_NAME, type Matcher } from '../domain/syntax.ts'
import { writeExpression } from '../domain/write-expression.ts'
import { badParameter, environmentsSeen, momentIn, required, type Ask } from './ask.ts'
import { requireExpression, TIMEOUT_MS } from './evaluate.ts'
import { withPatternWords } from './pattern-words.ts'

/** Longest list; a browser can do nothing with more. */
const ROWS_MAX = 50_000
/** When no start is said: what was announced within a day is there. */
const SHOWN_MS = 24 * 3_600 * SECOND_MS

/** Series that any of the selectors finds. */
export async function answerSeries(ask: Ask): Promise<string> {
  const selects = await selectsOf(ask)
  if (every(ask.parameters, 'match[]').length === 0) throw badParameter('match[]', 'no match[] parameter provided')
  const found = []
  for (const select of selects) found.push(...(await withPatternWords(selectSeries(ask.platform.clickhouse, select))))
  const isOfSeveral = new Set(found.map(({ env }) => env)).size > 1
  const byId = new Map(
    found.map(({ id, env, metric, labels }) => {
      const own = isOfSeveral ? [[ENVIRONMENT_LABEL, toId('environment', env)] as const] : []
      return [id, Object.fromEntries([[METRIC_NAME, metric], ...own, ...Object.entries(labels)])] as const
    }),
  )
  return answered([...byId.values()].slice(0, limitOf(ask)))
}

/** Names of labels, that of the metric's name among them. */
export async function answerLabels(ask: Ask): Promise<string> {
  const names = await union(ask, (select) => listLabelNames(ask.platform.clickhouse, select))
  return answered(names.length > 0 ? [METRIC_NAME, ...names].toSorted().slice(0, limitOf(ask)) : [])
}

/** Values of a label. */
export async function answerLabelValues(ask: Ask, label: string): Promise<string> {
  if (label === ENVIRONMENT_LABEL) return answered((await environmentsSeen(ask)).map((id) => toId('environment', id)).toSorted())
  const values = await union(ask, (select) => listLabelValues(ask.platform.clickhouse, select, label === METRIC_NAME ? undefined : label))
  return answered(values.slice(0, limitOf(ask)))
}

/** Metrics with their types; what senders say about them is not kept, so that the name has to tell. */
export async function answerMetadata(ask: Ask): Promise<string> {
  const only = first(ask.parameters, 'metric')
  const names = await union(ask, (select) => listLabelValues(ask.platform.clickhouse, select, undefined))
  const wanted = only === undefined ? names : names.filter((name) => name === only)
  const all = new Set(names)
  return answered(
    Object.fromEntries(wanted.slice(0, limitOf(ask)).map((name) => [name, [{ type: typeByName(name, all), help: '', unit: '' }]])),
  )
}

/** The expression in the usual form. */
export async function answerFormat({ parameters }: Pick<Ask, 'parameters'>): Promise<string> {
  return answered(writeExpression(await requireExpression(required(parameters, 'query'))))
}

function limitOf({ parameters }: Ask): number {
  const limit = Number(first(parameters, 'limit') ?? 0)
  if (!Number.isInteger(limit) || limit < 0) throw badParameter('limit', 'it has to be a whole number, at least 0')
  return limit === 0 ? ROWS_MAX : limit
}

async function union(ask: Ask, list: (select: SelectAsk) => Promise<readonly string[]>): Promise<readonly string[]> {
  const all = new Set<string>()
  for (const select of await selectsOf(ask)) for (const each of await withPatternWords(list(select))) all.add(each)
  return [...all].toSorted()
}

/** One for each selector; one of everything when none was sent. */
async function selectsOf(ask: Ask): Promise<readonly SelectAsk[]> {
  const { parameters, platform, gone: signal } = ask
  const seen = await environmentsSeen(ask)
  const startMs = momentIn(parameters, 'start', platform.clock.now() - SHOWN_MS)
  momentIn(parameters, 'end', platform.clock.now())
  const texts = every(parameters, 'match[]')
  const selectors: readonly (readonly Matcher[])[] = texts.length === 0 ? [[]] : await Promise.all(texts.map(matchersIn))
  return selectors.map((matchers) => {
    const { environmentIds, rest } = narrowed(seen, matchers)
    const seenSinceSeconds = (startMs - ANNOUNCE_EVERY_MS) / SECOND_MS
    return { environmentIds, matchers: rest, seenSinceSeconds, limit: ROWS_MAX, signal, timeoutMs: TIMEOUT_MS }
  })
}

async function matchersIn(text: string): Promise<readonly Matcher[]> {
  const expression = await requireExpression(text)
  if (expression.type === 'selector' && expression.rangeMs === null) return expression.matchers
  throw badParameter('match[]', `${JSON.stringify(text)} is no selector of series`)
}
