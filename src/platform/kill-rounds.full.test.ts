/**
 * Kill rounds: each process of the stores is killed over and over while rows are being written to both, and after each round every
 * acknowledged row must be there and no process left over. PITCREW_KILL_ROUNDS says how often; 50 unless said.
 */
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { startEmbeddedClickHouse, type EmbeddedClickHouse } from './clickhouse/embedded/embedded.ts'
import { encodeNative } from './clickhouse/native.ts'
import { openClickHouse, type OpenedClickHouse } from './clickhouse/open.ts'
import type { PgConnection } from './pg/connection.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './pg/embedded/embedded.ts'
import { isAlive, processesIn, untilGone } from './supervise/processes.ts'
import { realTiming, type Timing } from './supervise/supervise.ts'
import { StoreParent } from './testing.ts'

const ROUNDS = Number(process.env['PITCREW_KILL_ROUNDS'] ?? 50)
/** Writers beside each other, so that a kill meets some in every stage. */
const WRITERS = 4
/** Acknowledged rows that a round waits for before it kills. */
const ROWS_BEFORE_KILL = 20

/** A life of 60 ms counts as a healthy minute, so that no back-off grows over the rounds. */
const FORGIVING: Timing = { nowMs: () => performance.now() * 1_000, sleep: (ms, signal) => realTiming.sleep(ms, signal) }

/** One store as the writers see it. */
interface Target {
  /** Resolves when the row is acknowledged. */
  write(n: number): Promise<void>
  read(): Promise<Set<number>>
}

function postgresTarget(connection: PgConnection): Target {
  const ask = async <Row extends object>(sql: string, values: unknown[]): Promise<Row[]> => {
    const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5_000 })
    client.on('error', () => {}) // Ended by the kill; the query's own rejection counts.
    await client.connect()
    try {
      return (await client.query<Row>(sql, values)).rows
    } finally {
      client.end().catch(() => {})
    }
  }
  return {
    write: async (n) => void (await ask('insert into written values ($1)', [n])),
    read: async () => new Set((await ask<{ n: number }>('select n from written', [])).map((row) => row.n)),
  }
}

function clickhouseTarget(clickhouse: OpenedClickHouse): Target {
  return {
    write: (n) => clickhouse.insertNative('written', encodeNative([{ name: 'n', type: 'UInt32', values: [n] }])),
    read: async () =>
      new Set((await clickhouse.query<{ n: number }>({ name: 'test.read', sql: 'select n from written' })).map((row) => row.n)),
  }
}

let next = 0

/** Writes from several writers until `kill` has happened, then returns what was acknowledged. */
async function writeThrough(target: Target, kill: () => void): Promise<number[]> {
  const acknowledged: number[] = []
  const killed = new AbortController()
  const writers = Array.from({ length: WRITERS }, async () => {
    while (!killed.signal.aborted) {
      const n = ++next
      await target.write(n).then(
        () => acknowledged.push(n),
        () => undefined,
      )
    }
  })
  await until(() => acknowledged.length >= ROWS_BEFORE_KILL, { withinMs: 60_000, what: 'the writing before the kill' })
  kill()
  killed.abort()
  await Promise.all(writers)
  return acknowledged
}

async function mustHold(target: Target, acknowledged: readonly number[]): Promise<void> {
  const there = await until(() => target.read(), { withinMs: 60_000, what: 'the return of the store' })
  expect(acknowledged.filter((n) => !there.has(n))).toEqual([])
}

const CREATE_POSTGRES = 'create table if not exists written (n int primary key)'
const CREATE_CLICKHOUSE = { name: 'test.create', sql: 'create table if not exists written (n UInt32) engine = MergeTree order by n' }

async function createIn(connection: PgConnection): Promise<void> {
  const client = new pg.Client({ ...connection })
  await client.connect()
  await client.query(CREATE_POSTGRES)
  await client.end()
}

describe(`killed ${ROUNDS} times during writes, no acknowledged row is lost and no process is left`, () => {
  const acknowledged: number[] = []

  describe('PostgreSQL', () => {
    let postgres: EmbeddedPostgres
    beforeAll(async () => {
      postgres = await startEmbeddedPostgres({ dataFolder: scratchFolder(), logger: testLogger, timing: FORGIVING })
      await createIn(postgres.connection)
    })
    afterAll(() => postgres.stop())

    test('the postmaster', async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const target = postgresTarget(postgres.connection)
        const before = postgres.processIds()
        const [postmaster] = before
        acknowledged.push(...(await writeThrough(target, () => process.kill(postmaster as number, 'SIGKILL'))))
        await until(() => postgres.state() === 'running' && postgres.processIds()[0] !== postmaster, { withinMs: 60_000 })
        await mustHold(target, acknowledged)
        expect(await untilGone(before, 15_000)).toBe(true)
      }
    })

    test('the guard, which matters to nobody who writes', async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const [postmaster] = postgres.processIds()
        const guard = postgres.processIds().at(-1) as number
        process.kill(guard, 'SIGKILL')
        await until(() => postgres.processIds().at(-1) !== guard && isAlive(postgres.processIds().at(-1) as number))
        expect(postgres.processIds()[0]).toBe(postmaster)
      }
    })
  })

  describe('ClickHouse', () => {
    let store: EmbeddedClickHouse
    let clickhouse: OpenedClickHouse
    beforeAll(async () => {
      store = await startEmbeddedClickHouse({ dataFolder: scratchFolder(), logger: testLogger, timing: FORGIVING })
      clickhouse = await openClickHouse({ socketPath: store.socketPath }, { database: 'kill_test', logger: testLogger })
      await clickhouse.command(CREATE_CLICKHOUSE)
    })
    afterAll(async () => {
      await clickhouse.close()
      await store.stop()
    })

    test('the child process', async () => {
      const mine: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const target = clickhouseTarget(clickhouse)
        const [pid] = store.processIds()
        mine.push(...(await writeThrough(target, () => process.kill(pid as number, 'SIGKILL'))))
        await until(() => store.state() === 'running' && store.processIds()[0] !== pid, { withinMs: 60_000 })
        await mustHold(target, mine)
      }
    })
  })

  test('the server itself, with both stores', async () => {
    const dataFolder = scratchFolder()
    const inPostgres: number[] = []
    const inClickHouse: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const parent = new StoreParent(dataFolder, ['postgres', 'clickhouse'])
      const { connection, socketPath, processIds } = await parent.ready()
      const clickhouse = await openClickHouse({ socketPath: socketPath as string }, { database: 'kill_test', logger: testLogger })
      await createIn(connection as PgConnection)
      await clickhouse.command(CREATE_CLICKHOUSE)
      const targets = [postgresTarget(connection as PgConnection), clickhouseTarget(clickhouse)] as const
      await mustHold(targets[0], inPostgres)
      await mustHold(targets[1], inClickHouse)
      let ready = 0
      const killBoth = () => {
        if (++ready === targets.length) parent.process.kill('SIGKILL')
      }
      const [fromPostgres, fromClickHouse] = await Promise.all([writeThrough(targets[0], killBoth), writeThrough(targets[1], killBoth)])
      inPostgres.push(...fromPostgres)
      inClickHouse.push(...fromClickHouse)
      expect(await untilGone(processIds, 15_000)).toBe(true)
      expect(processesIn(`${dataFolder}/postgres/data-18`)).toEqual([])
      expect(processesIn(`${dataFolder}/clickhouse`)).toEqual([])
      await clickhouse.close()
    }
  })

  test('the server while it starts, at every stage of it', async () => {
    let dataFolder = ''
    for (let round = 0; round < ROUNDS; round++) {
      const stage = START_STAGES[round % START_STAGES.length] as string
      if (round % START_STAGES.length === 0) dataFolder = scratchFolder()
      const parent = new StoreParent(dataFolder, ['postgres', 'clickhouse'])
      await until(() => isReached(dataFolder, stage), { withinMs: 60_000, what: stage })
      parent.process.kill('SIGKILL')
      await untilGone([parent.process.pid as number], 5_000)
    }
    const parent = new StoreParent(dataFolder, ['postgres', 'clickhouse'])
    const { connection } = await parent.ready()
    await createIn(connection as PgConnection)
    parent.process.kill('SIGKILL')
    await until(() => processesIn(`${dataFolder}/postgres/data-18`).length + processesIn(`${dataFolder}/clickhouse`).length === 0)
  })
})

/** What appears in the data folder one after the other while the stores start; the first three only in a new one. */
const START_STAGES = [
  'postgres.password',
  'postgres/init-*',
  'postgres/data-18',
  'postgres/data-18/postmaster.pid',
  'clickhouse/config.xml',
  'clickhouse/engine',
  'clickhouse/clickhouse.sock',
]

function isReached(dataFolder: string, stage: string): boolean {
  const folder = path.join(dataFolder, path.dirname(stage))
  const start = path.basename(stage).replace('*', '')
  return fs.existsSync(folder) && fs.readdirSync(folder).some((name) => name.startsWith(start))
}
