/** How far back an expression looks. */
import { childrenOf, type Expression, type Matcher } from './syntax.ts'

export interface Reach {
  readonly matchers: readonly Matcher[]
  /** The earliest moment at which a sample may matter. */
  readonly fromMs: number
}

export interface Span {
  readonly startMs: number
  readonly endMs: number
}

/** Every selector of an expression that is evaluated over a range, with the earliest moment that it looks at. */
export function reachesOf(expression: Expression, range: Span, lookbackMs: number): readonly Reach[] {
  return collect(expression, range.startMs, { range, lookbackMs })
}

function collect(expression: Expression, fromMs: number, of: { readonly range: Span; readonly lookbackMs: number }): readonly Reach[] {
  if (expression.type !== 'selector' && expression.type !== 'subquery')
    return childrenOf(expression).flatMap((child) => collect(child, fromMs, of))
  const { pin, offsetMs, rangeMs } = expression
  const pinnedMs = pin === 'start' ? of.range.startMs : pin === 'end' ? of.range.endMs : pin
  const backMs = offsetMs + (rangeMs ?? of.lookbackMs)
  const ownMs = (pinnedMs ?? fromMs) - backMs
  return expression.type === 'subquery' ? collect(expression.expression, ownMs, of) : [{ matchers: expression.matchers, fromMs: ownMs }]
}
