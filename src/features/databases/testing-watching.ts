/** Watching with everything around it, for tests of one kind of database: a platform, a place for two clients, and a clock. */
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { databasesEvents } from '#events/databases.ts'
import { toId } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, toIso } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'
import { calling } from '#test/support/calling.ts'
import { keepingOf } from '#test/support/kept.ts'
import { postgresPlatform } from '#test/support/postgres-platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { Watch } from './actions/watch.ts'
import { databasesContract } from './contract/contract.ts'
import type { Kind, TlsMode } from './domain/words.ts'
import { databasesHandlers } from './http/handlers.ts'

/** What a test says of the database that it watches. */
export interface Watched {
  readonly kind: Kind
  readonly port: number
  readonly databaseName: string
  readonly username: string
  readonly password: string
  readonly tls?: TlsMode
  readonly privateAllowed?: boolean
}

export type Watching = Awaited<ReturnType<typeof openWatching>>

/** Call it in a hook. `watched` is asked anew each time. */
export async function openWatching(watched: () => Watched) {
  // Not long ago, or the engine would clear away what is kept as outlived.
  const start = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)
  const postgres = await postgresPlatform({ now: start, events: [...catalogEvents, ...databasesEvents], personKeys: openPersonKeys })
  const platform = { ...postgres, config: { ...postgres.config, dataFolder: scratchFolder() }, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  const owner = callerOf('owner')
  const call = calling(databasesContract, databasesHandlers(platform))
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const watch = new Watch(platform)
  const keep = keepingOf(platform)
  const aPlace = async (client: string) => {
    const { id: application } = await catalog('createApplication', owner, { body: { clientId: toId('client', client), name: 'Shop' } })
    const { id: environment } = await catalog('createEnvironment', owner, { body: { applicationId: application, name: 'QA', kind: 'qa' } })
    return { application, environment }
  }
  const [ours, theirs] = [await aPlace(CLIENT_A), await aPlace(CLIENT_B)]
  const place = () => ({ host: '127.0.0.1', tls: 'off' as const, tlsAuthority: null, privateAllowed: true, ...watched() })
  const range = () => ({ from: toIso(later(start, -HOUR_MS)), to: toIso(later(platform.clock.now(), 1)) })
  const course = (id: string, metric: string) => call('readCourse', owner, { params: { id, metric }, query: range() })
  const added: string[] = []
  let names = 0
  return {
    platform,
    call,
    watch,
    ours,
    theirs,
    owner,
    place,
    /** Lets the database be watched, for client A unless said; returns its id. */
    async add(of: Partial<Watched> & { readonly environment?: string } = {}): Promise<string> {
      const { environment: environmentId = ours.environment, ...rest } = of
      const { id } = await call('createDatabase', owner, { body: { environmentId, name: `Orders ${++names}`, ...place(), ...rest } })
      added.push(id)
      return id
    },
    /** Those of the test that ran, and ends all connections. */
    async removeAll(): Promise<void> {
      for (const id of added.splice(0)) await call('deleteDatabase', owner, { params: { id } }).catch(() => undefined)
      watch.close()
    },
    /** A reading of all, a minute after the last one. */
    async nextReading(): Promise<void> {
      platform.clock.advance(MINUTE_MS)
      await watch.run()
      await keep()
    },
    async weekLater(): Promise<void> {
      platform.clock.advance(7 * DAY_MS)
      await watch.run()
    },
    trial: (change: Partial<Watched> = {}) =>
      call('tryDatabase', owner, { body: { environmentId: ours.environment, ...place(), ...change } }),
    read: (id: string) => call('readDatabase', owner, { params: { id } }),
    statements: async (id: string) => (await call('listStatements', owner, { params: { id }, query: range() })).items,
    courseNames: async (id: string, metric: string) => {
      platform.clock.advance(MINUTE_MS)
      return (await course(id, metric)).series.map(({ name }) => name).toSorted()
    },
    lowest: async (id: string, metric: string) => {
      platform.clock.advance(MINUTE_MS)
      return Math.min(...(await course(id, metric)).series.flatMap(({ avg }) => avg).filter((value) => value !== null))
    },
    /** Kinds of the events of databases, in their order. */
    async told(): Promise<readonly string[]> {
      await platform.log.settle()
      const page = await platform.log.read(0, 1_000)
      return page.map(({ kind }) => kind).filter((kind) => kind.startsWith('database.'))
    },
  }
}
