/** `pitcrew agent` in a process of its own measures a machine for a running installation, also while that is killed and comes back. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toUuid } from '#kit/ids.ts'
import { runningClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import { openClickHouse } from '#platform/clickhouse/open.ts'
import { freePort } from '#test/support/free-port.ts'
import { pitcrew, prepareProgram, Program, startServer, type RunningServer } from '#test/support/program.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { setUp, signIn } from '#test/support/visitor.ts'

describe('an agent on another machine', () => {
  const folder = scratchFolder()
  const [server, own] = [path.join(folder, 'server'), path.join(folder, 'agent')]
  let running: RunningServer
  let agent: Program
  let application = ''
  let environment = ''
  let settings: { PITCREW_DATA: string; PORT: string }
  const given: string[] = []

  beforeAll(async () => {
    prepareProgram()
    settings = { PITCREW_DATA: server, PORT: String(await freePort()) }
    running = await startServer(settings)
    await setUp(running)
    const owner = await signIn(running)
    application = (await owner.ask('POST', '/applications', { body: { clientId: null, name: 'Shop' } })).id
    const body = { applicationId: application, name: 'QA', kind: 'qa' }
    const { id: environmentId } = await owner.ask('POST', '/environments', { body })
    environment = toUuid('environment', environmentId) ?? ''
    const { secret } = await owner.ask('POST', '/ingest-keys', { body: { environmentId, name: 'agent' } })
    given.push('agent', '--url', running.url, '--key', secret, '--data', own)
    agent = new Program(given, { PITCREW_DATA: own })
  })
  afterAll(async () => {
    await agent?.stop()
    await running?.stop()
  })

  const segments = () => readdirSync(path.join(own, 'figures')).filter((name) => name.endsWith('.segment'))
  /** Seconds of whatever was on its disk when somebody looked. */
  const measured = new Set<number>()
  const look = () => {
    for (const name of segments()) {
      const content = readFileSync(path.join(own, 'figures', name), 'latin1')
      for (const [, second] of content.matchAll(/"timeUnixNano":"(\d+)\d{9}"/g)) measured.add(Number(second))
    }
    return measured.size
  }

  test('shows its host on the page of the application', async () => {
    const owner = await signIn(running)
    type Figure = { metric: string; series: { labels: Record<string, string> }[] }
    const shown = await until(
      async () => {
        const { items } = (await owner.ask('GET', `/applications/${application}/figures`)) as { items: Figure[] }
        return items.find(({ metric, series }) => metric === 'system.cpu.utilization' && series.length > 0)
      },
      { what: 'a figure of the host' },
    )
    expect(shown.series.map(({ labels }) => Object.keys(labels))).toEqual([['host.name']])
  })

  test('keeps what it measures while the installation is away, and loses nothing of it', async () => {
    await running.kill()
    await until(() => look() >= 4 && segments().length >= 4, { what: 'figures on the disk' })
    running = await startServer(settings)
    await until(() => segments().length <= 1, { what: 'the delivery' })
    const clickhouse = await openClickHouse({ socketPath: runningClickHouse(server) }, { database: 'pitcrew', logger: testLogger })
    const lost = async () => {
      const rows = await clickhouse.query<{ second: number }>({
        name: 'test.seconds',
        sql: `select distinct toUnixTimestamp(t) as second from sample where metric = 'system.cpu.utilization' and env = {env:UUID}`,
        params: { env: environment },
      })
      const kept = new Set(rows.map(({ second }) => second))
      return [...measured].filter((second) => !kept.has(second))
    }
    await until(async () => (await lost()).length === 0, { what: 'every sample' }).catch(async () => expect(await lost()).toEqual([]))
    await clickhouse.close()
  })

  test('stops when it is told to, and runs once in a folder', async () => {
    const second = await pitcrew(given, { PITCREW_DATA: own })
    expect(second.code).toBe(1)
    expect(second.stderr).toContain('Another agent')
    expect((await agent.stop()).code).toBe(0)
  })

  test('sends its key nowhere in clear', async () => {
    const refused = await pitcrew(['agent', '--url', 'http://support.example.com', '--key', 'x', '--data', path.join(folder, 'other')], {
      PITCREW_DATA: own,
    })
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('https://')
  })
})
