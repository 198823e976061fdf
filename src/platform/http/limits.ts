/**
 * Rate limits: one token bucket per caller and route, in the memory of this node. Own code, because the bucket is twenty lines
 * and must know the caller; with several nodes each counts for itself, so the limit of an installation is theirs together.
 */
import { isIPv6 } from 'node:net'
import { MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'

/** About 3 MB. The bucket that was not used longest is forgotten first, which at worst forgives its caller. */
const BUCKETS_MAX = 20_000

interface Bucket {
  tokens: number
  at: Instant
}

export interface Allowance {
  readonly allowed: boolean
  /** Calls that may follow at once. */
  readonly remaining: number
  /** Seconds until the bucket is full again, or when refused until the next call may be made. */
  readonly resetSeconds: number
}

export class RateLimits {
  readonly #buckets = new Map<string, Bucket>()

  /** Takes one call out of the bucket named `key`, which holds a minute's worth and refills evenly. */
  take(key: string, perMinute: number, now: Instant): Allowance {
    const bucket = this.#buckets.get(key) ?? { tokens: perMinute, at: now }
    const elapsedMs = Math.max(0, now - bucket.at)
    bucket.tokens = Math.min(perMinute, bucket.tokens + (elapsedMs * perMinute) / MINUTE_MS)
    bucket.at = now
    const allowed = bucket.tokens >= 1
    if (allowed) bucket.tokens -= 1
    this.#keep(key, bucket)
    const missing = allowed ? perMinute - bucket.tokens : 1 - bucket.tokens
    const resetSeconds = Math.ceil((missing * MINUTE_MS) / perMinute / SECOND_MS)
    return { allowed, remaining: Math.floor(bucket.tokens), resetSeconds }
  }

  /** A Map keeps the order of insertion: setting anew makes it the youngest. */
  #keep(key: string, bucket: Bucket): void {
    this.#buckets.delete(key)
    this.#buckets.set(key, bucket)
    if (this.#buckets.size <= BUCKETS_MAX) return
    const eldest = this.#buckets.keys().next()
    if (!eldest.done) this.#buckets.delete(eldest.value)
  }
}

/** Whom an anonymous call is counted for. One household's IPv6 connection is a whole /64, so the rest of the address says nothing. */
export function addressKey(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return `address:${address.replace('::ffff:', '')}`
  const [head = '', tail] = address.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = tail === undefined ? front : [...front, ...Array<string>(8 - front.length - back.length).fill('0'), ...back]
  return `address:${groups.slice(0, 4).join(':')}::/64`
}
