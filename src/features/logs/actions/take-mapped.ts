/** Takes lines by HTTP that come with a key of an application or a client: mapping rules say the environment of each line. */
import { Fault } from '#kit/fault.ts'
import type { Platform } from '#platform/platform.ts'
import { assign, mappingBookOf, noteUnassigned, split } from '#features/mapping/public.ts'
import type { MappedAccess } from '#features/telemetry/public.ts'
import { logsCodes } from '../contract/codes.ts'
import type { Line } from '../domain/line.ts'
import { lineLabels } from '../domain/line-labels.ts'
import { readLines } from '../domain/read-lines.ts'
import type { LineIntake } from './line-intake.ts'
import { answered, type LinesAnswer, type LinesRequest } from './take-request.ts'

const PROTOCOL = 'json_lines'

export type MappedNeeds = Pick<Platform, 'work' | 'clock' | 'log'>

interface Numbered {
  readonly line: Line
  /** Where in the request it stands, from 1. */
  readonly number: number
}

/**
 * Resolves when what is not named as refused is on the disk, and what no rule assigns is noted by its labels. Throws
 * `logs.lines_refused` when nothing is kept.
 */
export async function takeMappedRequest(
  { platform, intake }: { readonly platform: MappedNeeds; readonly intake: LineIntake },
  { keyId, owner }: MappedAccess,
  { text, form, bytes, resource }: LinesRequest,
): Promise<LinesAnswer> {
  const rules = await mappingBookOf(platform).of(owner)
  const read = readLines(text, form, resource)
  if (read === 'too_many') throw new Fault(logsCodes.too_many_lines)
  const { lines, numbers, unreadable } = read
  const all = lines.map((line, index): Numbered => ({ line, number: numbers[index] ?? 0 }))
  const { parts, unassigned } = split(all, ({ line }) => assign(rules, lineLabels(line)))
  const sent = parts.map(({ environmentId, items }) => ({
    source: { environmentId, keyId, protocol: PROTOCOL } as const,
    bytes: Math.round((bytes * items.length) / all.length),
    lines: items.map(({ line }) => line),
  }))
  const receipts = await intake.takeTogether(sent)
  noteUnassigned(
    platform,
    { owner, rules, protocol: PROTOCOL },
    unassigned.map(({ item, reason }) => ({ labels: lineLabels(item.line), reason, items: 1 })),
  )
  const refused = receipts.flatMap(({ refusedLines }, part) =>
    refusedLines.map(({ index, reason }) => ({ line: parts[part]?.items[index]?.number ?? 0, reason })),
  )
  return answered(
    receipts.reduce((sum, { kept }) => sum + kept, 0),
    [
      ...refused,
      ...unassigned.map(({ item }) => ({ line: item.number, reason: 'unassigned' as const })),
      ...unreadable.map((line) => ({ line, reason: 'line_unreadable' as const })),
    ],
  )
}
