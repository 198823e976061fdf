/**
 * Runs reactions: each follows the log with its own cursor. A batch of events, what the reaction writes and the cursor commit
 * together, so its effect happens exactly once.
 *
 * | batch | what happens |
 * |---|---|
 * | all handlers succeed | one transaction: their writes and the cursor |
 * | one throws | the batch is rolled back and run again carefully, each event under a savepoint; the event that throws is parked |
 * | the record has a parked event | its events are parked behind it, in order; other records flow |
 * | the database is away, or transactions clash | nothing is parked; the next turn tries again |
 *
 * One node runs a reaction at a time: the one that holds the lock on its cursor row. A reaction without events of its kinds keeps
 * its old cursor; passing over others' events costs no write.
 */
import type { Counter } from 'prom-client'
import type { SealedEvent } from '#kit/event.ts'
import { invariant } from '#kit/fault.ts'
import type { Turn } from '../loop.ts'
import type { DueKind, Reaction } from '../module.ts'
import { isConflict, isUnavailable } from '../pg/failures.ts'
import type { Tx, Work } from '../work.ts'
import { attempt, RETRY_DUE_KIND, type Parking } from './parking.ts'
import type { EventReader } from './reader.ts'
import { findEventsOfKinds } from './store/events.ts'
import { findParked, findParkedRecords } from './store/parked.ts'
import { claimCursor, findBehind, findCursors, insertCursors, moveCursor } from './store/reactions.ts'

/** Bounds one transaction of a reaction, and what is done again when one of its handlers throws. */
export const REACTION_BATCH_MAX = 200
/** Reactions that run at the same time on this node; each takes a connection of the pool. */
const REACTIONS_AT_ONCE = 4

/** `handled` counts events by outcome: `handled`, or `queued` behind a parked one. */
export interface ReactionsOptions {
  readonly work: Work
  readonly reader: EventReader
  readonly parking: Parking
  readonly handled: Counter<'reaction' | 'outcome'>
}

type Mode = 'fast' | 'careful'

export class Reactions {
  readonly #options: ReactionsOptions
  #reactions: ReadonlyMap<string, Reaction> = new Map()
  #follows: { readonly reactions: readonly string[]; readonly kinds: readonly string[] } = { reactions: [], kinds: [] }

  constructor(options: ReactionsOptions) {
    this.#options = options
  }

  declare(reactions: readonly Reaction[]): void {
    this.#reactions = new Map(reactions.map((reaction) => [reaction.name, reaction]))
    invariant(this.#reactions.size === reactions.length, 'every reaction has a name of its own')
    const pairs = reactions.flatMap(({ name, on }) => on.map(({ kind }) => ({ name, kind })))
    this.#follows = { reactions: pairs.map(({ name }) => name), kinds: pairs.map(({ kind }) => kind) }
  }

  /** Gives new reactions their cursor. */
  async start(): Promise<void> {
    await this.#options.work.run((tx) => insertCursors(tx, [...this.#reactions.keys()]))
  }

  /** Brings every reaction that no other node runs to the end of the log. */
  async run(turn: Turn): Promise<void> {
    const behind = await this.behind(Number.MAX_SAFE_INTEGER)
    const failures: unknown[] = []
    const runners = Array.from({ length: REACTIONS_AT_ONCE }, async () => {
      for (let reaction = behind.pop(); reaction; reaction = behind.pop())
        await this.#catchUp(reaction, turn).catch((error) => failures.push(error))
    })
    await Promise.all(runners)
    if (failures.length > 0) throw failures[0]
  }

  /** Reactions of this node that have events up to `upTo` to handle. */
  async behind(upTo: number): Promise<Reaction[]> {
    const names = await this.#options.work.read((tx) => findBehind(tx, { ...this.#follows, upTo }))
    return [...this.#reactions.values()].filter(({ name }) => names.has(name))
  }

  /** Up to where each reaction of this node has dealt with the log, which ends at `head`. */
  async standing(head: number): Promise<{ readonly name: string; readonly seq: number }[]> {
    const behind = new Set((await this.behind(head)).map(({ name }) => name))
    const cursors = await this.#options.work.read((tx) => findCursors(tx, [...this.#reactions.keys()]))
    return cursors.map(({ reaction, seq }) => ({ name: reaction, seq: behind.has(reaction) ? seq : head }))
  }

  /** Runs what waits behind the parked event `id`; false when it failed again, is unknown, or no reaction here has its name. */
  async retry(tx: Tx, id: string): Promise<boolean> {
    const reaction = this.#reactions.get((await findParked(tx, id))?.reaction ?? '')
    return reaction ? this.#options.parking.retry(tx, reaction, id) : false
  }

  /** Brings parked events back when they are due. */
  readonly retryDue: DueKind = {
    kind: RETRY_DUE_KIND,
    fall: async (id, tx) => {
      await this.retry(tx, id)
    },
  }

  async #catchUp(reaction: Reaction, turn: Turn): Promise<void> {
    while ((await this.#batch(reaction)) === REACTION_BATCH_MAX && !turn.stopping());
  }

  async #batch(reaction: Reaction): Promise<number> {
    const { work } = this.#options
    try {
      return await work.run((tx) => this.#runBatch(tx, reaction, 'fast'))
    } catch (error) {
      if (isUnavailable(error) || isConflict(error)) throw error
      return work.run((tx) => this.#runBatch(tx, reaction, 'careful'))
    }
  }

  /** Returns the number of events that were dealt with. */
  async #runBatch(tx: Tx, reaction: Reaction, mode: Mode): Promise<number> {
    const after = await claimCursor(tx, reaction.name)
    if (after === undefined) return 0
    const kinds = reaction.on.map(({ kind }) => kind)
    const rows = await findEventsOfKinds(tx, { after, kinds, limit: REACTION_BATCH_MAX })
    const last = rows.at(-1)
    if (!last) return 0
    const events = await this.#options.reader.read(tx, rows)
    const parked = new Set(await findParkedRecords(tx, reaction.name, [...new Set(events.map(({ record }) => record.id))]))
    const queued: SealedEvent[] = []
    for (const event of events) {
      if (parked.has(event.record.id)) queued.push(event)
      else if (!(await this.#handle(tx, reaction, event, mode))) parked.add(event.record.id)
    }
    await this.#options.parking.queue(tx, reaction.name, queued)
    await moveCursor(tx, reaction.name, last.seq)
    this.#count(reaction, events.length - queued.length, queued.length)
    return rows.length
  }

  /** False when the event was parked. */
  async #handle(tx: Tx, reaction: Reaction, event: SealedEvent, mode: Mode): Promise<boolean> {
    if (mode === 'fast') {
      await reaction.react(event, tx)
      return true
    }
    const failure = await attempt(reaction, event, tx)
    if (failure) await this.#options.parking.park(tx, reaction.name, event, failure.error)
    return !failure
  }

  #count({ name }: Reaction, handled: number, queued: number): void {
    this.#options.handled.inc({ reaction: name, outcome: 'handled' }, handled)
    if (queued > 0) this.#options.handled.inc({ reaction: name, outcome: 'queued' }, queued)
  }
}
