/** Where items of pages come in: held against the limits, written to a segment, and only then acknowledged. */
import { Fault } from '#kit/fault.ts'
import type { Platform } from '#platform/platform.ts'
import { SegmentKeeper } from '#platform/segments/segment-keeper.ts'
import { Quotas, Spool, tallyOf, type Source, type SpoolBounds, type Tally } from '#features/telemetry/public.ts'
import { browserCodes } from '../contract/codes.ts'
import type { PageMessage } from '../domain/item.ts'
import { decodeRecord, encodeRecord, type PageRecord } from '../domain/record.ts'
import { RouteBook } from '../domain/route-book.ts'
import { ITEM_QUOTA } from '../domain/words.ts'
import { insertPageItems } from '../store/page-items.ts'

export class PageIntake {
  readonly spool: Spool
  readonly tally: Tally
  readonly #clock: Platform['clock']
  readonly #quotas = new Quotas(ITEM_QUOTA)
  readonly #routes = new RouteBook()

  constructor(platform: Pick<Platform, 'config' | 'clock'>, bounds?: SpoolBounds) {
    this.tally = tallyOf(platform)
    this.spool = new Spool({ config: platform.config, tally: this.tally }, 'pages', bounds)
    this.#clock = platform.clock
  }

  /** Resolves when every readable item is on the disk. Throws `over_quota`, `spool_full` or `disk_full`, and then none is. */
  async take(source: Source, { bytes, message }: { readonly bytes: number; readonly message: PageMessage }): Promise<void> {
    const arrival = { source, at: this.#clock.now(), bytes }
    const { session, release, unreadable } = message
    const retryAfterSeconds = this.#quotas.take(source.environmentId, message.items.length, arrival.at)
    if (retryAfterSeconds > 0) {
      this.tally.rejected(arrival, 'over_quota', message.items.length)
      throw new Fault(browserCodes.over_quota, { retryAfterSeconds })
    }
    const bounded = (route: string) => this.#routes.bounded(source.environmentId, route, arrival.at)
    const items = message.items.map((item) => ({ ...item, route: bounded(item.route) }))
    const record = { environment: source.environmentId, session, release, cameAt: arrival.at, items }
    if (items.length > 0) await this.spool.write(arrival, items.length, encodeRecord(record))
    this.tally.kept(arrival, items.length, unreadable > 0 ? { item_unknown: unreadable } : {})
  }

  /** A message that is refused as a whole; counted. */
  rejected(source: Source, bytes: number, why: 'malformed' | 'too_many_events' | 'origin_refused'): void {
    this.tally.rejected({ source, at: this.#clock.now(), bytes }, why, 0)
  }
}

/** Hands the items of ended segments to ClickHouse. */
export function pageKeeper(platform: Pick<Platform, 'clickhouse' | 'logger' | 'metrics'>, intake: PageIntake): SegmentKeeper<PageRecord> {
  return new SegmentKeeper(platform, {
    signal: 'page_items',
    open: () => intake.spool.open(),
    decode: decodeRecord,
    keep: async (records, token) => {
      const rows = records.reduce((sum, { items }) => sum + items.length, 0)
      if (rows > 0) await insertPageItems(platform.clickhouse, records, token)
      return rows
    },
  })
}
