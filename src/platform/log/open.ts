/**
 * The event log put together: publish → seal → tell. See README.md for the way of an event.
 *
 * Loops and what wakes them: sealing by commits on this node (on others through NOTIFY); followers, reactions and facts by
 * sealing (again through NOTIFY for other nodes). Each also looks every second, so a lost message costs at most that.
 */
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import type { EventDraft, EventKind } from '#kit/event.ts'
import { SECOND_MS } from '#kit/time.ts'
import type { ClickHouse } from '../clickhouse/client.ts'
import type { Clock } from '../clock.ts'
import type { Due } from '../due/due.ts'
import type { Logger } from '../logger.ts'
import { openLoop, type Loop, type LoopOptions } from '../loop.ts'
import type { Metrics } from '../metrics.ts'
import type { DueKind, Reaction } from '../module.ts'
import type { Listen } from '../pg/listen.ts'
import type { Pg } from '../pg/pool.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Tx, Work } from '../work.ts'
import { Checkpoints } from './checkpoints.ts'
import { Facts } from './facts.ts'
import { Followers } from './follow.ts'
import { Leader } from './leader.ts'
import { EVENTS_PAGE_MAX, type EventLog, type EventSearch, type EventsPage, type Standing } from './log.ts'
import { Parking } from './parking.ts'
import type { PersonKeys } from './personkeys.ts'
import { publish } from './publish.ts'
import { Reactions } from './reactions.ts'
import { EventReader } from './reader.ts'
import { Sealer } from './sealer.ts'
import { settle } from './settle.ts'
import { findCheckpoints } from './store/checkpoints.ts'
import { findEvents, searchEvents } from './store/events.ts'
import { findBlock } from './store/fact-block.ts'
import { findParkedHeads } from './store/parked.ts'
import { notify } from './store/notify.ts'
import { countPending, findHead } from './store/pending.ts'
import { verifyLog } from './verify.ts'

/** Sealing waits this long for more commits: less than a person notices, and a busy log seals in batches. */
const SEAL_GAP_MS = 10
/** Browsers and reactions do not need single events faster than a person sees. */
const RELAY_GAP_MS = 20
/** ClickHouse makes a part of each insert; reports do not hurry. */
const FACTS_GAP_MS = 1_000
/** What is lost as a message is found by looking. */
const SWEEP_MS = SECOND_MS

const CHECKPOINTS_PAGE = 500

const PENDING_CHANNEL = 'pitcrew_log_pending'
const SEALED_CHANNEL = 'pitcrew_log_sealed'

export interface LogOptions {
  readonly pg: Pg
  readonly work: Work
  readonly listen: Listen
  readonly clickhouse: ClickHouse
  readonly secrets: Secrets
  readonly personKeys: PersonKeys
  readonly due: Due
  readonly clock: Clock
  readonly logger: Logger
  readonly metrics: Metrics
}

export interface OpenedLog extends EventLog {
  /**
   * Names what the modules bring, which are built with the log in hand and so come after it. Once, before `start`. A node that
   * runs no reactions passes none.
   */
  declare(contributions: { readonly events: readonly EventKind[]; readonly reactions: readonly Reaction[] }): void
  /** Once after migrating. Throws a StartFault when the master key is not the one of this database. */
  proveMasterKey(): Promise<void>
  /** Seals, relays and reacts from now on. */
  start(): Promise<void>
  /** Ends after the batches under way; what is committed but unsealed is sealed by the next start or another node. */
  stop(): Promise<void>
  /** Brings parked events back; goes to `due.declare`. */
  readonly retryDue: DueKind
}

/** Publishing and reading work at once; sealing and relaying from `start` on. */
export function openLog(options: LogOptions): OpenedLog {
  return new Log(options)
}

class Log implements OpenedLog {
  readonly #options: LogOptions
  readonly #node = uuidv7()
  readonly #leader: Leader
  readonly #checkpoints: Checkpoints
  readonly #reader: EventReader
  readonly #followers: Followers
  readonly #reactions: Reactions
  readonly #loops: Readonly<Record<'seal' | 'follow' | 'react' | 'facts' | 'tellPending' | 'tellSealed', Loop>>
  #deaf: (() => void)[] = []

  constructor(options: LogOptions) {
    const { pg, work, clickhouse, secrets, due, clock, logger, metrics } = options
    this.#options = options
    this.#leader = new Leader(pg, logger)
    this.#checkpoints = new Checkpoints(secrets)
    this.#reader = new EventReader(options.personKeys)
    this.#followers = new Followers({ work, reader: this.#reader, logger })
    const parking = new Parking({ reader: this.#reader, due, clock, logger })
    const handled = metrics.counter('pitcrew_log_reacted_events_total', 'Events that reactions dealt with', ['reaction', 'outcome'])
    this.#reactions = new Reactions({ work, reader: this.#reader, parking, handled })
    const facts = new Facts({ work, clickhouse, leads: () => this.#leader.leads(), reader: this.#reader })
    this.#loops = {
      seal: this.#loop('seal', SEAL_GAP_MS, SWEEP_MS, this.#sealer()),
      follow: this.#loop('follow', RELAY_GAP_MS, SWEEP_MS, this.#followers),
      react: this.#loop('react', RELAY_GAP_MS, SWEEP_MS, this.#reactions),
      facts: this.#loop('facts', FACTS_GAP_MS, SWEEP_MS, facts),
      tellPending: this.#loop('tell pending', RELAY_GAP_MS, Infinity, { run: () => this.#notify(PENDING_CHANNEL) }),
      tellSealed: this.#loop('tell sealed', RELAY_GAP_MS, Infinity, { run: () => this.#notify(SEALED_CHANNEL) }),
    }
  }

  declare({ events, reactions }: Parameters<OpenedLog['declare']>[0]): void {
    this.#reader.knows(events)
    this.#reactions.declare(reactions)
  }

  proveMasterKey(): Promise<void> {
    const { work, clock } = this.#options
    return work.run((tx) => this.#checkpoints.proveMasterKey(tx, clock.now()))
  }

  async start(): Promise<void> {
    await this.#reactions.start()
    await this.#followers.start()
    const { listen } = this.#options
    this.#deaf = [
      listen.on(PENDING_CHANNEL, () => this.#loops.seal.wake()),
      listen.on(SEALED_CHANNEL, (sender) => {
        if (sender !== this.#node) this.#relay()
      }),
    ]
    for (const loop of Object.values(this.#loops)) loop.start()
  }

  async stop(): Promise<void> {
    for (const end of this.#deaf) end()
    await Promise.all(Object.values(this.#loops).map((loop) => loop.stop()))
    await this.#leader.resign()
  }

  async publish<P extends z.ZodType>(tx: Tx, draft: EventDraft<P>): Promise<string> {
    const id = await publish(this.#options.personKeys, tx, draft)
    this.#options.work.afterCommit(tx, () => (this.#leader.leads() ? this.#loops.seal : this.#loops.tellPending).wake())
    return id
  }

  read(after: number, limit: number) {
    return this.#options.work.read(async (tx) => this.#reader.read(tx, await findEvents(tx, { after, limit })))
  }

  async head(): Promise<number> {
    return (await this.#options.work.read(findHead))?.seq ?? 0
  }

  follow(...[listener]: Parameters<EventLog['follow']>) {
    return this.#followers.follow(listener)
  }

  settle(): Promise<void> {
    const { seal, react, follow } = this.#loops
    return settle({ work: this.#options.work, reactions: this.#reactions, seal, react, follow })
  }

  verify(onProgress?: (seq: number) => void) {
    const { work } = this.#options
    return verifyLog({ work, checkpoints: this.#checkpoints, ...(onProgress ? { onProgress } : {}) })
  }

  eventsOf(...[recordId, query]: Parameters<EventLog['eventsOf']>): Promise<EventsPage> {
    return this.search({ ...query, recordId })
  }

  search(search: EventSearch): Promise<EventsPage> {
    return this.#options.work.read(async (tx) => {
      const limit = Math.min(search.limit, EVENTS_PAGE_MAX)
      const rows = await searchEvents(tx, { ...search, limit: limit + 1 })
      const items = await this.#reader.read(tx, rows.slice(0, limit))
      return { items, before: rows.length > limit ? (items.at(-1)?.seq ?? null) : null }
    })
  }

  parked(page: Parameters<EventLog['parked']>[0]) {
    return this.#options.work.read((tx) => findParkedHeads(tx, page))
  }

  retryParked(id: string): Promise<boolean> {
    return this.#options.work.run((tx) => this.#reactions.retry(tx, id))
  }

  async *checkpointLines(): AsyncIterable<string> {
    const { work } = this.#options
    for (let after = 0; ;) {
      const page = await work.read((tx) => findCheckpoints(tx, { after, limit: CHECKPOINTS_PAGE }))
      for (const checkpoint of page) yield await work.read((tx) => this.#checkpoints.line(tx, checkpoint))
      after = page.at(-1)?.seq ?? after
      if (page.length < CHECKPOINTS_PAGE) return
    }
  }

  async standing(): Promise<Standing> {
    const { work } = this.#options
    const [unsealed, head, facts] = await Promise.all([work.read(countPending), this.head(), work.read(findBlock)])
    return { unsealed, readers: [...(await this.#reactions.standing(head)), { name: 'facts', seq: facts.from - 1 }] }
  }

  get retryDue(): DueKind {
    return this.#reactions.retryDue
  }

  #sealer(): Sealer {
    const { clock, metrics } = this.#options
    const sealed = metrics.counter('pitcrew_log_sealed_events_total', 'Events that were given their place in the log', [])
    const onSealed = (events: number): void => {
      sealed.inc(events)
      this.#relay()
      this.#loops.tellSealed.wake()
    }
    return new Sealer({ leader: this.#leader, checkpoints: this.#checkpoints, clock, onSealed })
  }

  /** Something was sealed, here or elsewhere. */
  #relay(): void {
    this.#loops.follow.wake()
    this.#loops.react.wake()
    this.#loops.facts.wake()
  }

  async #notify(channel: string): Promise<void> {
    await this.#options.work.read((tx) => notify(tx, channel, this.#node))
  }

  #loop(name: string, gapMs: number, everyMs: number, worker: Pick<LoopOptions, 'run'>): Loop {
    return openLoop({ name, gapMs, everyMs, run: (turn) => worker.run(turn), logger: this.#options.logger })
  }
}
