/** One scrape of one target: asked for, read, and handed to the intake that takes the samples of every protocol. */
import { Fault } from '#kit/fault.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { EgressAnswer } from '#platform/egress/egress.ts'
import type { Platform } from '#platform/platform.ts'
import { intakeOf, SAMPLES_PER_REQUEST_MAX } from '#features/telemetry/public.ts'
import { ANSWER_BYTES_MAX } from '../domain/limits.ts'
import type { LastScrape, Outcome } from '../domain/outcome.ts'
import { ACCEPT, endedSince, NOTHING_REMEMBERED, readAnswer, remembering, reportOf, type ScrapeMemory } from '../domain/scrape.ts'
import type { Sample } from '../domain/series.ts'
import { labelsOf } from '../domain/target.ts'
import type { TargetRow } from '../store/targets.ts'
import { authorizationOf } from './credentials.ts'

export type ScrapeNeeds = Pick<Platform, 'clock' | 'egress' | 'secrets' | 'config'>

export interface ToScrape {
  readonly row: TargetRow
  /** Of its last scrape. */
  readonly memory: ScrapeMemory
  /** How many of its series may be remembered. */
  readonly seriesMax: number
}

export interface ScrapeDone {
  readonly at: Instant
  readonly last: LastScrape
  readonly memory: ScrapeMemory
}

/** What an answer gave, before anything of it is kept. */
interface Went {
  readonly outcome: Outcome
  readonly status: number | null
  readonly misfit: LastScrape['misfit']
  readonly bytes: number
  readonly samples: number
  readonly repeated: number
  readonly points: readonly Sample[]
  readonly memory: ScrapeMemory
}

const NOTHING = { misfit: null, bytes: 0, samples: 0, repeated: 0, points: [], memory: NOTHING_REMEMBERED }
const OK = 200

/** Never throws for what the target does. What could not be kept says so in `last`. */
export async function scrapeOnce(platform: ScrapeNeeds, { row, memory, seriesMax }: ToScrape): Promise<ScrapeDone> {
  const labels = labelsOf(row)
  const at = platform.clock.now()
  const started = performance.now()
  const answer = await platform.egress.request({
    url: row.url,
    headers: { accept: ACCEPT, 'x-prometheus-scrape-timeout-seconds': `${row.timeoutSeconds}`, ...authorizationOf(platform.secrets, row) },
    timeoutMs: row.timeoutSeconds * SECOND_MS,
    answerBytesMax: ANSWER_BYTES_MAX,
    privateAllowed: row.privateAllowed,
  })
  const went = wentOf(answer, { at, labels, memory, seriesMax })
  const durationMs = performance.now() - started
  const { outcome, samples } = went
  const report = reportOf(labels, { at, isUp: outcome === 'kept', durationMs, samples })
  const now = remembering(went.memory, report)
  const kept = await keepOrSay(platform, row, { bytes: went.bytes, samples: [...went.points, ...report, ...endedSince(memory, now, at)] })
  const last = {
    outcome: outcome === 'kept' && !kept.isKept ? ('not_kept' as const) : outcome,
    status: went.status,
    misfit: went.misfit,
    durationMs,
    samples,
    left: went.repeated + kept.refused,
  }
  return { at, last, memory: now }
}

interface Asked extends Pick<ToScrape, 'memory' | 'seriesMax'> {
  readonly at: Instant
  readonly labels: Readonly<Record<string, string>>
}

function wentOf(answer: EgressAnswer, { at, labels, memory, seriesMax }: Asked): Went {
  if (!answer.ok) return { outcome: answer.failure, status: null, ...NOTHING }
  const { status, body, headers } = answer
  if (status !== OK) return { outcome: 'http_status', status, ...NOTHING }
  const mediaType = headers['content-type'] ?? ''
  const read = readAnswer({ at, labels, mediaType, body, samplesMax: SAMPLES_PER_REQUEST_MAX }, memory)
  const { outcome, misfit = null, samples } = read
  if (outcome !== 'read') return { ...NOTHING, outcome, status, misfit, bytes: body.length, samples }
  if (read.memory.written.size > seriesMax) return { ...NOTHING, outcome: 'no_room', status, bytes: body.length, samples }
  const { repeated, points } = read
  return { outcome: 'kept', status, misfit, bytes: body.length, samples, repeated, points, memory: read.memory }
}

interface ToKeep {
  /** Of the answer. */
  readonly bytes: number
  readonly samples: readonly Sample[]
}

/** How many samples were refused, each counted with its reason by telemetry. Throws a Fault for what is not kept as a whole. */
export async function keepSamples(platform: Pick<Platform, 'config' | 'clock'>, environmentId: string, keep: ToKeep): Promise<number> {
  const source = { environmentId, keyId: null, protocol: 'scrape' as const }
  let refused = 0
  for (let from = 0; from < keep.samples.length; from += SAMPLES_PER_REQUEST_MAX) {
    const points = keep.samples.slice(from, from + SAMPLES_PER_REQUEST_MAX)
    const receipt = await intakeOf(platform).takePoints(source, { bytes: from === 0 ? keep.bytes : 0, points })
    refused += receipt.refusedAt.length
  }
  return refused
}

/** Over the quota, nowhere to wait, disk full: counted by telemetry, and not worth a line in the log for every scrape. */
async function keepOrSay(platform: ScrapeNeeds, { environmentId }: TargetRow, keep: ToKeep): Promise<{ isKept: boolean; refused: number }> {
  try {
    return { isKept: true, refused: await keepSamples(platform, environmentId, keep) }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { isKept: false, refused: 0 }
  }
}
