/**
 * Senders of every signal write to the real program while its processes are killed under them. Nobody repeats a request whose answer
 * was lost, so whatever was acknowledged must be there, and nothing may be there twice. PITCREW_TEST_KILL_ROUNDS says how often each
 * process is killed, PITCREW_TEST_KILL_SEED when.
 */
import { randomInt } from 'node:crypto'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomFrom } from '#kit/random.ts'
import { runningClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import { openClickHouse } from '#platform/clickhouse/open.ts'
import { freePort } from '#test/support/free-port.ts'
import { prepareProgram, startServer, type RunningServer, type Settings } from '#test/support/program.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { setUp, signIn } from '#test/support/visitor.ts'
import { SEED_MAX } from './killing/rounds.ts'
import { Senders, SIGNALS, type Place, type Signal } from './killing/senders.ts'
import { killSoon, type Victim } from './killing/victims.ts'

const ROUNDS = Number(process.env['PITCREW_TEST_KILL_ROUNDS'] ?? 10)
const SEED = Number(process.env['PITCREW_TEST_KILL_SEED'] ?? randomInt(SEED_MAX))
/** Those between which a request is taken, kept and counted. */
const STRUCK: readonly Victim[] = ['server', 'clickhouse', 'postmaster']
const ROUND_WITHIN_MS = 90_000
/** A build and a first start, on a machine that does other things as well. */
const SET_UP_WITHIN_MS = 300_000

const dataFolder = path.join(scratchFolder(), 'data')
let settings: Settings
let server: RunningServer
let application = ''
let place: Place
const senders = new Senders(() => ({ ...place, url: server.url }))

beforeAll(async () => {
  prepareProgram()
  settings = { PITCREW_DATA: dataFolder, PORT: String(await freePort()) }
  server = await startServer(settings)
  await setUp(server)
  const owner = await signIn(server)
  application = (await owner.ask('POST', '/applications', { body: { clientId: null, name: 'Shop' } })).id
  const body = { applicationId: application, name: 'Production', kind: 'production' }
  const { id: environmentId } = await owner.ask('POST', '/environments', { body })
  const { secret, ingestKey } = await owner.ask('POST', '/ingest-keys', { body: { environmentId, name: 'Senders' } })
  place = { secret, dsn: new URL(ingestKey.dsn) }
}, SET_UP_WITHIN_MS)
afterAll(() => server?.stop())

async function strike(victim: Victim, random: () => number): Promise<void> {
  await killSoon(victim, dataFolder, random)
  if (victim === 'server') {
    await server.ended()
    server = await startServer(settings)
  }
  const { acknowledged } = senders
  const before = [...acknowledged.values()].map(({ length }) => length)
  const all = () => [...acknowledged.values()].every(({ length }, index) => length > (before[index] as number))
  await until(all, { withinMs: ROUND_WITHIN_MS, what: `every signal after the kill of the ${victim}` })
}

async function keptOf({ sql }: Signal): Promise<readonly number[]> {
  const clickhouse = await openClickHouse({ socketPath: runningClickHouse(dataFolder) }, { database: 'pitcrew', logger: testLogger })
  try {
    return (await clickhouse.query<{ n: number }>({ name: 'test.kept', sql })).map(({ n }) => n)
  } finally {
    await clickhouse.close()
  }
}

test(
  `${ROUNDS} times killed under load: of every signal all that was acknowledged is kept, and nothing twice`,
  { timeout: ROUNDS * STRUCK.length * ROUND_WITHIN_MS + 120_000 },
  async () => {
    process.stdout.write(`seed ${SEED}\n`)
    const random = randomFrom(SEED)
    senders.start()
    for (let round = 0; round < ROUNDS; round++) for (const victim of STRUCK) await strike(victim, random)
    await senders.stop()
    expect(senders.faults).toEqual([])
    for (const signal of SIGNALS) {
      const sent = senders.acknowledged.get(signal.name) ?? []
      const missing = async () => {
        const kept = new Set(await keptOf(signal))
        return sent.filter((n) => !kept.has(n))
      }
      await until(async () => (await missing()).length === 0, { withinMs: 60_000, what: `all ${signal.name}` }).catch(async () =>
        expect(await missing()).toEqual([]),
      )
      const kept = await keptOf(signal)
      expect(kept.length).toBe(new Set(kept).size)
      process.stdout.write(`${signal.name}: ${sent.length} acknowledged, ${kept.length} kept\n`)
    }
    await expectCounted()
  },
)

/** Groups count in another store than the one that keeps errors, and must not count a segment twice. */
async function expectCounted(): Promise<void> {
  const errors = SIGNALS.find(({ name }) => name === 'errors') as Signal
  const owner = await signIn(server)
  const counted = async () => (await owner.ask('GET', `/applications/${application}/error-groups`)).items[0]?.events as number
  const kept = await keptOf(errors)
  await until(async () => (await counted()) === kept.length, { withinMs: 30_000, what: 'the count of errors' }).catch(async () =>
    expect(await counted()).toBe(kept.length),
  )
}
