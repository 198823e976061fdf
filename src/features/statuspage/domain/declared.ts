/** What posts say of components, as intervals that do not overlap: where two posts speak of one component, the worse word counts. */
import type { Instant } from '#kit/time.ts'
import type { Found } from './states.ts'
import { wholeSecond } from './uptime.ts'
import { DECLARED_STATES, isLastPhase, type DeclaredState, type Phase, type PostKind } from './words.ts'

/** By UUID of a component. */
export type Effects = Readonly<Record<string, DeclaredState>>

export interface ReleasedUpdate {
  readonly at: Instant
  readonly phase: Phase
  readonly effects: Effects
}

export interface ReleasedPost {
  readonly kind: PostKind
  /** When what it tells of began; the first update's effects hold from then on. */
  readonly startedAt: Instant
  /** Of maintenance: when it is to be over. */
  readonly plannedTo: Instant | null
  /** Oldest first; at least one. */
  readonly updates: readonly ReleasedUpdate[]
}

/** Open ends have no `to`. */
export interface Declared {
  readonly componentId: string
  readonly from: Instant
  readonly to: Instant | null
  readonly state: DeclaredState
}

/** What one post says, each component after the other; its own intervals of a component never overlap. */
function wordsOf({ kind, startedAt, plannedTo, updates }: ReleasedPost): readonly Declared[] {
  return updates.flatMap(({ at, phase, effects }, index) => {
    if (isLastPhase(phase)) return []
    const from = wholeSecond(index === 0 ? startedAt : (Math.max(at, startedAt) as Instant))
    const next = updates[index + 1]
    const planned = kind === 'maintenance' && phase === 'scheduled' ? plannedTo : null
    const ends = [next && wholeSecond(next.at), planned && wholeSecond(planned)].filter((end) => end !== null && end !== undefined)
    const to = ends.length === 0 ? null : (Math.min(...ends) as Instant)
    if (to !== null && to <= from) return []
    return Object.entries(effects).map(([componentId, state]) => ({ componentId, from, to, state }))
  })
}

/** By component and time. */
export function declaredOf(posts: readonly ReleasedPost[]): readonly Declared[] {
  const words = posts.flatMap(wordsOf)
  const ids = [...new Set(words.map(({ componentId }) => componentId))].toSorted()
  return ids.flatMap((id) => worstOfAll(words.filter(({ componentId }) => componentId === id)))
}

const NEVER = Number.POSITIVE_INFINITY

function worstOfAll(words: readonly Declared[]): readonly Declared[] {
  const cuts = [...new Set(words.flatMap(({ from, to }) => [from as number, to ?? NEVER]))].toSorted((one, other) => one - other)
  const found: Declared[] = []
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    const to = cuts[index + 1] ?? NEVER
    const holding = words.filter((word) => word.from <= from && (word.to ?? NEVER) >= to)
    const [first] = holding
    if (first === undefined) continue
    const state = holding.map((word) => word.state).reduce(worse)
    const end = to === NEVER ? null : (to as Instant)
    const last = found.at(-1)
    if (last?.to === from && last.state === state) found[found.length - 1] = { ...last, to: end }
    else found.push({ componentId: first.componentId, from: from as Instant, to: end, state })
  }
  return found
}

const worse = (one: DeclaredState, other: DeclaredState): DeclaredState =>
  DECLARED_STATES.indexOf(one) >= DECLARED_STATES.indexOf(other) ? one : other

/** Within a range, as the states over time take them. */
export function foundIn(declared: readonly Declared[], to: Instant): readonly Found<DeclaredState>[] {
  return declared.filter(({ from }) => from < to).map((one) => ({ from: one.from, to: one.to ?? to, value: one.state }))
}
