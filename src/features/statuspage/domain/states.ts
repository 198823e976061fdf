/**
 * How components and pages are over time. One function puts together what checks found and what people declared, and everything
 * that is shown, on the page, by the API and in reports, is read from its intervals: they fill a range without a gap and without an
 * overlap, so the shares of all states are the whole.
 */
import type { Instant } from '#kit/time.ts'
import type { DeclaredState, State, StateReason } from './words.ts'

export interface Span {
  readonly from: Instant
  /** Exclusive. */
  readonly to: Instant
}

/** What one check found over the range, or what people declared; in its order, without overlaps. */
export interface Found<V> extends Span {
  readonly value: V
}

export type Outcome = 'up' | 'down' | 'unknown'

export interface StateInterval extends Span {
  readonly state: State
  readonly reason: StateReason
}

export interface Layers {
  /** Since when there is anything to say of it. */
  readonly since: Instant
  /** One list for each check. */
  readonly checks: readonly (readonly Found<Outcome>[])[]
  readonly declared: readonly Found<DeclaredState>[]
}

/** What counts at one moment: people's word first, then the checks; a component without checks works until people say otherwise. */
export function stateAt(
  declared: DeclaredState | undefined,
  outcomes: readonly Outcome[],
): { readonly state: State; readonly reason: StateReason } {
  if (declared !== undefined) return { state: declared, reason: 'declared' }
  if (outcomes.length === 0) return { state: 'operational', reason: 'nothing_measured' }
  const down = outcomes.filter((outcome) => outcome === 'down').length
  if (down === outcomes.length) return { state: 'major_outage', reason: 'all_checks_down' }
  if (down > 0) return { state: 'partial_outage', reason: 'some_checks_down' }
  if (outcomes.includes('up')) return { state: 'operational', reason: 'checks_up' }
  return { state: 'unknown', reason: 'nobody_could_look' }
}

/** Intervals in their order, the first beginning at `from` and the last ending at `to`; neighbours differ. */
export function statesOver({ since, checks, declared }: Layers, { from, to }: Span): readonly StateInterval[] {
  const layers = [...checks, declared]
  const cuts = layers.flatMap((layer) => layer.flatMap((found) => [found.from, found.to]))
  const times = [...new Set([from, to, since, ...cuts])].filter((at) => at >= from && at <= to).toSorted((one, other) => one - other)
  const valueOf = layers.map((layer) => readerOf<Outcome | DeclaredState>(layer))
  const intervals: StateInterval[] = []
  for (let index = 0; index + 1 < times.length; index++) {
    const [begin, end] = [times[index] as Instant, times[index + 1] as Instant]
    const values = valueOf.map((read) => read(begin))
    const said = values.at(-1) as DeclaredState | undefined
    const outcomes = values.slice(0, -1).map((value) => (value ?? 'unknown') as Outcome)
    const found = begin < since ? NOT_THERE_YET : stateAt(said, outcomes)
    append(intervals, { from: begin, to: end, ...found })
  }
  return intervals
}

const NOT_THERE_YET = { state: 'unknown', reason: 'not_there_yet' } as const

function append(intervals: StateInterval[], next: StateInterval): void {
  const last = intervals.at(-1)
  if (last?.state === next.state && last.reason === next.reason) intervals[intervals.length - 1] = { ...last, to: next.to }
  else intervals.push(next)
}

/** Reads a list at instants that only rise. */
function readerOf<V>(layer: readonly Found<V>[]): (at: Instant) => V | undefined {
  let index = 0
  return (at) => {
    while (index < layer.length && (layer[index]?.to ?? 0) <= at) index++
    const found = layer[index]
    return found !== undefined && found.from <= at ? found.value : undefined
  }
}

/** The worst counts from half of the weight on; less of it is a part. */
const MAJOR_FROM = 0.5

/** How a page is when its components are so. */
export function pageStateOf(components: readonly { readonly state: State; readonly weight: number }[]): State {
  const known = components.filter(({ state }) => state !== 'unknown')
  const weightOf = (...states: readonly State[]) => known.reduce((sum, { state, weight }) => sum + (states.includes(state) ? weight : 0), 0)
  const all = known.reduce((sum, { weight }) => sum + weight, 0)
  if (all === 0) return 'unknown'
  if (weightOf('major_outage') + weightOf('partial_outage') / 2 >= all * MAJOR_FROM && weightOf('major_outage') > 0) return 'major_outage'
  if (weightOf('major_outage', 'partial_outage') > 0) return 'partial_outage'
  if (weightOf('degraded') > 0) return 'degraded'
  return weightOf('maintenance') > 0 ? 'maintenance' : 'operational'
}
