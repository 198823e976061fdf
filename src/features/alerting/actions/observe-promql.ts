/** What an expression of PromQL says of an environment: each series of the answer is a target. */
import { evaluateInstant } from '#features/promql/public.ts'
import { later, SECOND_MS } from '#kit/time.ts'
import type { RuleBook } from '../access/rule-book.ts'
import { targetOf } from '../domain/rule.ts'
import type { Seen } from '../domain/watch.ts'
import { placesOf, type Asking, type Found, type Observed } from './observing.ts'
import type { Watch } from './watching.ts'

/** All rules ask of the same environment. */
export async function observeExpression({ clickhouse, asked, now, book }: Asking & { readonly book: RuleBook }): Promise<Observed> {
  const source = asked[0]?.rule.source
  const expression = source?.kind === 'promql' ? book.expression(source.expression) : undefined
  if (expression === undefined) return { found: [] }
  const ask = { expression, environments: placesOf({ asked }), atSeconds: Math.floor(now / SECOND_MS) }
  const values = await evaluateInstant({ clickhouse }, ask)
  const found = values.flatMap(({ labels, value }) =>
    asked.map(({ rule, place }): Found => {
      const fires = rule.source.kind === 'promql' && rule.source.whenAnswered
      const seen: Seen = fires ? { kind: 'turned', level: 'crossed', value } : { kind: 'value', value }
      return { place, rule, target: targetOf(labels), labels, at: now, seen }
    }),
  )
  return { found, missing: (watch) => missing(watch, now) }
}

/** Without a value there is no data, unless the answer itself is what fires. */
function missing({ rule, seenAt, standing }: Watch, now: Asking['now']): Seen | undefined {
  if (rule.source.kind === 'promql' && rule.source.whenAnswered) return { kind: 'turned', level: 'back' }
  return now >= later(seenAt ?? standing.since, rule.condition.noDataAfterMs) ? { kind: 'no_data' } : undefined
}
