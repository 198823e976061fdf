/** What other features may ask logs: whoever reads a protocol hands its lines over here. Ids are UUIDs. */
import type { Platform } from '#platform/platform.ts'
import { oncePer, type Source } from '#features/telemetry/public.ts'
import { LineIntake, type LinesReceipt, type Sent, type SentTo } from './actions/line-intake.ts'

export type { LinesReceipt, Sent, SentTo } from './actions/line-intake.ts'
export { refusedLineWords } from './contract/refusal-words.ts'
export type { LineRefusal } from './domain/limits.ts'
export type { Line, Pairs, Resource } from './domain/line.ts'
export { wordsOf } from './domain/search.ts'
export { severityOf } from './domain/severity.ts'
export { countWindows } from './store/read-lines.ts'

export const lineIntakeOf = oncePer((platform: Pick<Platform, 'config' | 'clock'>) => new LineIntake(platform))

/**
 * Scrubs, holds against the limits, and resolves when every line that is not counted as refused is on the disk; counts it all.
 * Throws a Fault to answer with when nothing of the request was kept.
 */
export function takeLines(platform: Pick<Platform, 'config' | 'clock'>, source: Source, sent: Sent): Promise<LinesReceipt> {
  return lineIntakeOf(platform).take(source, sent)
}

/** The same of a request for several environments, each named once: it is kept or refused as one. */
export function takeLinesTogether(
  platform: Pick<Platform, 'config' | 'clock'>,
  parts: readonly SentTo[],
): Promise<readonly LinesReceipt[]> {
  return lineIntakeOf(platform).takeTogether(parts)
}
