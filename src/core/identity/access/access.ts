/**
 * Turns a cookie or API key into a caller, and tells when somebody's access changes. One per platform; `app` gives
 * `authenticate` to the HTTP server and `onChange` to the live streams.
 *
 * What was read is kept for a few seconds, so that a busy script costs no statement per call. A change on this node drops it
 * at the commit; other nodes hear of the change with the sealed event, milliseconds later, and never use it longer than the
 * few seconds.
 */
import type { SealedEvent } from '#kit/event.ts'
import { later, type Instant } from '#kit/time.ts'
import type { Authenticate, Credentials } from '#platform/http/credentials.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Permission } from '#platform/module.ts'
import type { Needs } from './needs.ts'
import type { Tx } from '#platform/work.ts'
import { accessEvents } from '#events/identity.ts'
import { API_KEY_START, hashToken } from './tokens.ts'
import { PersonCaller } from './caller.ts'
import { SESSION_COOKIE } from '../contract/contract.ts'
import type { Grant } from '../domain/permit.ts'
import { judgeRequirement } from '../domain/second-factor.ts'
import { isSeenStale, judgeSession, SEEN_EVERY_MS } from '../domain/lifetimes.ts'
import { findApiKeyAccess, touchApiKey } from '../store/api-keys.ts'
import { findSessionAccess, touchSession, type SessionAccess } from '../store/sessions.ts'

/** Longest time for which another node may let somebody in after their access ended, should it miss the event. */
const REMEMBER_MS = 5_000
/** Callers of a large installation at once; beyond it the eldest is read again. About 1 KB each. */
const REMEMBERED_MAX = 2_000

/** Tells whether the access that changed is this caller's. */
export type Affects = (caller: Caller) => boolean

/** Callers of a part above. */
export interface Visitors {
  readonly authenticate: Authenticate
  /** Kinds of events after which somebody's access is another one: their live streams end at once, on every node. */
  readonly endings: ReadonlySet<string>
  /** Whose access it is. */
  readonly affectedBy: (event: SealedEvent) => Affects
}

interface Remembered {
  readonly caller: PersonCaller
  readonly until: Instant
}

export class Access {
  readonly #platform: Needs
  readonly #remembered = new Map<string, Remembered>()
  readonly #listeners = new Set<(affects: Affects) => void>()
  readonly #others: Visitors[] = []
  #permissions: readonly Permission[] = []
  /** Rises with each change, so that an answer read before a change is not remembered after it. */
  #changes = 0

  constructor(platform: Needs) {
    this.#platform = platform
    const kinds = new Set<string>(accessEvents.map((event) => event.kind))
    platform.log.follow((events) => {
      for (const event of events) {
        if (kinds.has(event.kind)) this.#tell(event.record.id)
        for (const visitors of this.#others) if (visitors.endings.has(event.kind)) this.#hear(visitors.affectedBy(event))
      }
    })
  }

  readonly authenticate: Authenticate = async (credentials) => {
    const person = await this.#person(credentials)
    if (person) return person
    for (const { authenticate } of this.#others) {
      const caller = await authenticate(credentials)
      if (caller) return caller
    }
    return null
  }

  async #person(credentials: Credentials): Promise<PersonCaller | null> {
    const token = tokenOf(credentials)
    if (token === null) return null
    const now = this.#platform.clock.now()
    const known = this.#remembered.get(token)
    if (known && now < known.until && !credentials.anew) return known.caller
    const changes = this.#changes
    const caller = token.startsWith(API_KEY_START) ? await this.#readApiKey(token, now) : await this.#readSession(token, now)
    if (caller && changes === this.#changes) this.#remember(token, { caller, until: later(now, REMEMBER_MS) })
    return caller
  }

  /** For a part above whose visitors have no account: it is asked about requests that bring nobody's session or key. */
  also(visitors: Visitors): void {
    this.#others.push(visitors)
  }

  /** Called on every node after a person's access changed, with the test for whose. Returns the function that ends it. */
  onChange(listener: (affects: Affects) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** For actions: from the commit on, this node reads the person's access anew. */
  changed(tx: Tx, personId: string): void {
    this.#platform.work.afterCommit(tx, () => this.#forget(personId))
  }

  /** Every permission that a module declares, with its sentence; `app` hands them over once all modules are made. */
  declare(permissions: readonly Permission[]): void {
    this.#permissions = permissions
  }

  get permissions(): readonly Permission[] {
    return this.#permissions
  }

  async #readSession(token: string, now: Instant): Promise<PersonCaller | null> {
    const { work } = this.#platform
    const found = await work.read((tx) => findSessionAccess(tx, hashToken(token)))
    if (!found) return null
    const verdict = judgeSession(found, now)
    if (!verdict.valid) return null
    if (verdict.reason === 'seen_is_stale') {
      await work.read((tx) => touchSession(tx, found.sessionId, { at: now, unlessAfter: later(now, -SEEN_EVERY_MS) }))
    }
    const { personId, sessionId, method, provedAt } = found
    return new PersonCaller({
      personId,
      sessionId,
      apiKeyId: null,
      method,
      provedAt,
      rights: { grants: grantsNow(found, now), scopes: null, admitted: found.admitted },
    })
  }

  async #readApiKey(token: string, now: Instant): Promise<PersonCaller | null> {
    const { work } = this.#platform
    const found = await work.read((tx) => findApiKeyAccess(tx, hashToken(token)))
    if (!found || (found.expiresAt !== null && now >= found.expiresAt)) return null
    if (isSeenStale(found.lastUsedAt, now)) {
      await work.read((tx) => touchApiKey(tx, found.apiKeyId, { at: now, unlessAfter: later(now, -SEEN_EVERY_MS) }))
    }
    const { personId, apiKeyId, grants, scopes, admitted } = found
    return new PersonCaller({ personId, sessionId: null, apiKeyId, rights: { grants, scopes, admitted } })
  }

  /** A Map keeps the order of insertion, so the first key is the eldest. */
  #remember(token: string, entry: Remembered): void {
    this.#remembered.delete(token)
    this.#remembered.set(token, entry)
    const eldest = this.#remembered.keys().next()
    if (this.#remembered.size > REMEMBERED_MAX && !eldest.done) this.#remembered.delete(eldest.value)
  }

  #forget(personId: string): void {
    this.#changes += 1
    for (const [token, { caller }] of this.#remembered) if (caller.personId === personId) this.#remembered.delete(token)
  }

  #tell(personId: string): void {
    this.#forget(personId)
    this.#hear((caller) => caller instanceof PersonCaller && caller.personId === personId)
  }

  #hear(affects: Affects): void {
    for (const listener of this.#listeners) listener(affects)
  }
}

/** Whose second factor is overdue holds nothing in a browser until they have set one up; a provider's sign-in answers for itself. */
function grantsNow({ grants, rule, hasFactor, personSince, method }: SessionAccess, now: Instant): readonly Grant[] {
  if (method === 'oidc') return grants
  const roles = grants.map((grant) => grant.role)
  return judgeRequirement(rule, { roles, hasFactor, createdAt: personSince }, now).reason === 'overdue' ? [] : grants
}

const opened = new WeakMap<Needs, Access>()

/** The one `Access` of a platform; opened when first asked for. */
export function accessOf(platform: Needs): Access {
  const known = opened.get(platform)
  if (known) return known
  const access = new Access(platform)
  opened.set(platform, access)
  return access
}

/** An API key in the Authorization header, else the session cookie. Tokens of another shape are nobody's and cost no look-up. */
function tokenOf({ bearer, cookies }: Credentials): string | null {
  if (bearer !== null) return bearer.startsWith(API_KEY_START) ? bearer : null
  const cookie = cookies[SESSION_COOKIE]
  return cookie !== undefined && /^[0-9a-f]{48}$/.test(cookie) ? cookie : null
}
