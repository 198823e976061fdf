/** Samples of many series, in slices that an answer of ClickHouse can hold. */
import { HOUR_MS, SECOND_MS } from '#kit/time.ts'
import { countSamplesByHour, readSampleColumns, type Conditions } from '#features/telemetry/public.ts'
import { SAMPLES_MAX } from './engine/budget.ts'
import type { KeptSeries } from './engine/source.ts'
import { gatherRuns, joinRuns, type Run } from './runs.ts'
import type { SeriesNumber } from './series-number.ts'
import type { FoundBook, StoredNeeds } from './stored.ts'

/** Rows of 20 bytes; an answer has at most 64 MiB. */
const ROWS_MAX = 2_500_000
const HOUR_SECONDS = HOUR_MS / SECOND_MS

export interface KeptAsk {
  readonly conditions: Conditions
  readonly book: FoundBook
  readonly fromSeconds: number
  readonly toSeconds: number
}

interface Slice {
  readonly fromSeconds: number
  readonly toSeconds: number
  readonly share: { readonly of: number; readonly rest: number }
}

/** Series without samples in that time are left out. */
export async function readKeptSamples(needs: StoredNeeds, ask: KeptAsk): Promise<readonly KeptSeries[]> {
  const runs = new Map<SeriesNumber, Run[]>()
  for (const slice of await slicesOf(needs, ask)) {
    const { signal, leftMs: timeoutMs } = needs.budget
    const rows = await readSampleColumns(needs.clickhouse, { conditions: ask.conditions, ...slice, signal, timeoutMs })
    needs.budget.takeSamples(rows.rows)
    gatherRuns(rows, runs)
    await needs.budget.breathe()
  }
  const series: KeptSeries[] = []
  for (const [number, own] of runs) {
    await needs.budget.breathe()
    const found = ask.book.get(number)
    if (found) series.push({ ...joinRuns(own), labels: found.labels })
  }
  return series
}

/** A series has at most one sample a second; where even that fits nothing needs to be counted. */
async function slicesOf(needs: StoredNeeds, { conditions, book, fromSeconds, toSeconds }: KeptAsk): Promise<readonly Slice[]> {
  const whole = { of: 1, rest: 0 }
  if (book.size * (toSeconds - fromSeconds + 1) <= ROWS_MAX) return [{ fromSeconds, toSeconds, share: whole }]
  const { signal, leftMs: timeoutMs } = needs.budget
  const hours = await countSamplesByHour(needs.clickhouse, { conditions, fromSeconds, toSeconds, signal, timeoutMs })
  // Told before they are read. Samples that came twice count twice here until they are merged.
  const total = hours.reduce((sum, { rows }) => sum + rows, 0)
  if (total > 2 * SAMPLES_MAX) needs.budget.takeSamples(total)
  const slices: Slice[] = []
  let gathered = 0
  let startSeconds = fromSeconds
  for (const { hour, rows } of hours) {
    if (gathered > 0 && gathered + rows > ROWS_MAX) {
      slices.push(...shared(startSeconds, hour - 1, gathered))
      startSeconds = hour
      gathered = 0
    }
    gathered += rows
  }
  slices.push(...shared(startSeconds, Math.min(toSeconds, (hours.at(-1)?.hour ?? toSeconds) + HOUR_SECONDS - 1), gathered))
  return slices
}

function shared(fromSeconds: number, toSeconds: number, rows: number): Slice[] {
  const of = Math.max(1, Math.ceil(rows / ROWS_MAX))
  return Array.from({ length: of }, (_, rest) => ({ fromSeconds, toSeconds, share: { of, rest } }))
}
