/** The lines of a request by HTTP, each with its number, so that the answer can name those that were not kept. */
import { Fault } from '#kit/fault.ts'
import type { Source } from '#features/telemetry/public.ts'
import { logsCodes } from '../contract/codes.ts'
import { lineRefusalWords } from '../contract/refusal-words.ts'
import type { LineRefusal } from '../domain/limits.ts'
import type { Resource } from '../domain/line.ts'
import { readLines, type Form } from '../domain/read-lines.ts'
import type { LineIntake } from './line-intake.ts'

/** Enough to see what is wrong; how many there are is said besides. */
export const REFUSED_TOLD_MAX = 100

export interface LinesRequest {
  readonly text: string
  readonly form: Form
  /** Of the body as it came, packed. */
  readonly bytes: number
  /** Of lines that do not say who sent them. */
  readonly resource: Resource
}

export interface NumberedRefusal {
  /** From 1. */
  readonly line: number
  readonly reason: LineRefusal
}

export interface LinesAnswer {
  readonly kept: number
  readonly refused: number
  /** The first of them. */
  readonly refusedLines: NumberedRefusal[]
}

/** Resolves when what is not named as refused is on the disk. Throws `logs.lines_refused` when that is nothing. */
export async function takeRequest(intake: LineIntake, source: Source, { text, form, bytes, resource }: LinesRequest): Promise<LinesAnswer> {
  const read = readLines(text, form, resource)
  if (read === 'too_many') throw intake.tooMany(source, bytes)
  const { lines, numbers, unreadable } = read
  const { kept, refusedLines } = await intake.take(source, { bytes, lines, unreadable: unreadable.length })
  return answered(kept, [
    ...refusedLines.map(({ index, reason }) => ({ line: numbers[index] ?? 0, reason })),
    ...unreadable.map((line) => ({ line, reason: 'line_unreadable' as const })),
  ])
}

/** Throws `logs.lines_refused` when nothing was kept of what was sent. */
export function answered(kept: number, unsorted: readonly NumberedRefusal[]): LinesAnswer {
  const refused = unsorted.toSorted((one, other) => one.line - other.line)
  if (kept === 0 && refused.length > 0) throw new Fault(logsCodes.lines_refused, { detail: inWords(refused) })
  return { kept, refused: refused.length, refusedLines: refused.slice(0, REFUSED_TOLD_MAX) }
}

function inWords(refused: readonly NumberedRefusal[]): string {
  const [first] = refused
  const more = refused.length > 1 ? ` So are ${refused.length - 1} more or have other reasons.` : ''
  return `Nothing was kept. Line ${first?.line} is one of those ${lineRefusalWords[first?.reason ?? 'line_empty']}.${more}`
}
