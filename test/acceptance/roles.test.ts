/**
 * One installation on two nodes with stores of their own: a node that answers people and one that works. The stores are embedded
 * ones of this test, reached as any outside ones are: PostgreSQL by a URL with its unix socket, ClickHouse by HTTP through a
 * forwarder, since ClickHouse has no URL for sockets.
 */
import { randomBytes } from 'node:crypto'
import net, { type AddressInfo } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmbeddedClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import { openClickHouse } from '#platform/clickhouse/open.ts'
import { startEmbeddedPostgres } from '#platform/pg/embedded/embedded.ts'
import { LiveListener } from '#test/support/live-listener.ts'
import { prepareProgram, startServer, type RunningServer } from '#test/support/program.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { setUp, signIn, type Visitor } from '#test/support/visitor.ts'

const LEADS = 'this node leads the event log'

/** What both nodes are told. */
let shared: Readonly<Record<string, string>> = {}
let databaseUrl = ''
let clickhouseSocket = ''

beforeAll(async () => {
  prepareProgram()
  const postgres = await startEmbeddedPostgres({ dataFolder: scratchFolder(), logger: testLogger })
  afterAll(() => postgres.stop())
  const clickhouse = await startEmbeddedClickHouse({ dataFolder: scratchFolder(), logger: testLogger })
  afterAll(() => clickhouse.stop())
  const { user, password, host, database } = postgres.connection
  databaseUrl = `postgres://${user}:${password}@/${database}?host=${host}`
  clickhouseSocket = clickhouse.socketPath
  const port = await forward(clickhouseSocket)
  const CLICKHOUSE_URL = `http://127.0.0.1:${port}/two_nodes`
  shared = { DATABASE_URL: databaseUrl, CLICKHOUSE_URL, PITCREW_MASTER_KEY: randomBytes(32).toString('hex') }
})

const startNode = (roles: string): Promise<RunningServer> => startServer({ ...shared, PITCREW_DATA: scratchFolder(), PITCREW_ROLES: roles })

describe('a node for people and a node that works', () => {
  let web: RunningServer
  let worker: RunningServer
  let owner: Visitor
  let stream: LiveListener
  beforeAll(async () => {
    web = await startNode('web')
    owner = await setUp(web)
    stream = new LiveListener(owner)
    await stream.stands()
  })
  afterAll(async () => {
    stream?.close()
    await Promise.all([web?.stop(), worker?.stop()])
  })

  test('what is written on the node for people is sealed and reaches a browser there', async () => {
    const client = await owner.ask('POST', '/clients', { body: { name: 'Alder' } })
    expect((await stream.heard('client.created', client.id)).seq).toBeGreaterThan(0)
  })

  test('a job waits until there is a node that works, and a browser elsewhere hears of its result', async () => {
    const { id } = await owner.ask('POST', '/audit/verifications')
    expect(await waitingJobs()).toBe(1)
    expect((await owner.ask('GET', `/audit/verifications/${id}`)).state).toBe('running')
    worker = await startNode('worker')
    await stream.heard('audit.verified', id)
    expect((await owner.ask('GET', `/audit/verifications/${id}`)).state).toBe('passed')
    // Jobs of the clock may come in between, and are taken like this one.
    await until(async () => (await waitingJobs()) === 0, { what: 'the end of waiting' })
  })

  test('a browser is told within moments of what another node sealed', async () => {
    await until(() => web.stdout.includes(LEADS), { what: 'the word of who leads' })
    stream.close()
    await web.kill()
    await until(() => worker.stdout.includes(LEADS), { what: 'the other node to take over sealing' })
    web = await startNode('web')
    owner = await signIn(web)
    stream = new LiveListener(owner)
    await stream.stands()
    const client = await owner.ask('POST', '/clients', { body: { name: 'Birch' } })
    await stream.heard('client.created', client.id)
    expect(web.stdout).not.toContain(LEADS)
  })

  test('reports have every event of both nodes once', async () => {
    const clickhouse = await openClickHouse({ socketPath: clickhouseSocket }, { database: 'two_nodes', logger: testLogger })
    afterAll(() => clickhouse.close())
    const facts = async () =>
      (await clickhouse.query<{ id: string }>({ name: 'test.facts', sql: 'select toString(id) as id from fact order by seq' })).map(
        ({ id }) => id,
      )
    const events = async () => (await ask<{ id: string }>('select id from event order by seq')).map(({ id }) => id)
    // The copy is read first: as long as the log read after it, it is all of it.
    const { copied, sealed } = await until(
      async () => {
        const read = { copied: await facts(), sealed: await events() }
        return read.copied.length === read.sealed.length && read
      },
      { what: 'the copy of the log' },
    )
    expect(copied).toEqual(sealed)
  })
})

test('a node with another master key is refused', async () => {
  const other = { ...shared, PITCREW_MASTER_KEY: randomBytes(32).toString('hex') }
  await expect(startServer({ ...other, PITCREW_DATA: scratchFolder() })).rejects.toThrow(
    'PITCREW_MASTER_KEY, which is the same on all nodes',
  )
})

const waitingJobs = async (): Promise<number> => (await ask('select 1 from graphile_worker.jobs where locked_by is null')).length

async function ask<Row extends object>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Passes TCP connections on to a unix socket. Returns its port. */
async function forward(socketPath: string): Promise<number> {
  const server = net.createServer((from) => {
    const to = net.connect(socketPath)
    for (const socket of [from, to]) socket.on('error', () => [from, to].forEach((end) => end.destroy()))
    from.pipe(to).pipe(from)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => void server.close())
  return (server.address() as AddressInfo).port
}
