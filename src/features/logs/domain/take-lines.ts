/** From the lines of a request to a batch, with the reason for each line that is not taken. */
import type { Instant } from '#kit/time.ts'
import { LINE_REFUSALS, refusalOfTime, type LineRefusal } from './limits.ts'
import type { Line } from './line.ts'
import type { LineBatch } from './record.ts'

/** How many lines were refused for each reason that came up. */
export type Refused = Partial<Record<LineRefusal, number>>

/** Counted from 0 in the order in which they came. */
export interface RefusedLine {
  readonly index: number
  readonly reason: LineRefusal
}

/** Tells lines of the same millisecond apart and keeps their order: counts on, from a random beginning in each process. */
export class LineNumbers {
  #next = Math.floor(Math.random() * 2 ** 32)

  next(): number {
    this.#next = (this.#next + 1) >>> 0
    return this.#next
  }
}

/** Fills the batch; returns the lines that it did not take. */
export function takeLines(
  { batch, numbers, now }: { readonly batch: LineBatch; readonly numbers: LineNumbers; readonly now: Instant },
  lines: readonly Line[],
): readonly RefusedLine[] {
  batch.begin()
  const refused: RefusedLine[] = []
  for (const [index, line] of lines.entries()) {
    const reason = refusalOf(line, now)
    if (reason === undefined) batch.add(line, now, numbers.next())
    else refused.push({ index, reason })
  }
  return refused
}

function refusalOf(line: Line, now: Instant): LineRefusal | undefined {
  if (line.body === '' && line.attributes.length === 0) return 'line_empty'
  return line.at === null ? undefined : refusalOfTime(line.at, now)
}

/** By reason, in the order in which reasons are told. */
export function countRefused(lines: readonly RefusedLine[]): Refused {
  if (lines.length === 0) return {}
  const count = (reason: LineRefusal) => lines.filter((line) => line.reason === reason).length
  return Object.fromEntries(LINE_REFUSALS.map((reason) => [reason, count(reason)] as const).filter(([, times]) => times > 0))
}
