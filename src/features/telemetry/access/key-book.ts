/**
 * From the secret of a request to what it may write to. What was found is remembered for a few seconds, so that
 * a busy sender costs no statement per request; while PostgreSQL is away it is remembered for longer, so that measurements
 * arrive also then. A key that is revoked is forgotten on this node at the commit, on others with the event.
 */
import { telemetryEvents } from '#events/telemetry.ts'
import { common, Fault } from '#kit/fault.ts'
import { HOUR_MS, later, MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { activeApplication, activeEnvironments } from '#core/catalog/public.ts'
import { hashToken } from '#core/identity/public.ts'
import { telemetryCodes } from '../contract/codes.ts'
import { ownerOf, type KeyOwner } from '../domain/key.ts'
import { findIngestKeyByDsn, findIngestKeyBySecret, touchIngestKey } from '../store/keys.ts'

/** What ingest keys begin with, so that secret scanners and people recognise them. */
export const INGEST_KEY_START = 'pci_'
const FORM = /^pci_[0-9a-f]{48}$/
const DSN_FORM = /^[0-9a-f]{32}$/

/** Longest time for which another node may take a revoked key, should it miss the event. */
const REMEMBER_MS = 5 * SECOND_MS
/** How long a key that worked works on while PostgreSQL cannot be asked. */
const TRUST_MS = HOUR_MS
/** About 300 bytes each; beyond it all are looked up again. */
const REMEMBERED_MAX = 10_000
const TOUCH_EVERY_MS = MINUTE_MS

/** Where a key of an environment may write. */
export interface KeyAccess {
  /** UUID of the key. */
  readonly keyId: string
  /** UUID */
  readonly environmentId: string
}

/** Whose mapping rules say where a key may write, when it is of an application or a client. */
export interface MappedAccess {
  readonly keyId: string
  readonly owner: { readonly kind: 'application' | 'client'; readonly id: string }
}

type Access = KeyAccess | MappedAccess

export type KeyNeeds = Pick<Platform, 'work' | 'clock' | 'log'>

export class KeyBook {
  readonly #platform: KeyNeeds
  readonly #remembered = new Map<string, { readonly access: Access | undefined; readonly at: Instant }>()
  /** Rises with each change, so that what was read before a change is not remembered after it. */
  #changes = 0

  constructor(platform: KeyNeeds) {
    this.#platform = platform
    const kinds = new Set(telemetryEvents.map(({ kind }) => kind))
    platform.log.follow((events) => {
      if (events.some(({ kind }) => kinds.has(kind))) this.forget()
    })
  }

  /**
   * For a way in that knows no mapping rules. Throws `common.unauthenticated` when the secret is that of no key that works, and
   * `telemetry.needs_environment_key` when it is that of an application or a client.
   */
  async find(secret: string | null): Promise<KeyAccess> {
    return ofEnvironment(await this.#find(secret, FORM))
  }

  /** For a way in that goes by mapping rules. Throws `common.unauthenticated` when the secret is that of no key that works. */
  findAny(secret: string | null): Promise<Access> {
    return this.#find(secret, FORM)
  }

  /** As `find` for the key of a DSN, which opens the intake of errors only. */
  async findByDsn(dsnKey: string | null): Promise<KeyAccess> {
    return ofEnvironment(await this.#find(dsnKey, DSN_FORM))
  }

  async #find(key: string | null, form: RegExp): Promise<Access> {
    const access = key !== null && form.test(key) ? await this.#recall(key) : undefined
    if (access) return access
    const detail =
      'This is no key that works: it may have been revoked, or its environment archived. Make one on the page of the application.'
    throw new Fault(common.unauthenticated, { detail })
  }

  /** Everything is looked up anew. */
  forget(): void {
    this.#changes += 1
    this.#remembered.clear()
  }

  async #recall(secret: string): Promise<Access | undefined> {
    const now = this.#platform.clock.now()
    const known = this.#remembered.get(secret)
    if (known && now < later(known.at, REMEMBER_MS)) return known.access
    const changes = this.#changes
    try {
      const access = await this.#look(secret, now)
      if (this.#remembered.size >= REMEMBERED_MAX) this.#remembered.clear()
      if (changes === this.#changes) this.#remembered.set(secret, { access, at: now })
      return access
    } catch (error) {
      const isAway = error instanceof Fault && error.code === common.store_unavailable
      if (isAway && known?.access && now < later(known.at, TRUST_MS)) return known.access
      throw error
    }
  }

  #look(secret: string, now: Instant): Promise<Access | undefined> {
    return this.#platform.work.read(async (tx) => {
      const key = await (DSN_FORM.test(secret) ? findIngestKeyByDsn(tx, secret) : findIngestKeyBySecret(tx, hashToken(secret)))
      if (!key || !(await isActive(tx, key))) return undefined
      const unlessAfter = later(now, -TOUCH_EVERY_MS)
      if (key.lastUsedAt === null || key.lastUsedAt <= unlessAfter) await touchIngestKey(tx, key.id, { at: now, unlessAfter })
      const owner = ownerOf(key)
      return owner.kind === 'environment' ? { keyId: key.id, environmentId: owner.id } : { keyId: key.id, owner }
    })
  }
}

/** A client's environments are asked one by one when its rules are read. */
async function isActive(tx: Tx, { environmentId, applicationId }: KeyOwner): Promise<boolean> {
  if (environmentId !== null) return (await activeEnvironments(tx, [environmentId])).has(environmentId)
  return applicationId === null || activeApplication(tx, applicationId)
}

function ofEnvironment(access: Access): KeyAccess {
  if ('environmentId' in access) return access
  throw new Fault(telemetryCodes.needs_environment_key)
}
