/**
 * Following lines as they come. Each answer tells the newest lines of the last seconds and how many there were in each of them, so
 * that whoever follows sees no line twice, and says how many were left out where more came than are shown.
 */
import { SECOND_MS } from '#kit/time.ts'

/** More in two seconds nobody reads. */
export const TAIL_LINES_MAX = 200
/** Lines of a sender that waits a little before it sends still come into view; those that are later are found by looking again. */
export const TAIL_BACK_S = 60
/** Who was away for longer begins anew. */
export const TAIL_BACK_MAX_S = 300
/** What a screen holds; the oldest go. */
export const TAIL_SHOWN_MAX = 500

/** What follows needs of a line: ids are `<milliseconds>-<number>`. */
interface Named {
  readonly id: string
}

export interface TailAnswer<Line extends Named> {
  /** Milliseconds of the epoch. */
  readonly nowMs: number
  readonly fromMs: number
  /** The newest first. */
  readonly lines: readonly Line[]
  readonly seconds: readonly { readonly atMs: number; readonly lines: number }[]
}

export interface Tail<Line extends Named> {
  /** The newest first. */
  readonly lines: readonly Line[]
  /** The second from which on what is not shown counts as left out; null before the first answer. */
  readonly sinceMs: number | null
  /** By second: lines that there were, and lines that were shown. Of seconds that are no longer asked for only the sum is kept. */
  readonly told: ReadonlyMap<number, number>
  readonly shown: ReadonlyMap<number, number>
  readonly leftOutBefore: number
}

export const NO_TAIL: Tail<never> = { lines: [], sinceMs: null, told: new Map(), shown: new Map(), leftOutBefore: 0 }

export function takeTail<Line extends Named>(tail: Tail<Line>, answer: TailAnswer<Line>): Tail<Line> {
  const sinceMs = tail.sinceMs ?? secondOf(answer.nowMs)
  const known = new Set(tail.lines.map(({ id }) => id))
  const fresh = answer.lines.filter(({ id }) => !known.has(id))
  const told = new Map([...tail.told, ...answer.seconds.map(({ atMs, lines }) => [atMs, lines] as const).filter(([at]) => at >= sinceMs)])
  const shown = new Map(tail.shown)
  for (const second of fresh.map(({ id }) => secondOf(placeOf(id)[0])).filter((at) => at >= sinceMs)) {
    shown.set(second, (shown.get(second) ?? 0) + 1)
  }
  let { leftOutBefore } = tail
  for (const second of [...told.keys()].filter((at) => at < answer.fromMs)) {
    leftOutBefore += leftOutOf(second, told, shown)
    told.delete(second)
    shown.delete(second)
  }
  const lines = [...fresh, ...tail.lines].toSorted(newestFirst).slice(0, TAIL_SHOWN_MAX)
  return { lines, sinceMs, told, shown, leftOutBefore }
}

/** Lines that came since the tail began and are not among those that it told. */
export function leftOut({ told, shown, leftOutBefore }: Tail<Named>): number {
  return [...told.keys()].reduce((sum, second) => sum + leftOutOf(second, told, shown), leftOutBefore)
}

/** Those of a tail, and of a list that was there before it those that are older. */
export function joined<Line extends Named>(tail: readonly Line[], list: readonly Line[]): readonly Line[] {
  const known = new Set(tail.map(({ id }) => id))
  return [...tail, ...list.filter(({ id }) => !known.has(id))].toSorted(newestFirst).slice(0, Math.max(TAIL_SHOWN_MAX, list.length))
}

export function newestFirst(a: Named, b: Named): number {
  const [[atA, numberA], [atB, numberB]] = [placeOf(a.id), placeOf(b.id)]
  return atB - atA || numberB - numberA
}

function leftOutOf(second: number, told: ReadonlyMap<number, number>, shown: ReadonlyMap<number, number>): number {
  return Math.max(0, (told.get(second) ?? 0) - (shown.get(second) ?? 0))
}

function placeOf(id: string): readonly [atMs: number, number: number] {
  const [at = 0, number = 0] = id.split('-').map(Number)
  return [at, number]
}

const secondOf = (ms: number): number => Math.floor(ms / SECOND_MS) * SECOND_MS
