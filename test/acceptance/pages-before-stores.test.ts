/**
 * Readers of a status page during the worst hour: the node starts anew while PostgreSQL is away. What was published is read as it
 * was kept, everything else says when to ask again, and the node goes to work by itself once the database is back.
 */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#platform/pg/embedded/embedded.ts'
import { freePort } from '#test/support/free-port.ts'
import { prepareProgram, Program, startServer, type Settings } from '#test/support/program.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { setUp } from '#test/support/visitor.ts'

const databaseFolder = scratchFolder()
let postgres: EmbeddedPostgres | undefined
let settings: Settings & { PORT: string }
let url = ''

beforeAll(async () => {
  prepareProgram()
  const started = await startEmbeddedPostgres({ dataFolder: databaseFolder, logger: testLogger })
  postgres = started
  const { user, password, host, database } = started.connection
  const port = String(await freePort())
  settings = {
    DATABASE_URL: `postgres://${user}:${password}@/${database}?host=${host}`,
    PITCREW_MASTER_KEY: randomBytes(32).toString('hex'),
    PITCREW_DATA: scratchFolder(),
    PORT: port,
  }
  url = `http://127.0.0.1:${port}`
})
afterAll(halt)

async function halt(): Promise<void> {
  const running = postgres
  postgres = undefined
  await running?.stop()
}

const statusOf = async (path: string): Promise<number> => (await fetch(url + path)).status
/** Nobody listens yet: no status. */
const statusSoon = (path: string): Promise<number> => statusOf(path).catch(() => 0)

test('a node that has nothing published ends with a sentence when its database is away', async () => {
  const program = new Program(['serve'], { ...settings, PITCREW_DATA: scratchFolder(), DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' })
  const { code, stderr } = await program.ended()
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^PostgreSQL at 127\.0\.0\.1:9 does not let us in [^\n]+\.\n$/),
  })
})

test('a published page is read before the database is there, and all is well when it comes', async () => {
  const first = await startServer(settings)
  const owner = await setUp(first)
  const page = await owner.ask('POST', '/status-pages', { body: { name: 'Shop', slug: 'shop' } })
  const hidden = await owner.ask('POST', '/status-pages', { body: { name: 'Hidden', slug: 'hidden' } })
  await owner.ask('PATCH', `/status-pages/${page.id}`, { headers: { 'if-match': `"${page.version}"` }, body: { state: 'published' } })
  await until(async () => (await statusOf('/status/shop')) === 200, { what: 'the page to be published' })
  await first.stop()
  await halt()

  const waiting = new Program(['serve'], settings)
  try {
    await until(async () => (await statusSoon('/status/shop')) === 200, { what: 'the page as it was kept' })
    expect(await (await fetch(`${url}/status/shop`)).text()).toContain('Shop')
    expect(await statusOf('/status/hidden')).toBe(404)
    expect(await statusOf(new URL(hidden.privateUrl).pathname)).toBe(200)
    expect(await statusOf('/health/live')).toBe(200)
    const ready = await fetch(`${url}/health/ready`)
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({ checks: expect.arrayContaining([expect.objectContaining({ name: 'start', ok: false })]) })
    const api = await fetch(`${url}/api/pitcrew/v1/clients`)
    expect([api.status, api.headers.get('retry-after')]).toEqual([503, '2'])
    await until(() => waiting.stdout.includes('a store is away'), { what: 'the word that the database is away' })

    postgres = await startEmbeddedPostgres({ dataFolder: databaseFolder, logger: testLogger })
    await until(async () => (await statusOf('/health/ready')) === 200, { what: 'the node at work' })
    expect(await statusOf('/api/pitcrew/v1/clients')).toBe(401)
  } finally {
    await waiting.stop()
  }
})

test('a node that waits for its database ends when it is told to', async () => {
  await halt()
  const waiting = new Program(['serve'], settings)
  await until(() => waiting.stdout.includes('a store is away'), { what: 'the word that the database is away' })
  expect((await waiting.stop()).code).toBe(0)
})
