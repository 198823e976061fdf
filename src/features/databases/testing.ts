/** Builders for tests, and a valid call for each route. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import pg from 'pg'
import { startEmbeddedPostgres } from '#platform/pg/embedded/embedded.ts'
import type { PgConnection } from '#platform/pg/connection.ts'
import { anIngestKey } from '#test/support/kept.ts'
import type { Samples, SampleWorld } from '#test/support/samples.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'

/** A PostgreSQL of somebody else, reached over TCP, which can be killed and started again. */
export interface ForeignPostgres {
  readonly port: number
  /** Runs statements as its administrator, one after the other, each outside a transaction. */
  run(...statements: readonly string[]): Promise<void>
  /** A session that stays open; of the administrator unless said. */
  session(as?: { readonly user: string; readonly password: string }): Promise<pg.Client>
  stop(): Promise<void>
  start(): Promise<void>
}

/** Its database is called `postgres`, like that of every new server. */
export async function foreignPostgres(settings: Readonly<Record<string, string>> = {}): Promise<ForeignPostgres> {
  const dataFolder = scratchFolder()
  const all = { shared_preload_libraries: 'pg_stat_statements', fsync: 'off', ...settings }
  const start = () => startEmbeddedPostgres({ dataFolder, logger: testLogger, settings: all })
  let server: Awaited<ReturnType<typeof start>> | undefined = await start()
  const own: PgConnection = server.connection
  const door = await tcpInFrontOf(`${own.host}/.s.PGSQL.${own.port}`)
  const session = async (as: { readonly user?: string; readonly password?: string } = {}): Promise<pg.Client> => {
    const client = new pg.Client({ ...own, ...as })
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
  return {
    port: door.port,
    session,
    async run(...statements) {
      const client = await session()
      for (const statement of statements) await client.query(statement)
      await client.end()
    },
    async stop() {
      await door.close()
      await server?.stop()
      server = undefined
    },
    async start() {
      server = await start()
      await door.open()
    },
  }
}

/** A port of this machine that leads to a socket of its file system; closed while nothing is behind it. */
async function tcpInFrontOf(socketPath: string) {
  const open = new Set<Socket>()
  const proxy = createServer((inward) => {
    const outward = connect(socketPath)
    for (const [one, other] of [
      [inward, outward],
      [outward, inward],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
    inward.pipe(outward).pipe(inward)
  })
  const listen = (port: number) => new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = proxy.address() as AddressInfo
  return {
    port,
    open: () => listen(port),
    /** Cuts what runs through it, too. */
    close: () =>
      new Promise<void>((resolve) => {
        proxy.close(() => resolve())
        open.forEach((socket) => socket.destroy())
      }),
  }
}

const place = {
  kind: 'postgres',
  host: '192.0.2.10',
  port: 5_432,
  databaseName: 'shop',
  username: 'pitcrew',
  tls: 'verified',
  tlsAuthority: null,
  privateAllowed: false,
}

async function anEnvironment(world: SampleWorld): Promise<string> {
  const body = { applicationId: world.applicationA, name: world.fresh('QA'), kind: 'qa' }
  return (await world.call('catalog.createEnvironment', { body })).id
}

const creation = async (world: SampleWorld) => ({
  body: { environmentId: await anEnvironment(world), name: world.fresh('Orders'), ...place, password: 'hunter2' },
})
const aDatabase = async (world: SampleWorld): Promise<{ id: string; version: number; environmentId: string }> =>
  world.call('databases.createDatabase', await creation(world))

export const samples: Samples = {
  'databases.listSlowStatements': async (world) => {
    const { ingestKey } = await anIngestKey(world)
    return { params: { id: world.applicationA }, query: { environmentId: ingestKey.environmentId } }
  },
  'databases.listDatabases': ({ applicationA }) => ({ params: { id: applicationA } }),
  'databases.createDatabase': creation,
  'databases.readDatabase': async (world) => ({ params: { id: (await aDatabase(world)).id } }),
  'databases.changeDatabase': async (world) => {
    const { id, version } = await aDatabase(world)
    return { params: { id }, body: { name: world.fresh('Payments') }, ifMatch: version }
  },
  'databases.deleteDatabase': async (world) => ({ params: { id: (await aDatabase(world)).id } }),
  // A private address that nobody approved is refused before anything is sent.
  'databases.tryDatabase': async (world) => ({
    body: { environmentId: await anEnvironment(world), ...place, host: '10.0.0.1', password: 'hunter2', databaseId: null },
  }),
  'databases.listStatements': async (world) => ({ params: { id: (await aDatabase(world)).id } }),
  'databases.readCourse': async (world) => ({
    params: { id: (await aDatabase(world)).id, metric: 'postgresql.db_size' },
    query: { points: '10' },
  }),
}
