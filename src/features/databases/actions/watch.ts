/**
 * Reads watched databases that are due. A database is read by one node at a time, which keeps its connection and what it read
 * before; a node that takes one over begins anew and has rates from its second reading on.
 */
import { uuidv7 } from 'uuidv7'
import { databaseReachable, databaseUnreachable } from '#events/databases.ts'
import { toId } from '#kit/ids.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { planOf } from '#core/plan/public.ts'
import { intakeOf } from '#features/telemetry/public.ts'
import { placeOf, type Place } from '../access/place.ts'
import { openPassword } from '../access/sealed.ts'
import { slowMsOf } from '../access/threshold.ts'
import { statementsBetween } from '../domain/between.ts'
import { failureOf } from '../domain/failures.ts'
import { pointsOf } from '../domain/points.ts'
import type { Reading } from '../domain/reading.ts'
import { turn, type Turn } from '../domain/state.ts'
import type { Failure } from '../domain/words.ts'
import { replaceFindings } from '../store/findings.ts'
import { openSession } from '../store/open.ts'
import type { Session } from '../store/probe.ts'
import { insertStatements } from '../store/statements.ts'
import { claimDue, lockWatched, writeOutcome, type WatchedRow } from '../store/watched.ts'
import { about } from './databases.ts'

export type WatchNeeds = Pick<Platform, 'work' | 'clock' | 'log' | 'secrets' | 'egress' | 'clickhouse' | 'config' | 'logger'>

/** How often is looked whether one is due. */
export const WATCH_EVERY_MS = 5 * SECOND_MS
/** Read at the same time; each mostly waits for its server. */
const AT_ONCE = 16
/** Statements of one reading that are kept: those that took most of the time. */
const STATEMENTS_KEPT_MAX = 100
/** All looks of one reading together; a server that needs longer has other worries than us. */
const READING_TIMEOUT_MS = 30 * SECOND_MS

/** What is remembered of a database between two readings. */
interface Memory {
  readonly rowVersion: number
  /** After as long without a reading it was removed, or another node has it. */
  readonly idleMs: number
  session: Session | undefined
  before: Reading | undefined
  /** From where statements are still to be kept: while ClickHouse is away nothing of theirs is lost. */
  statementsFrom: Reading | undefined
  usedAt: Instant
}

export class Watch {
  readonly #platform: WatchNeeds
  readonly #node = uuidv7()
  readonly #memories = new Map<string, Memory>()

  constructor(platform: WatchNeeds) {
    this.#platform = platform
  }

  /** Reads all that are due now. */
  async run(): Promise<void> {
    const now = this.#platform.clock.now()
    const rows = await this.#platform.work.run((tx) => claimDue(tx, { node: this.#node, now, limit: AT_ONCE }))
    const ended = await Promise.allSettled(rows.map((row) => this.#watch(row, now)))
    this.#forgetIdle(now)
    // One store is away for all of them: the first says it, once all have ended.
    for (const one of ended) if (one.status === 'rejected') throw one.reason
  }

  /** Ends all connections. */
  close(): void {
    for (const { session } of this.#memories.values()) session?.close()
    this.#memories.clear()
  }

  async #watch(row: WatchedRow, now: Instant): Promise<void> {
    const known = await this.#platform.work.read(async (tx) => {
      const place = await placeOf(tx, row.environmentId)
      return place?.isActive ? { place, slowMs: await slowMsOf(planOf(this.#platform), place.scope, tx) } : undefined
    })
    if (!known) return
    const memory = this.#memoryOf(row, now)
    const read = await this.#read(row, memory, { at: now, slowMs: known.slowMs })
    if ('reason' in read) {
      await this.#write(row, known.place, { failure: read, at: now })
      return
    }
    await this.#write(row, known.place, { reading: read, at: now })
    await this.#keep(row, memory, read)
  }

  #memoryOf({ id, version, intervalSeconds }: WatchedRow, now: Instant): Memory {
    const known = this.#memories.get(id)
    if (known?.rowVersion === version) {
      known.usedAt = now
      return known
    }
    known?.session?.close()
    const memory: Memory = {
      rowVersion: version,
      idleMs: IDLE_INTERVALS * intervalSeconds * SECOND_MS,
      session: undefined,
      before: undefined,
      statementsFrom: undefined,
      usedAt: now,
    }
    this.#memories.set(id, memory)
    return memory
  }

  /** A connection that broke since the last reading says nothing yet: it is tried once more with a new one. */
  async #read(row: WatchedRow, memory: Memory, look: { at: Instant; slowMs: number }): Promise<Reading | Failure> {
    const first = memory.session ? await this.#tryRead(row, memory, look) : undefined
    if (first && !('reason' in first)) return first
    return this.#tryRead(row, memory, look)
  }

  async #tryRead(row: WatchedRow, memory: Memory, look: { at: Instant; slowMs: number }): Promise<Reading | Failure> {
    try {
      memory.session ??= await openSession(this.#platform.egress, { ...row, password: openPassword(this.#platform, row) })
      return await within(memory.session.read(look), READING_TIMEOUT_MS)
    } catch (error) {
      memory.session?.close()
      memory.session = undefined
      return failureOf(error)
    }
  }

  /** A row that was changed or removed meanwhile is left as it is: this reading was about another one. */
  async #write(
    row: WatchedRow,
    place: Place,
    { reading, failure, at }: { reading?: Reading; failure?: Failure; at: Instant },
  ): Promise<void> {
    await this.#platform.work.run(async (tx) => {
      const current = await lockWatched(tx, row.id)
      if (current?.version !== row.version) return
      const next = turn(current, failure ?? null, at)
      await writeOutcome(tx, { id: row.id, ...next, brought: reading ? { ...reading, at } : null })
      if (reading) {
        const kinds = [...reading.findings.keys()]
        await replaceFindings(tx, { databaseId: row.id, kinds, findings: [...reading.findings.values()].flat(), at })
      }
      const draft = tellingOf(row, next)
      if (draft) await this.#platform.log.publish(tx, { ...draft, ...about(row.environmentId, place.scope), actor: PROBE, at })
    })
  }

  async #keep(row: WatchedRow, memory: Memory, reading: Reading): Promise<void> {
    const statements = memory.before ? statementsBetween(memory.before, reading) : null
    const points = pointsOf({ ...row, id: toId('database', row.id) }, reading, memory.before, statements)
    memory.before = reading
    const source = { environmentId: row.environmentId, keyId: null, protocol: 'databases' as const }
    await intakeOf(this.#platform).takePoints(source, { bytes: 0, points: points.map((point) => ({ ...point, at: reading.at })) })
    await this.#keepStatements(row, memory, reading)
  }

  async #keepStatements(row: WatchedRow, memory: Memory, reading: Reading): Promise<void> {
    const counts = (memory.statementsFrom ? statementsBetween(memory.statementsFrom, reading) : null)?.slice(0, STATEMENTS_KEPT_MAX) ?? []
    if (counts.length > 0) {
      const texts = (await memory.session?.texts(counts.map(({ fingerprint }) => fingerprint))) ?? new Map<string, string>()
      const statements = counts.map((count) => ({ ...count, text: texts.get(count.fingerprint) ?? '' }))
      await insertStatements(this.#platform.clickhouse, {
        environmentId: row.environmentId,
        databaseId: row.id,
        at: reading.at,
        statements,
      })
    }
    memory.statementsFrom = reading
  }

  /** Of databases that were removed, or that another node has taken over. */
  #forgetIdle(now: Instant): void {
    for (const [id, { session, usedAt, idleMs }] of this.#memories) {
      if (now - usedAt <= idleMs) continue
      session?.close()
      this.#memories.delete(id)
    }
  }
}

/** As many as after which another node may take a database over. */
const IDLE_INTERVALS = 3
const PROBE = { kind: 'system', id: 'databases' } as const

function tellingOf({ id, name }: WatchedRow, { told, reason }: Turn) {
  if (told === 'unreachable') return { event: databaseUnreachable, particulars: { databaseId: id, name, reason: reason ?? 'failed' } }
  return told === 'reachable' ? { event: databaseReachable, particulars: { databaseId: id, name } } : undefined
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout: the reading took too long')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
