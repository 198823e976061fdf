/**
 * The rules of each owner, in memory: requests ask for them by the thousand. They are read again every few seconds and after each
 * change, and while PostgreSQL is away those that were read last go on for an hour, as keys do.
 */
import { mappingEvents } from '#events/mapping.ts'
import { common, Fault } from '#kit/fault.ts'
import { HOUR_MS, later, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { activeEnvironments, environmentPlaces } from '#core/catalog/public.ts'
import type { Owner } from '../domain/owner.ts'
import type { Rule, RuleSet } from '../domain/rules.ts'
import { findMapping } from '../store/mapping.ts'

/** Longest time for which another node may go by rules that were changed, should it miss the event, and by an environment that was archived. */
const REMEMBER_MS = 5 * SECOND_MS
const TRUST_MS = HOUR_MS
/** Some 20 kB each at most; beyond it all are read again. */
const REMEMBERED_MAX = 1_000

export type BookNeeds = Pick<Platform, 'work' | 'clock' | 'log'>

export class MappingBook {
  readonly #platform: BookNeeds
  readonly #remembered = new Map<string, { readonly rules: RuleSet; readonly at: Instant }>()
  /** Rises with each change, so that what was read before a change is not remembered after it. */
  #changes = 0

  constructor(platform: BookNeeds) {
    this.#platform = platform
    const kinds = new Set<string>(mappingEvents.map(({ kind }) => kind))
    platform.log.follow((events) => {
      if (events.some(({ kind }) => kinds.has(kind))) this.forget()
    })
  }

  /** Without rules when nobody has written any. */
  async of(owner: Owner): Promise<RuleSet> {
    const key = `${owner.kind} ${owner.id}`
    const now = this.#platform.clock.now()
    const known = this.#remembered.get(key)
    if (known && now < later(known.at, REMEMBER_MS)) return known.rules
    const changes = this.#changes
    try {
      const rules = await this.#platform.work.read((tx) => readRules(tx, owner))
      if (this.#remembered.size >= REMEMBERED_MAX) this.#remembered.clear()
      if (changes === this.#changes) this.#remembered.set(key, { rules, at: now })
      return rules
    } catch (error) {
      const isAway = error instanceof Fault && error.code === common.store_unavailable
      if (isAway && known && now < later(known.at, TRUST_MS)) return known.rules
      throw error
    }
  }

  /** Everything is read anew. */
  forget(): void {
    this.#changes += 1
    this.#remembered.clear()
  }
}

async function readRules(tx: Tx, owner: Owner): Promise<RuleSet> {
  const { rules = [] } = (await findMapping(tx, owner)) ?? {}
  return { rules, environments: await environmentsWithin(tx, owner, rules) }
}

/** Of the environments that rules name, those that are not archived and belong to their owner. */
export async function environmentsWithin(tx: Tx, owner: Owner, rules: readonly Rule[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(rules.map(({ environmentId }) => environmentId))]
  const [places, active] = [await environmentPlaces(tx, ids), await activeEnvironments(tx, ids)]
  const belongs = (id: string) => {
    const scope = places.get(id)?.scope
    return (owner.kind === 'client' ? scope?.clientId : scope?.applicationId) === owner.id
  }
  return new Set(ids.filter((id) => active.has(id) && belongs(id)))
}
