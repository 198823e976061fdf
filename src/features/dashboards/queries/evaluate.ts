/** Expressions over a range, each with its values or with what is wrong with it. */
import { chooseSteps } from '#features/monitoring/public.ts'
import { evaluateRange, parseExpression, type RangeSteps, type RangeValues } from '#features/promql/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { Fault } from '#kit/fault.ts'
import { SECOND_MS } from '#kit/time.ts'
import { expectSeen, type Ask } from '../access/place.ts'
import type { exploringRoutes } from '../contract/exploring.ts'
import { withInterval } from '../domain/interval.ts'
import { SERIES_MAX } from '../domain/limits.ts'

type Evaluate = (typeof exploringRoutes)['evaluate']
type Item = ReplyOf<Evaluate>['items'][number]

/** Senders rarely tell more often; a finer step would only repeat what they told. */
const FINEST_SECONDS = 15

/** One after the other, so that one caller has one statement at a time. */
export async function evaluate(ask: Ask, { params, body }: HandledOf<Evaluate>): Promise<ReplyOf<Evaluate>> {
  await expectSeen(ask, { applicationId: params.id, environmentId: body.environmentId })
  const chosen = chooseSteps(body.from, body.to, { points: body.points, finestSeconds: FINEST_SECONDS })
  const { from, stepSeconds, count } = chosen
  const fromSeconds = from / SECOND_MS
  const steps = { fromSeconds, toSeconds: fromSeconds + (count - 1) * stepSeconds, stepSeconds }
  const items: Item[] = []
  for (const expression of body.expressions) items.push(await evaluated(ask, { expression, environmentId: body.environmentId, steps }))
  return { from, stepSeconds, items }
}

interface One {
  readonly expression: string
  readonly environmentId: string
  readonly steps: RangeSteps
}

async function evaluated(ask: Ask, { expression, environmentId, steps }: One): Promise<Item> {
  const parsed = await parseExpression(withInterval(expression, steps.stepSeconds))
  if ('faults' in parsed) return { faults: [...parsed.faults], series: [], isCut: false }
  try {
    const environments = [environmentId]
    const found = await evaluateRange(ask.platform, { expression: parsed.expression, environments, steps, signal: ask.gone })
    return {
      faults: [],
      series: ordered(found)
        .slice(0, SERIES_MAX)
        .map((one) => inSteps(one, steps)),
      isCut: found.length > SERIES_MAX,
    }
  } catch (error) {
    return { faults: [{ message: refusalOf(error), from: 0, to: expression.length }], series: [], isCut: false }
  }
}

/** By labels: the same series has the same place, and so the same colour, each time that it is read. */
function ordered(series: readonly RangeValues[]): readonly RangeValues[] {
  const keyed = series.map((one) => ({ one, key: JSON.stringify(Object.entries(one.labels).toSorted(([a], [b]) => (a < b ? -1 : 1))) }))
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ one }) => one)
}

/** What PromQL says about the expression as a whole; whatever else went wrong is thrown on. */
function refusalOf(error: unknown): string {
  if (error instanceof Fault && error.code.code.startsWith('promql.')) return error.publicMessage
  throw error
}

/** Infinities and what is no number cannot be drawn. */
function inSteps({ labels, points }: RangeValues, steps: RangeSteps): Item['series'][number] {
  const values = Array.from({ length: (steps.toSeconds - steps.fromSeconds) / steps.stepSeconds + 1 }, (): number | null => null)
  for (const { atSeconds, value } of points)
    if (Number.isFinite(value)) values[Math.round((atSeconds - steps.fromSeconds) / steps.stepSeconds)] = value
  return { labels: { ...labels }, values }
}
