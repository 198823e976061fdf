/**
 * Judges what comes, in memory, and writes what changed, in order. A sample costs a look at two numbers; only a transition costs a
 * statement. What a node remembers of a watch follows from the table: after a start, and whenever another node was faster, it is read
 * again. While PostgreSQL is away transitions wait here, and samples are judged on.
 */
import { uuidv7 } from 'uuidv7'
import { common, Fault } from '#kit/fault.ts'
import type { Platform } from '#platform/platform.ts'
import type { Instant } from '#kit/time.ts'
import type { RuleBook, WatchedPlace } from '../access/rule-book.ts'
import { READ_ALERTS } from '../domain/permissions.ts'
import { WAITING_MAX, WRITTEN_AT_ONCE } from '../domain/limits.ts'
import type { Labels, Rule } from '../domain/rule.ts'
import { judge, newStanding, type Seen, type Standing } from '../domain/watch.ts'
import { findWatch, listStanding, type WatchKey, type WatchRow, type WatchWrite } from '../store/watches.ts'
import type { AlertNeeds } from './about.ts'
import { writeTransition } from './move-watch.ts'

/** A rule on one target, as this node knows it. */
export interface Watch {
  /** As they were read last. */
  place: WatchedPlace
  rule: Rule
  readonly target: string
  labels: Labels
  standing: Standing
  /** Of the last sample that was judged here. */
  seenAt: Instant | null
  /** Its last sample was a value, so that another one is to come. */
  isAwaited: boolean
}

const STANDING_PAGE = 1_000
/** Says which watch was moved, so that other nodes read it again. */
const MOVED_TOPIC = 'alerting.moved'

type WatchingNeeds = AlertNeeds & Pick<Platform, 'live' | 'logger' | 'metrics'>

export class Watching {
  readonly #platform: WatchingNeeds
  readonly #book: RuleBook
  readonly #node = uuidv7()
  /** By rule and environment, then by target. */
  readonly #watches = new Map<string, Map<string, Watch>>()
  /** Of watches that nobody has looked at since the start; by the same. */
  readonly #stored = new Map<string, Map<string, WatchRow>>()
  #waiting: { readonly write: WatchWrite; readonly watch: Watch }[] = []
  #writing: Promise<void> | undefined
  readonly #onWaiting: () => void
  readonly #transitions

  /** `onWaiting` is told that `write` has something to do. */
  constructor(platform: WatchingNeeds, book: RuleBook, onWaiting: () => void) {
    this.#platform = platform
    this.#book = book
    this.#onWaiting = onWaiting
    this.#transitions = platform.metrics.counter('pitcrew_alert_transitions_total', 'Changes of watches by why they changed', ['reason'])
    platform.live.subscribe(({ topic, data }) => {
      if (topic === MOVED_TOPIC && data['node'] !== this.#node) this.#follow(data as unknown as Omit<WatchKey, 'applicationId'>)
    })
  }

  /** Reads what stood when the program ended. */
  async load(): Promise<void> {
    await this.#platform.work.read(async (tx) => {
      for (let afterId: string | null = null; ;) {
        const page: readonly WatchRow[] = await listStanding(tx, { afterId, limit: STANDING_PAGE })
        for (const row of page) partOf(this.#stored, row).set(row.target, row)
        afterId = page.at(-1)?.id ?? null
        if (page.length < STANDING_PAGE) return
      }
    })
  }

  /** The watch of a rule on a target, with what is known of it. */
  watch(place: WatchedPlace, rule: Rule, { target, labels }: { readonly target: string; readonly labels: Labels }): Watch {
    const of = { ruleKey: rule.key, environmentId: place.environmentId }
    const watches = partOf(this.#watches, of)
    const known = watches.get(target)
    if (known !== undefined) return Object.assign(known, { place, rule, labels })
    const stored = this.#stored.get(keyOf(of))
    const standing = stored?.get(target) ?? newStanding(0 as Instant)
    stored?.delete(target)
    const watch: Watch = { place, rule, target, labels, standing, seenAt: null, isAwaited: false }
    watches.set(target, watch)
    return watch
  }

  /** Every watch of a rule in an environment that this node knows of. */
  known(place: WatchedPlace, rule: Rule): readonly Watch[] {
    const key = keyOf({ ruleKey: rule.key, environmentId: place.environmentId })
    for (const { target, labels } of this.#stored.get(key)?.values() ?? []) this.watch(place, rule, { target, labels })
    return [...(this.#watches.get(key)?.values() ?? [])]
  }

  /** Forgets one that stands as if it had never been looked at. */
  forget({ place, rule, target, standing }: Watch): void {
    if (standing.state !== 'ok' || standing.recoveries.length > 0) return
    this.#watches.get(keyOf({ ruleKey: rule.key, environmentId: place.environmentId }))?.delete(target)
  }

  /** Judges one sample; what changes is written soon. */
  see(watch: Watch, at: Instant, seen: Seen): void {
    const before = watch.standing
    const judged = judge(watch.rule.condition, before, { at, seen, before: watch.seenAt, now: this.#platform.clock.now() })
    if (judged.reason !== 'out_of_order' && seen.kind !== 'no_data') Object.assign(watch, { seenAt: at, isAwaited: seen.kind === 'value' })
    if (!judged.isTransition) return
    watch.standing = judged.standing
    if (this.#waiting.length >= WAITING_MAX) return void (watch.standing = before)
    const { place, rule, target, labels } = watch
    const key = { ruleKey: rule.key, applicationId: place.application.id, environmentId: place.environmentId, target }
    const value = seen.kind === 'value' || seen.kind === 'turned' ? (seen.value ?? null) : null
    this.#waiting.push({ watch, write: { key, labels, before, after: judged.standing, reason: judged.reason, value } })
    this.#onWaiting()
  }

  /** Forgets watches of rules that are not there any more; `endOrphans` ends those that stand open. */
  forgetStale(): void {
    for (const known of [this.#watches, this.#stored])
      for (const key of known.keys()) {
        const [environmentId = '', ...ruleKey] = key.split(' ')
        if (this.#book.rule(environmentId, ruleKey.join(' ')) === undefined) known.delete(key)
      }
  }

  /** Writes what waits, in order. Rejects while PostgreSQL is away; nothing is lost then. */
  async write(): Promise<void> {
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = undefined))
    return this.#writing
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, WRITTEN_AT_ONCE)
      const moved = await this.#writeTogether(batch).catch((error: unknown) => {
        if (isUnavailable(error) || batch.length === 1) throw error
        // One that cannot be written must not hold up the others.
        return this.#writeEach(batch)
      })
      this.#waiting.splice(0, batch.length)
      for (const { write } of batch) this.#transitions.inc({ reason: write.reason })
      this.#tell(batch.filter((_one, index) => moved[index]).map(({ write }) => write.key))
      for (const [index, { watch }] of batch.entries()) if (!moved[index]) await this.#readAgain(watch)
    }
  }

  #writeTogether(batch: readonly { readonly write: WatchWrite; readonly watch: Watch }[]): Promise<readonly boolean[]> {
    return this.#platform.work.run(async (tx) => {
      const moved: boolean[] = []
      for (const { write, watch } of batch) moved.push((await writeTransition(this.#platform, tx, { write, ...watch })) !== undefined)
      return moved
    })
  }

  async #writeEach(batch: readonly { readonly write: WatchWrite; readonly watch: Watch }[]): Promise<readonly boolean[]> {
    const moved: boolean[] = []
    for (const one of batch) moved.push(await this.#writeOne(one))
    return moved
  }

  async #writeOne(one: { readonly write: WatchWrite; readonly watch: Watch }): Promise<boolean> {
    try {
      return (await this.#writeTogether([one]))[0] === true
    } catch (error) {
      if (isUnavailable(error)) throw error
      this.#platform.logger.error({ err: error, rule: one.watch.rule.key }, 'a transition of an alert rule cannot be written')
      return false
    }
  }

  async #readAgain(watch: Watch): Promise<void> {
    const { rule, place, target } = watch
    const of = { ruleKey: rule.key, environmentId: place.environmentId, target }
    const row = await this.#platform.work.read((tx) => findWatch(tx, of))
    watch.standing = row ?? newStanding(0 as Instant)
  }

  /** What another node moved is read again when it is seen next. */
  #follow(of: Omit<WatchKey, 'applicationId'>): void {
    const watch = this.#watches.get(keyOf(of))?.get(of.target)
    if (watch !== undefined)
      void this.#readAgain(watch).catch((error: unknown) => this.#platform.logger.warn({ err: error }, 'a watch could not be read again'))
  }

  #tell(keys: readonly WatchKey[]): void {
    for (const { ruleKey, applicationId, environmentId, target } of keys) {
      const data = { node: this.#node, ruleKey, environmentId, target }
      this.#platform.live.tell({
        topic: MOVED_TOPIC,
        scope: { clientId: null, applicationId, audience: 'internal' },
        permission: READ_ALERTS,
        data,
      })
    }
  }
}

type RulePlace = Pick<WatchKey, 'ruleKey' | 'environmentId'>

const keyOf = ({ ruleKey, environmentId }: RulePlace): string => `${environmentId} ${ruleKey}`

/** What is known of a rule in an environment; made when nothing is. */
function partOf<T>(known: Map<string, Map<string, T>>, of: RulePlace): Map<string, T> {
  const part = known.get(keyOf(of)) ?? new Map<string, T>()
  known.set(keyOf(of), part)
  return part
}

const isUnavailable = (error: unknown): boolean => error instanceof Fault && error.code === common.store_unavailable
