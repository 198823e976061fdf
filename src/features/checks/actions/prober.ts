/**
 * Looks at what is due. Three loops of the platform drive it, and it has no timer of its own but those of retries: `turn` begins
 * looks and waits for none of them, `settle` writes what ended and says what changed, `hold` keeps the lease. So nothing waits for a
 * store between a slot and its look, and whatever is under way when the program ends is simply not looked at.
 *
 * One node looks at all checks of a location. Two nodes that both believe to hold the lease, as after a stop of one of them, write
 * results under the same keys, and a state is written only over the state that was read.
 */
import { uuidv7 } from 'uuidv7'
import { checkEvents } from '#events/checks.ts'
import { later, SECOND_MS, type Instant } from '#kit/time.ts'
import { Timetable } from '#kit/timetable.ts'
import type { Platform } from '#platform/platform.ts'
import { CHECKS_MAX, LEASE_MS, LOCATION, LOOKS_AT_ONCE_MAX } from '../domain/limits.ts'
import { aLook, type Look } from '../domain/look.ts'
import type { Result } from '../domain/result.ts'
import { RETRY_AFTER_MS, slotAfter, slotAt } from '../domain/schedule.ts'
import { judgeSlot, wantsRetry } from '../domain/verdict.ts'
import { changeOf, withSlot, type Changed, type Watched } from '../domain/watched.ts'
import { listWatched, type CheckRow } from '../store/checks.ts'
import { holdLease } from '../store/lease.ts'
import { changeState } from './change-state.ts'
import { HEARD_TOPIC } from './hear.ts'
import { Controls } from './looks/controls.ts'
import { look } from './looks/look.ts'
import { monotonicMs, Stalls } from './looks/stalls.ts'
import { openSecret } from './secrets.ts'

/** How often `turn` is called: what a look may be late by, and what a stop of the process is measured with. */
export const TURN_EVERY_MS = 100
export const SETTLE_EVERY_MS = 250
/** Changes of state of one settling; the rest waits for the next. */
const CHANGES_AT_ONCE_MAX = 200

type ProberNeeds = Pick<Platform, 'work' | 'clock' | 'log' | 'live' | 'logger' | 'metrics' | 'egress' | 'secrets'>

interface Slot {
  readonly at: Instant
  readonly attempts: readonly Look[]
}

export class Prober {
  readonly #platform: ProberNeeds
  /** Resolves when the results cannot be lost any more. */
  readonly #keep: (results: readonly Result[]) => Promise<void>
  readonly #node = uuidv7()
  readonly #stalls = new Stalls(TURN_EVERY_MS)
  readonly #controls = new Controls(this.#stalls)
  readonly #timetable = new Timetable()
  readonly #watched = new Map<string, Watched>()
  /** Attempts of slots that are not through yet. */
  readonly #open = new Map<string, Slot>()
  #ended: Result[] = []
  /** States that are not written yet, by check. */
  readonly #changes = new Map<string, Changed>()
  /** Checks that were changed, or all of them. */
  #stale: Set<string> | 'all' = 'all'
  #leaseUntil: Instant | undefined
  #underWay = 0
  readonly #lateness
  readonly #looks

  constructor(platform: ProberNeeds, keep: (results: readonly Result[]) => Promise<void>) {
    this.#platform = platform
    this.#keep = keep
    const { metrics, log, live } = platform
    this.#lateness = metrics.histogram('pitcrew_check_late_seconds', 'Time from a slot to its look', [], [0.1, 0.25, 0.5, 1, 2, 5, 15])
    this.#looks = metrics.counter('pitcrew_check_looks_total', 'Looks of checks by their outcome and why', ['reason'])
    const kinds = new Set(checkEvents.map(({ kind }) => kind))
    log.follow((events) => {
      for (const { kind, record } of events) if (kinds.has(kind)) this.#forget(record.id)
    })
    live.subscribe(({ topic, data }) => {
      if (topic === HEARD_TOPIC) this.#lookSoon(String(data['checkId']))
    })
  }

  /** Whether no look is under way. */
  get isIdle(): boolean {
    return this.#underWay === 0
  }

  /** Takes or prolongs the lease; whoever loses it looks at nothing any more. */
  async hold(): Promise<void> {
    const at = this.#platform.clock.now()
    const isOurs = await this.#platform.work.run((tx) => holdLease(tx, { location: LOCATION, node: this.#node, at, forMs: LEASE_MS }))
    if (!isOurs) this.#rest()
    else if (this.#leaseUntil === undefined) this.#stale = 'all'
    this.#leaseUntil = isOurs ? later(at, LEASE_MS) : undefined
  }

  /** Begins every look that is due. */
  async turn(): Promise<void> {
    this.#stalls.note(monotonicMs())
    const now = this.#platform.clock.now()
    if (this.#leaseUntil === undefined || now >= this.#leaseUntil) return
    while (this.#underWay < LOOKS_AT_ONCE_MAX) {
      const due = this.#timetable.take(now)
      if (due === undefined) return
      this.#begin(due.id, due.at, now)
    }
  }

  /** Writes what ended, says what changed, and reads what was changed. Throws while a store is away, and keeps what it could not write. */
  async settle(): Promise<void> {
    const ended = this.#ended
    this.#ended = []
    if (ended.length > 0) await this.#keep(ended)
    for (const [id, changed] of [...this.#changes].slice(0, CHANGES_AT_ONCE_MAX)) {
      await changeState(this.#platform, changed)
      if (this.#changes.get(id) === changed) this.#changes.delete(id)
    }
    if (this.#leaseUntil !== undefined) await this.#refresh()
  }

  #begin(id: string, at: Instant, now: Instant): void {
    const watched = this.#watched.get(id)
    if (watched === undefined) return
    const slot = this.#open.get(id) ?? { at, attempts: [] }
    if (now >= slot.at + watched.intervalSeconds * SECOND_MS) {
      this.#end(watched, slot.at, [aLook('slot_missed')])
      this.#timetable.set(id, slotAt(watched, now))
      return
    }
    if (slot.attempts.length === 0) this.#lateness.observe((now - at) / SECOND_MS)
    this.#underWay += 1
    void this.#look(watched, slot).finally(() => (this.#underWay -= 1))
  }

  async #look(watched: Watched, { at, attempts: before }: Slot): Promise<void> {
    const { id, settings, timeLimitMs, isPrivateAllowed } = watched
    const needs = { platform: this.#platform, controls: this.#controls }
    const secret = () => openSecret(this.#platform.secrets, id, watched.sealedSecret)
    const found = await look(needs, { checkId: id, settings, secret, timeLimitMs, isPrivateAllowed })
    this.#looks.inc({ reason: found.reason })
    // Changed, deleted or handed over meanwhile: what was found is of something else.
    if (this.#watched.get(id)?.settings !== settings) return
    const attempts = [...before, found]
    // What was heard is in our own store: asking again soon gives the same.
    const retries = settings.kind === 'heartbeat' ? 0 : watched.retries
    if (!wantsRetry(attempts, retries)) return this.#end(watched, at, attempts)
    this.#open.set(id, { at, attempts })
    this.#timetable.set(id, later(this.#platform.clock.now(), RETRY_AFTER_MS))
  }

  #end(watched: Watched, slot: Instant, attempts: readonly Look[]): void {
    const { id, environmentId, intervalSeconds } = watched
    const found = judgeSlot(attempts) ?? aLook('slot_missed')
    this.#open.delete(id)
    const now = this.#platform.clock.now()
    this.#timetable.set(id, slotAfter(watched, now))
    this.#ended.push({ environmentId, checkId: id, location: LOCATION, slot, intervalSeconds, attempts: attempts.length, look: found })
    const seen = withSlot(watched, found)
    const changed = changeOf(seen, now)
    this.#watched.set(id, changed === undefined ? seen : { ...seen, standing: changed.next })
    if (changed !== undefined) this.#changes.set(id, { ...changed, before: this.#changes.get(id)?.before ?? changed.before })
  }

  /** A heartbeat that came is judged at once, not with its next slot. */
  #lookSoon(id: string): void {
    if (this.#watched.has(id) && !this.#open.has(id)) this.#timetable.set(id, this.#platform.clock.now())
  }

  #forget(id: string): void {
    if (this.#stale !== 'all') this.#stale.add(id)
  }

  /** Reads checks that are new or were changed; those that are gone or rest are not looked at any more. */
  async #refresh(): Promise<void> {
    const stale = this.#stale
    if (stale !== 'all' && stale.size === 0) return
    this.#stale = new Set()
    try {
      const ids = stale === 'all' ? undefined : [...stale]
      const rows = await this.#platform.work.read((tx) => listWatched(tx, { ids, limit: CHECKS_MAX }))
      const now = this.#platform.clock.now()
      const found = new Set(rows.map(({ id }) => id))
      for (const id of ids ?? [...this.#watched.keys()]) if (!found.has(id)) this.#drop(id)
      for (const row of rows) this.#watch(row, now)
    } catch (error) {
      this.#stale = 'all'
      throw error
    }
  }

  #watch(row: CheckRow, now: Instant): void {
    const before = this.#watched.get(row.id)
    const { state: outcome, reason, detail, since, ...rest } = row
    const isSame = before !== undefined && JSON.stringify(before.settings) === JSON.stringify(row.settings)
    this.#watched.set(row.id, {
      ...rest,
      settings: isSame ? before.settings : row.settings,
      standing: isSame ? before.standing : { outcome, reason, detail, since },
      slots: isSame ? before.slots : [],
    })
    if (isSame && before.intervalSeconds === row.intervalSeconds) return
    this.#open.delete(row.id)
    // One that nobody has looked at yet is looked at now: whoever made it waits for it.
    this.#timetable.set(row.id, reason === 'not_looked_yet' ? now : slotAfter(row, now))
  }

  #drop(id: string): void {
    this.#watched.delete(id)
    this.#open.delete(id)
    this.#changes.delete(id)
    this.#timetable.delete(id)
  }

  #rest(): void {
    for (const id of this.#watched.keys()) this.#drop(id)
    this.#timetable.clear()
  }
}
