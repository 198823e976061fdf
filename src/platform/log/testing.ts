/** For tests of the log itself: a log on a fresh database, with events of its own. Parts above use `testPlatform`. */
import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { afterAll } from 'vitest'
import { z } from 'zod'
import { defineEvent, type EventDraft, type EventKind } from '#kit/event.ts'
import { instant } from '#kit/time.ts'
import { testLogger as logger, testMetrics } from '#test/support/quiet.ts'
import { testClickHouse, testDatabase, type TestDatabase } from '#test/support/stores.ts'
import type { ClickHouse } from '../clickhouse/client.ts'
import { SimulatedClock } from '../clock.ts'
import { openDue, type OpenedDue } from '../due/open.ts'
import type { Reaction } from '../module.ts'
import { openListen } from '../pg/listen.ts'
import { secretsUnder } from '../secrets/open.ts'
import { openLog, type OpenedLog } from './open.ts'
import type { PersonKeys } from './personkeys.ts'

export const renamed = defineEvent('application.renamed', {
  sentence: 'renamed to {name}',
  particulars: z.object({ name: z.string(), step: z.number().int(), state: z.enum(['active', 'archived']).optional() }),
})

export const invited = defineEvent('person.invited', {
  sentence: 'invited {email}',
  particulars: z.object({ email: z.string(), role: z.enum(['owner', 'qa']) }),
  personal: ['email'],
})

/** A draft about a record of its own, unless said. */
export function aRename(over: Partial<EventDraft<typeof renamed.particulars>> = {}): EventDraft<typeof renamed.particulars> {
  return {
    event: renamed,
    actor: { kind: 'system', id: 'test' },
    record: { kind: 'application', id: uuidv7() },
    scope: { clientId: null, applicationId: null, audience: 'internal' },
    at: START,
    particulars: { name: 'Shop', step: 1 },
    ...over,
  }
}

/** Where the simulated clock begins. */
export const START = instant('2026-03-01T09:00:00Z')

/** Keys in memory; `drop` is what erasing a person does. */
export class MemoryPersonKeys implements PersonKeys {
  readonly #keys = new Map<string, Uint8Array | null>()

  async keyFor(_tx: unknown, personId: string): Promise<Uint8Array | undefined> {
    return this.#keys.get(personId) ?? undefined
  }

  async ensure(_tx: unknown, personId: string): Promise<Uint8Array | undefined> {
    const known = this.#keys.get(personId)
    if (known !== undefined) return known ?? undefined
    const made = randomBytes(32)
    this.#keys.set(personId, made)
    return made
  }

  drop(personId: string): void {
    this.#keys.set(personId, null)
  }
}

/** A started log with what stands around it. */
export interface TestLog extends TestDatabase {
  readonly log: OpenedLog
  readonly due: OpenedDue
  readonly clock: SimulatedClock
  readonly personKeys: MemoryPersonKeys
}

export interface TestLogOptions {
  readonly events?: readonly EventKind[]
  readonly reactions?: readonly Reaction[]
  /** Another node on the same database. */
  readonly on?: TestLog
  /** A ClickHouse database of its own unless given. */
  readonly clickhouse?: ClickHouse
}

const SECRETS = secretsUnder([Buffer.alloc(32, 7)])

/** Started; stopped when the test file is done. */
export async function testLog({ events = [renamed, invited], reactions = [], on, clickhouse }: TestLogOptions = {}): Promise<TestLog> {
  const database = on ?? (await testDatabase())
  const { pg, work } = database
  const clock = on?.clock ?? new SimulatedClock(START)
  const personKeys = on?.personKeys ?? new MemoryPersonKeys()
  const listen = openListen({ pg, logger })
  const due = openDue({ work, clock, logger })
  const log = openLog({
    pg,
    work,
    listen,
    personKeys,
    due,
    clock,
    logger,
    clickhouse: clickhouse ?? (await testClickHouse()),
    secrets: SECRETS,
    metrics: testMetrics(),
  })
  log.declare({ events, reactions })
  due.declare([log.retryDue])
  await listen.start()
  await log.start()
  afterAll(async () => {
    await log.stop()
    await listen.stop()
  })
  return { ...database, log, due, clock, personKeys }
}
