/** Watching a real Redis by a user who reaches no key. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { foreignRedis, redis, type ForeignRedis } from '#test/support/debian-redis.ts'
import { openWatching, type Watching } from './testing-watching.ts'

const reader = { username: 'reader', password: 'reads-only' }
const READS = ['on', 'resetkeys', '-@all', '+ping', '+info', '+slowlog|get', '+latency|latest']

describe.skipIf(redis.path === undefined)(`Redis${redis.missing ? ` (${redis.missing})` : ''}`, () => {
  let foreign: ForeignRedis
  let watching: Watching

  beforeAll(async () => {
    foreign = await foreignRedis([
      '--maxmemory',
      '64mb',
      '--maxclients',
      '50',
      '--slowlog-log-slower-than',
      '100000',
      '--enable-debug-command',
      'local',
    ])
    addUsers()
    watching = await openWatching(() => ({ kind: 'redis', port: foreign.port, databaseName: '', ...reader }))
  })
  afterEach(() => watching.removeAll())
  afterAll(() => foreign?.stop())

  function addUsers(): void {
    foreign.run('ACL', 'SETUSER', 'reader', `>${reader.password}`, ...READS)
    foreign.run('ACL', 'SETUSER', 'nobody', 'on', '>sees-nothing', '-@all', '+ping', '+info')
  }

  test('shows clients, memory, hits and commands over time', async () => {
    const id = await watching.add()
    await watching.nextReading()
    foreign.run('SET', 'cart', 'full')
    for (const key of ['cart', 'cart', 'cart', 'nothing']) foreign.run('GET', key)
    await watching.nextReading()
    const shown = await watching.read(id)
    expect(shown).toMatchObject({ state: 'reachable', lacks: [], todo: [], connections: { max: 50, waiting: 0 } })
    expect(shown.serverVersion).toMatch(/^Redis \d/)
    expect(shown.bytes).toBeGreaterThan(500_000)
    expect(await watching.lowest(id, 'redis.keyspace.hit_ratio')).toBe(0.75)
    expect(await watching.lowest(id, 'redis.commands.processed.rate')).toBeGreaterThan(0)
    expect(await watching.courseNames(id, 'redis.memory.utilization')).toEqual([''])
  })

  test('names slow commands, and nothing of what they were about, however far the two clocks are apart', async () => {
    const id = await watching.add()
    foreign.run('DEBUG', 'SLEEP', '0.7')
    await watching.weekLater()
    const { running } = await watching.read(id)
    expect(running.map(({ text }) => text)).toEqual(['DEBUG'])
    expect(running[0]?.runningMs).toBeGreaterThan(600)
  })

  test('says what the user may not see, with the command that mends it', async () => {
    const { reached, lacks } = await watching.trial({ username: 'nobody', password: 'sees-nothing' })
    expect(reached).toBe(true)
    expect(lacks[0]).toEqual({ kind: 'no_statistics_role', detail: '', fix: 'ACL SETUSER nobody +info +ping +slowlog|get +latency|latest' })
  })

  test('says why it cannot be read', async () => {
    expect((await watching.trial({ password: 'wrong' })).reason).toBe('wrong_password')
    expect((await watching.trial({ password: '' })).reason).toBe('wrong_password')
    expect((await watching.trial({ port: 1 })).reason).toBe('refused')
    expect((await watching.trial({ tls: 'required' })).reached).toBe(false)
  })

  test('without a limit of memory, or full without evicting, has something to do', async () => {
    const id = await watching.add()
    const used = Number(/used_memory:(\d+)/.exec(foreign.run('INFO', 'memory'))?.[1])
    foreign.run('CONFIG', 'SET', 'maxmemory', String(Math.round(used * 1.1)))
    await watching.nextReading()
    expect((await watching.read(id)).todo.map(({ kind }) => kind)).toEqual(['memory_near_limit'])
    foreign.run('CONFIG', 'SET', 'maxmemory', '0')
    await watching.nextReading()
    expect((await watching.read(id)).todo.map(({ kind }) => kind)).toEqual(['no_memory_limit'])
    foreign.run('CONFIG', 'SET', 'maxmemory', '64mb')
    await watching.nextReading()
    expect((await watching.read(id)).todo).toEqual([])
  })

  test('that was killed and started again counts from zero, and is told both times', async () => {
    const id = await watching.add()
    await watching.nextReading()
    const before = (await watching.told()).length
    await foreign.stop()
    await watching.nextReading()
    expect(await watching.read(id)).toMatchObject({ state: 'unreachable', reason: 'refused' })
    await foreign.start()
    addUsers()
    await watching.nextReading()
    await watching.nextReading()
    expect(await watching.read(id)).toMatchObject({ state: 'reachable' })
    expect((await watching.told()).slice(before)).toEqual(['database.unreachable', 'database.reachable'])
    expect(await watching.lowest(id, 'redis.commands.processed.rate')).toBeGreaterThanOrEqual(0)
  })
})
