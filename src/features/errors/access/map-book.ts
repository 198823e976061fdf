/**
 * Source maps of environments: found by the id that a build gave a script, or by release and name, and held in memory while they are asked
 * for. An environment without any costs no statement; one that got its first is asked again within seconds.
 */
import { buffer } from 'node:stream/consumers'
import { DAY_MS, later, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { OpenMap } from '../domain/original.ts'
import { MAPS_REMEMBERED_BYTES_MAX } from '../domain/limits.ts'
import { namesOf } from '../domain/source-map.ts'
import { findMaps, hasMaps, noteNeeded, type FoundRow } from '../store/source-maps.ts'
import { openMap, type MapInMemory } from './open-map.ts'

const REMEMBER_MS = 10 * SECOND_MS
/** Environments of which it is known whether they have maps. */
const REMEMBERED_MAX = 10_000

export interface Scripts {
  /** UUID */
  readonly environmentId: string
  readonly release: string
  /** Debug ids by script, as an error names it; empty when its build gave none. */
  readonly debugIds: ReadonlyMap<string, string>
}

/** `lost`: there is one, but its bytes are not there or cannot be read. */
export type FoundMap = OpenMap | 'none' | 'lost'

export class MapBook {
  readonly #platform: Pick<Platform, 'work' | 'clock' | 'files' | 'logger'>
  readonly #places = new Map<string, { readonly has: boolean; readonly at: Instant }>()
  /** By digest, those asked for last at the end; of no bytes while they are read. */
  readonly #held = new Map<string, { readonly reading: Promise<OpenMap | undefined>; bytes: number }>()
  #heldBytes = 0

  constructor(platform: Pick<Platform, 'work' | 'clock' | 'files' | 'logger'>) {
    this.#platform = platform
  }

  /** One for each script. Throws what the stores throw when they are away. */
  async find({ environmentId, release, debugIds }: Scripts): Promise<ReadonlyMap<string, FoundMap>> {
    if (debugIds.size === 0 || !(await this.#has(environmentId))) return new Map([...debugIds.keys()].map((file) => [file, 'none']))
    const rows = await this.#platform.work.read((tx) =>
      findMaps(tx, {
        environmentId,
        release,
        names: [...debugIds.keys()].flatMap(namesOf),
        debugIds: [...debugIds.values()].filter(Boolean),
      }),
    )
    await this.#noteNeeded(rows)
    const found = new Map<string, FoundMap>()
    for (const [file, debugId] of debugIds) {
      const row = rowFor(rows, file, debugId)
      found.set(file, row === undefined ? 'none' : ((await this.#open(row.digest)) ?? 'lost'))
    }
    return found
  }

  /** Looks anew the next time whether it has any. */
  forget(environmentId: string): void {
    this.#places.delete(environmentId)
  }

  async #has(environmentId: string): Promise<boolean> {
    const at = this.#platform.clock.now()
    const known = this.#places.get(environmentId)
    if (known && at < later(known.at, REMEMBER_MS)) return known.has
    const has = await this.#platform.work.read((tx) => hasMaps(tx, environmentId))
    if (this.#places.size >= REMEMBERED_MAX) this.#places.clear()
    this.#places.set(environmentId, { has, at })
    return has
  }

  /** By the day: that a map is in use needs no more. */
  async #noteNeeded(rows: readonly FoundRow[]): Promise<void> {
    const at = this.#platform.clock.now()
    const ids = rows.filter(({ neededAt }) => at >= later(neededAt, DAY_MS)).map(({ id }) => id)
    if (ids.length > 0) await this.#platform.work.run((tx) => noteNeeded(tx, { ids, at }))
  }

  /** Undefined when it cannot be read. The same map is read once, however many errors ask for it. */
  #open(digest: string): Promise<OpenMap | undefined> {
    const held = this.#held.get(digest) ?? { reading: this.#read(digest), bytes: 0 }
    this.#held.delete(digest)
    this.#held.set(digest, held)
    return held.reading
  }

  async #read(digest: string): Promise<OpenMap | undefined> {
    try {
      const content = await this.#platform.files.get(digest)
      if (content) return this.#hold(digest, await openMap(await buffer(content)))
    } catch (error) {
      this.#platform.logger.warn({ err: error, digest }, 'a source map cannot be read')
    }
    this.#held.delete(digest)
    return undefined
  }

  /** Forgets those that were asked for longest ago, but never the one that is wanted now. */
  #hold(digest: string, { map, bytes }: MapInMemory): OpenMap {
    const own = this.#held.get(digest)
    if (own) own.bytes = bytes
    this.#heldBytes += own ? bytes : 0
    for (const [oldest, held] of this.#held) {
      if (this.#heldBytes <= MAPS_REMEMBERED_BYTES_MAX || oldest === digest) break
      this.#held.delete(oldest)
      this.#heldBytes -= held.bytes
    }
    return map
  }
}

/** By debug id before release and name; of names the longest, which fits best. */
function rowFor(rows: readonly FoundRow[], file: string, debugId: string): FoundRow | undefined {
  const byId = debugId === '' ? undefined : rows.find((row) => row.debugId === debugId)
  if (byId) return byId
  for (const name of namesOf(file)) {
    const byName = rows.find((row) => row.name === name)
    if (byName) return byName
  }
  return undefined
}
