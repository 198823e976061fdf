/**
 * Collects figures of this host and of Pitcrew itself, every five seconds on every node: reads, compares with the reading
 * before, hands the points to whoever watches and to telemetry, which keeps them. Until set-up has made Pitcrew's own application there is
 * nobody to belong to, and nothing is kept.
 */
import { z } from 'zod'
import { LIVE_MESSAGE_BYTES_MAX } from '#platform/live.ts'
import type { Platform } from '#platform/platform.ts'
import { selfEnvironment, type EnvironmentPlace } from '#core/catalog/public.ts'
import { FIGURES_TOPIC, figuresMessage } from '../contract/contract.ts'
import { READ_FIGURES } from '../domain/permissions.ts'
import { pointsBetween } from '../domain/figures.ts'
import type { HostState, Reading } from '../domain/reading.ts'
import type { Collection, Point } from '../domain/series.ts'
import { aligned, COLLECT_SECONDS } from '../domain/steps.ts'
import { readOwnHttp } from './own-http.ts'

type CollectorNeeds = Pick<Platform, 'work' | 'clock' | 'metrics' | 'live'>

/** Resolves when the points cannot be lost any more. */
type Keep = (collection: Collection) => Promise<void>

export class Collector {
  readonly #platform: CollectorNeeds
  readonly #readHost: () => Promise<HostState>
  readonly #keep: Keep
  #place: EnvironmentPlace | undefined
  #before: Reading | undefined

  constructor(platform: CollectorNeeds, readHost: () => Promise<HostState>, keep: Keep) {
    this.#platform = platform
    this.#readHost = readHost
    this.#keep = keep
  }

  /** One collection. The first after a start only remembers, since rates need two. */
  async collect(): Promise<void> {
    this.#place ??= await this.#platform.work.read(selfEnvironment)
    if (!this.#place) return
    const now: Reading = { at: this.#platform.clock.now(), host: await this.#readHost(), http: await readOwnHttp(this.#platform.metrics) }
    const before = this.#before
    this.#before = now
    if (!before) return
    const collection = { environmentId: this.#place.id, at: aligned(now.at, COLLECT_SECONDS), points: pointsBetween(before, now) }
    this.#tell(this.#place, collection)
    await this.#keep(collection)
  }

  #tell(place: EnvironmentPlace, { at, points }: Collection): void {
    for (const some of inMessages(points)) {
      const data = z.encode(figuresMessage, { applicationId: place.applicationId, environmentId: place.id, at, points: some })
      this.#platform.live.tell({ topic: FIGURES_TOPIC, scope: place.scope, permission: READ_FIGURES, data })
    }
  }
}

/** What a live message says beside its points; topic, scope and permission are some 300 bytes. */
const ENVELOPE_BYTES = 600

/** Points in as many messages as their size asks for; a host with a dozen disks needs a second one. */
function inMessages(points: readonly Point[]): readonly Point[][] {
  const messages: Point[][] = []
  let bytes = Infinity
  for (const point of points) {
    const more = Buffer.byteLength(JSON.stringify(point)) + 1
    if (bytes + more > LIVE_MESSAGE_BYTES_MAX) {
      messages.push([])
      bytes = ENVELOPE_BYTES
    }
    messages.at(-1)?.push(point)
    bytes += more
  }
  return messages
}
