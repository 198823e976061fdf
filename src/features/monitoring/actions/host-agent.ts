/**
 * Measures the host of another machine and sends what it measured to an installation. A collection is on the disk before anything is sent,
 * and leaves it when the installation has acknowledged it; while that is away the newest hours are kept.
 */
import { SECOND_MS } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { Segments, SegmentsRefused } from '#platform/segments/segments.ts'
import { exportRequest, type ExportRequest } from '../domain/export-request.ts'
import { pointsBetween } from '../domain/figures.ts'
import type { HostState, HttpState, Reading } from '../domain/reading.ts'
import { aligned, COLLECT_SECONDS } from '../domain/steps.ts'

const KIB = 1024
/** A collection has some 6 kB: more than an hour of them, and some hours on a small machine. */
const KEPT_BYTES_MAX = 12 * 1024 * KIB
const SEGMENT_BYTES_MAX = 512 * KIB
/** Whoever watches a disk must not be who fills it. */
const FREE_BYTES_MIN = 64 * 1024 * KIB
/** Collections in one request: a minute of them. */
const SENT_AT_ONCE = 12
const SEND_TIMEOUT_MS = 10 * SECOND_MS
const ANSWER_BYTES_MAX = 64 * KIB
/** An agent answers nobody. */
const NO_ANSWERS: HttpState = { requests: 0, errors: 0, buckets: [] }

export interface AgentOptions {
  /** Of the installation, without a path. */
  readonly url: string
  /** A write-only key. */
  readonly key: string
  /** Where collections wait; its own. */
  readonly folder: string
  readonly readHost: () => Promise<HostState>
}

export class HostAgent {
  readonly #platform: Pick<Platform, 'clock' | 'egress' | 'logger'>
  readonly #options: AgentOptions
  readonly #segments: Segments
  #before: Reading | undefined
  #isAway = false

  private constructor(platform: Pick<Platform, 'clock' | 'egress' | 'logger'>, options: AgentOptions, segments: Segments) {
    this.#platform = platform
    this.#options = options
    this.#segments = segments
  }

  /** What an earlier run has not sent is sent by this one. */
  static async open(platform: Pick<Platform, 'clock' | 'egress' | 'logger'>, options: AgentOptions): Promise<HostAgent> {
    const bounds = { bytesMax: KEPT_BYTES_MAX, segmentBytesMax: SEGMENT_BYTES_MAX, freeBytesMin: FREE_BYTES_MIN }
    return new HostAgent(platform, options, await Segments.open({ folder: options.folder, ...bounds }))
  }

  /** One collection, on the disk when this resolves. The first only remembers, since rates need two. */
  async collect(): Promise<void> {
    const now: Reading = { at: this.#platform.clock.now(), host: await this.#options.readHost(), http: NO_ANSWERS }
    const before = this.#before
    this.#before = now
    if (!before) return
    const points = pointsBetween(before, now).filter(({ metric }) => !metric.startsWith('http.'))
    await this.#keep(Buffer.from(JSON.stringify(exportRequest(aligned(now.at, COLLECT_SECONDS), points))))
  }

  /** When there is no room, the oldest makes it. */
  async #keep(record: Buffer): Promise<void> {
    try {
      await this.#segments.append(record)
    } catch (error) {
      const [oldest] = this.#segments.ended()
      if (!(error instanceof SegmentsRefused) || oldest === undefined) throw error
      this.#platform.logger.warn({ reason: error.reason }, 'the oldest figures make room for new ones')
      await this.#segments.remove(oldest)
      await this.#segments.append(record)
    }
  }

  /** Sends all that was collected; what is not acknowledged stays for the next time. */
  async deliver(): Promise<void> {
    await this.#segments.end()
    for (const name of this.#segments.ended()) {
      const { records } = await this.#segments.read(name)
      if (!(await this.#sendAll(records))) return
      await this.#segments.remove(name)
    }
  }

  async #sendAll(records: readonly Buffer[]): Promise<boolean> {
    for (let at = 0; at < records.length; at += SENT_AT_ONCE) {
      const requests = records.slice(at, at + SENT_AT_ONCE).map((record) => JSON.parse(record.toString()) as ExportRequest)
      if (!(await this.#send({ resourceMetrics: requests.flatMap(({ resourceMetrics }) => resourceMetrics) }))) return false
    }
    return true
  }

  /** Whether the installation is done with it: taken, or refused for good because it cannot be read. */
  async #send(request: ExportRequest): Promise<boolean> {
    const { url, key } = this.#options
    const answer = await this.#platform.egress.request({
      url: `${url}/otlp/v1/metrics`,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(request),
      timeoutMs: SEND_TIMEOUT_MS,
      answerBytesMax: ANSWER_BYTES_MAX,
      // Whoever starts the agent names the installation; it mostly stands in the same network.
      privateAllowed: true,
    })
    const status = answer.ok ? answer.status : 0
    const isDone = status === 200 || status === 400 || status === 413
    if (isDone && status !== 200)
      this.#platform.logger.error({ status }, 'the installation cannot read figures and never will; they are dropped')
    this.#tellOnce(isDone, answer.ok ? `it answers with ${status}` : answer.detail)
    return isDone
  }

  /** An outage is told when it begins and when it ends. */
  #tellOnce(isDone: boolean, why: string): void {
    if (isDone === !this.#isAway) return
    this.#isAway = !isDone
    if (isDone) this.#platform.logger.info({}, 'figures arrive again')
    else this.#platform.logger.warn({ why }, 'figures wait on the disk until the installation takes them')
  }
}
