/**
 * Scrapes the targets that this node holds. Leases in PostgreSQL see to it that no other node scrapes them meanwhile; a node that
 * cannot renew its leases scrapes on until they have run out, so that a restart of PostgreSQL leaves no gap.
 */
import { uuidv7 } from 'uuidv7'
import { instant, later, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { activeEnvironments } from '#core/catalog/public.ts'
import { SCRAPES_AT_ONCE_MAX, SERIES_REMEMBERED_MAX, TARGETS_PER_NODE_MAX } from '../domain/limits.ts'
import { endAfter, endedSince, NOTHING_REMEMBERED, relabelled, type ScrapeMemory } from '../domain/scrape.ts'
import { Turns } from '../domain/turns.ts'
import { claimLeases, renewLeases, writeLast, type HeldRow, type ScrapedRow } from '../store/leases.ts'
import { readTargets, type TargetRow } from '../store/targets.ts'
import { keepSamples, scrapeOnce, type ScrapeNeeds } from './scrape-once.ts'
import { tellScraped } from './tell-scraped.ts'

/** How often leases are renewed and changed targets are read: as late as this a change is followed. */
export const HOLD_EVERY_MS = 5 * SECOND_MS
/** Longer than a restart of PostgreSQL; the targets of a node that is gone stand still as long as this. */
const LEASE_MS = 30 * SECOND_MS

export type ScraperNeeds = ScrapeNeeds & Pick<Platform, 'work' | 'live' | 'logger'>

interface Held {
  row: TargetRow
  memory: ScrapeMemory
  scrapedAt: Instant | undefined
  isUnderWay: boolean
  /** Nobody scrapes it any more. */
  isOver: boolean
}

export class Scraper {
  readonly #platform: ScraperNeeds
  readonly #holder = uuidv7()
  readonly #turns = new Turns()
  readonly #held = new Map<string, Held>()
  readonly #scrapes = new Set<Promise<void>>()
  readonly #scraped = new Map<string, ScrapedRow>()
  #until = instant(0)

  constructor(platform: ScraperNeeds) {
    this.#platform = platform
  }

  /** Renews what this node holds, takes what nobody holds, and writes how the scrapes since the last time went. */
  async hold(): Promise<void> {
    const { work, clock } = this.#platform
    await this.#writeScraped()
    const now = clock.now()
    const holding = { holder: this.#holder, now, until: later(now, LEASE_MS) }
    const held = await work.run(async (tx) => {
      const renewed = await renewLeases(tx, holding)
      const room = TARGETS_PER_NODE_MAX - renewed.length
      return [...renewed, ...(room > 0 ? await claimLeases(tx, { ...holding, limit: room }) : [])]
    })
    this.#until = holding.until
    const { kept, changed } = await work.read((tx) => this.#compare(tx, held))
    for (const row of changed) this.#take(row, now)
    await this.#letGo(kept)
  }

  /** Begins the scrapes whose turn has come; does not wait for them. */
  tick(): void {
    const now = this.#platform.clock.now()
    if (now >= this.#until) return
    for (const id of this.#turns.due(now, SCRAPES_AT_ONCE_MAX - this.#scrapes.size)) {
      const held = this.#held.get(id)
      if (!held || held.isUnderWay) continue
      const scrape = this.#scrape(held).finally(() => this.#scrapes.delete(scrape))
      this.#scrapes.add(scrape)
    }
  }

  /** Resolves when no scrape is under way. */
  async idle(): Promise<void> {
    await Promise.all(this.#scrapes)
  }

  /** What is to be scraped of what is held, and what of it is new or has changed. An archived environment keeps its leases and rests. */
  async #compare(tx: Tx, held: readonly HeldRow[]): Promise<{ kept: ReadonlySet<string>; changed: readonly TargetRow[] }> {
    const active = await activeEnvironments(tx, [...new Set(held.map(({ environmentId }) => environmentId))])
    const wanted = held.filter(({ environmentId }) => active.has(environmentId))
    const stale = wanted.filter(({ id, version }) => this.#held.get(id)?.row.version !== version).map(({ id }) => id)
    return { kept: new Set(wanted.map(({ id }) => id)), changed: stale.length === 0 ? [] : await readTargets(tx, stale) }
  }

  #take(row: TargetRow, now: Instant): void {
    const held = this.#held.get(row.id)
    if (held) {
      held.row = row
      held.memory = relabelled(held.memory)
    } else this.#held.set(row.id, { row, memory: NOTHING_REMEMBERED, scrapedAt: undefined, isUnderWay: false, isOver: false })
    this.#turns.set(row.id, row.intervalSeconds * SECOND_MS, now)
  }

  /** What this node holds no longer: over if nobody is to scrape it any more, otherwise another's. */
  async #letGo(kept: ReadonlySet<string>): Promise<void> {
    const gone = [...this.#held].filter(([id]) => !kept.has(id))
    if (gone.length === 0) return
    const others = await this.#platform.work.read((tx) =>
      toBeScraped(
        tx,
        gone.map(([id]) => id),
      ),
    )
    for (const [id, held] of gone) {
      this.#held.delete(id)
      this.#turns.remove(id)
      held.isOver = !others.has(id)
      if (held.isOver) await this.#end(held)
    }
  }

  async #scrape(held: Held): Promise<void> {
    held.isUnderWay = true
    const { row, memory } = held
    try {
      const others = [...this.#held.values()].reduce((sum, one) => sum + one.memory.written.size, -memory.written.size)
      const scraped = await scrapeOnce(this.#platform, { row, memory, seriesMax: SERIES_REMEMBERED_MAX - others })
      this.#scraped.set(row.id, { targetId: row.id, at: scraped.at, last: scraped.last })
      held.memory = held.row === row ? scraped.memory : relabelled(scraped.memory)
      held.scrapedAt = scraped.at
      // Its series were ended meanwhile, without those that came just now.
      if (held.isOver) await this.#end(held)
    } catch (error) {
      this.#platform.logger.error({ err: error, scrapeTarget: row.id }, 'a scrape failed')
    } finally {
      held.isUnderWay = false
    }
  }

  async #end({ row, memory, scrapedAt }: Held): Promise<void> {
    if (scrapedAt === undefined) return
    const samples = endedSince(memory, NOTHING_REMEMBERED, endAfter(scrapedAt, this.#platform.clock.now()))
    try {
      await keepSamples(this.#platform, row.environmentId, { bytes: 0, samples })
    } catch (error) {
      this.#platform.logger.warn({ err: error, scrapeTarget: row.id }, 'the ends of the series of a target could not be kept')
    }
  }

  async #writeScraped(): Promise<void> {
    const rows = [...this.#scraped.values()]
    if (rows.length === 0) return
    await this.#platform.work.run((tx) => writeLast(tx, rows))
    for (const row of rows) if (this.#scraped.get(row.targetId) === row) this.#scraped.delete(row.targetId)
    await tellScraped(
      this.#platform,
      rows.flatMap(({ targetId }) => this.#held.get(targetId)?.row.environmentId ?? []),
    )
  }
}

/** Which of these targets are there, not paused, and in an environment that is not archived. */
async function toBeScraped(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const targets = await readTargets(tx, ids)
  const active = await activeEnvironments(
    tx,
    targets.map(({ environmentId }) => environmentId),
  )
  return new Set(targets.filter(({ state, environmentId }) => state === 'active' && active.has(environmentId)).map(({ id }) => id))
}
