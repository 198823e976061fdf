/** The spans of a trace as a tree, in the order in which they are drawn. */

export interface Placed {
  readonly id: string
  readonly parentId: string | null
  /** Milliseconds since the first span of the trace began. */
  readonly startMs: number
}

export interface WaterfallRow<S> {
  readonly span: S
  /** 0 for what has no parent here. */
  readonly depth: number
  /** How many rows after this one lie below it. */
  readonly below: number
  /** The span names a parent that is not here: it is still running, was lost, or belongs to somebody else's trace. */
  readonly isOrphan: boolean
}

/** Every span once, each below its parent, brothers by when they began. Spans that are their own ancestors begin a tree. */
export function waterfallOf<S extends Placed>(spans: readonly S[]): readonly WaterfallRow<S>[] {
  const byStart = spans.toSorted((a, b) => a.startMs - b.startMs || (a.id < b.id ? -1 : 1))
  const known = new Set(spans.map(({ id }) => id))
  const childrenOf = new Map<string, S[]>()
  const roots: S[] = []
  for (const span of byStart) {
    if (span.parentId === null || !known.has(span.parentId)) roots.push(span)
    else childrenOf.set(span.parentId, [...(childrenOf.get(span.parentId) ?? []), span])
  }
  const drawing = new Drawing(childrenOf, known)
  for (const root of roots) drawing.draw(root)
  // What is left lies in circles, which nobody's clock or library should make.
  for (const span of byStart) drawing.draw(span)
  return drawing.rows
}

class Drawing<S extends Placed> {
  readonly rows: WaterfallRow<S>[] = []
  readonly #childrenOf: ReadonlyMap<string, readonly S[]>
  readonly #known: ReadonlySet<string>
  readonly #drawn = new Set<S>()

  constructor(childrenOf: ReadonlyMap<string, readonly S[]>, known: ReadonlySet<string>) {
    this.#childrenOf = childrenOf
    this.#known = known
  }

  /** Without recursion: a trace may be thousands of spans deep. */
  draw(root: S): void {
    const waiting = [{ span: root, depth: 0 }]
    const first = this.rows.length
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { span, depth } = next
      if (this.#drawn.has(span)) continue
      this.#drawn.add(span)
      const isOrphan = span.parentId !== null && !this.#known.has(span.parentId)
      this.rows.push({ span, depth, below: 0, isOrphan })
      for (const child of (this.#childrenOf.get(span.id) ?? []).toReversed()) waiting.push({ span: child, depth: depth + 1 })
    }
    this.#countBelow(first)
  }

  #countBelow(first: number): void {
    const open: number[] = []
    const close = (depth: number, end: number): void => {
      while (open.length > 0 && (this.rows[open.at(-1) as number]?.depth ?? 0) >= depth) {
        const at = open.pop() as number
        this.rows[at] = { ...(this.rows[at] as WaterfallRow<S>), below: end - at - 1 }
      }
    }
    for (let at = first; at < this.rows.length; at++) {
      close(this.rows[at]?.depth ?? 0, at)
      open.push(at)
    }
    close(0, this.rows.length)
  }
}
