/**
 * Holds back a flood of kinds: an error whose text or stack is different each time would make a group of its own each time. So many
 * kinds of an environment may be new to this node within an hour; what is new beyond it is one kind. What is known stays itself.
 */
import { HOUR_MS, later, type Instant } from '#kit/time.ts'
import { NEW_GROUPS_PER_HOUR_MAX } from './limits.ts'

/** Of all environments; some 100 bytes each. Beyond it everything is new again, within the same bound. */
const KNOWN_MAX = 200_000

export class GroupBook {
  readonly #known = new Set<string>()
  readonly #fresh = new Map<string, { readonly since: Instant; count: number }>()

  /** Whether errors of this kind may have a group of their own. */
  admit(environmentId: string, fingerprint: string, now: Instant): boolean {
    const key = `${environmentId} ${fingerprint}`
    if (this.#known.has(key)) return true
    const hour = this.#hourOf(environmentId, now)
    if (hour.count >= NEW_GROUPS_PER_HOUR_MAX) return false
    hour.count += 1
    if (this.#known.size >= KNOWN_MAX) this.#known.clear()
    this.#known.add(key)
    return true
  }

  #hourOf(environmentId: string, now: Instant): { readonly since: Instant; count: number } {
    const known = this.#fresh.get(environmentId)
    if (known && now < later(known.since, HOUR_MS)) return known
    const hour = { since: now, count: 0 }
    this.#fresh.set(environmentId, hour)
    return hour
  }
}
