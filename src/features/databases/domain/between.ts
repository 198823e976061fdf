/** What two readings say together: rates, ratios and what statements did meanwhile. A count that fell began anew and counts from zero. */
import { SECOND_MS } from '#kit/time.ts'
import type { Figure, Reading, StatementCount } from './reading.ts'

const keyOf = ({ metric, labels }: Figure): string =>
  JSON.stringify([metric, Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))])

/** By how much a count rose, whatever happened in between. */
export const risen = (before: number, now: number): number => (now < before ? now : now - before)

/** Rates per second of all counters that both readings have; their names end in `.rate`. */
export function ratesBetween(before: Reading, now: Reading): readonly Figure[] {
  const seconds = (now.at - before.at) / SECOND_MS
  if (seconds <= 0) return []
  const earlier = new Map(before.counters.map((figure) => [keyOf(figure), figure.value]))
  return now.counters.flatMap((figure) => {
    const value = earlier.get(keyOf(figure))
    return value === undefined ? [] : [{ ...figure, metric: `${figure.metric}.rate`, value: risen(value, figure.value) / seconds }]
  })
}

/** The share of the part in what came since the reading before; none where nothing came. */
export function ratiosBetween(before: Reading, now: Reading): readonly Figure[] {
  const earlier = new Map(before.ratios.map((ratio) => [ratio.metric, ratio]))
  return now.ratios.flatMap(({ metric, part, rest }) => {
    const was = earlier.get(metric)
    if (was === undefined) return []
    const [parts, rests] = part < was.part || rest < was.rest ? [part, rest] : [part - was.part, rest - was.rest]
    return parts + rests === 0 ? [] : [{ metric, labels: {}, value: parts / (parts + rests) }]
  })
}

/** What each statement did since the reading before, those that took most of the time first; null before there are two readings. */
export function statementsBetween(before: Reading, now: Reading): readonly StatementCount[] | null {
  if (before.statements === null || now.statements === null) return null
  const earlier = new Map(before.statements.map((statement) => [statement.fingerprint, statement]))
  return now.statements
    .map((statement) => {
      const was = earlier.get(statement.fingerprint)
      // A statement's counts begin anew together: a reset takes all, the server's making room takes one statement with all its counts.
      if (was === undefined || statement.calls < was.calls) return statement
      return {
        fingerprint: statement.fingerprint,
        calls: statement.calls - was.calls,
        totalMs: Math.max(0, statement.totalMs - was.totalMs),
        rows: Math.max(0, statement.rows - was.rows),
      }
    })
    .filter(({ calls }) => calls > 0)
    .toSorted((a, b) => b.totalMs - a.totalMs)
}
