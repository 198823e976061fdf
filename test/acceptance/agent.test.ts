/** `pitcrew agent` in a process of its own measures a machine for a running installation, also while that is killed and comes back. */
import { readdirSync } from 'node:fs'
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

const LONG_MS = 90_000

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
  }, LONG_MS)
  afterAll(async () => {
    await agent?.stop()
    await running?.stop()
  })

  const waiting = () => readdirSync(path.join(own, 'figures')).filter((name) => name.endsWith('.segment')).length

  test('shows its host on the page of the application', { timeout: LONG_MS }, async () => {
    const owner = await signIn(running)
    const figures = await until(
      async () => {
        const { items } = await owner.ask('GET', `/applications/${application}/figures`)
        return items.length > 0 && items
      },
      { withinMs: 60_000, what: 'a figure of the host' },
    )
    const shown = (figures as { metric: string; series: { labels: Record<string, string> }[] }[]).find(
      ({ metric }) => metric === 'system.cpu.utilization',
    )
    expect(shown?.series.map(({ labels }) => Object.keys(labels))).toEqual([['host.name']])
  })

  test('keeps what it measures while the installation is away, and loses nothing of it', { timeout: 180_000 }, async () => {
    await running.kill()
    await until(() => waiting() >= 4, { withinMs: 60_000, what: 'figures on the disk' })
    running = await startServer(settings)
    await until(() => waiting() <= 1, { withinMs: 60_000, what: 'the delivery' })
    const clickhouse = await openClickHouse({ socketPath: runningClickHouse(server) }, { database: 'pitcrew', logger: testLogger })
    const longestGap = async () => {
      const [row] = await clickhouse.query<{ gap: number; samples: number }>({
        name: 'test.gap',
        sql: `select toUInt32(max(gap)) as gap, toUInt32(count()) as samples from (
          select dateDiff('second', lagInFrame(t, 1, t) over (order by t), t) as gap from sample
          where metric = 'system.cpu.utilization' and env = {env:UUID})`,
        params: { env: environment },
      })
      return row
    }
    const kept = await until(async () => ((await longestGap())?.samples ?? 0) >= 6 && longestGap(), {
      withinMs: 30_000,
      what: 'the samples',
    })
    await clickhouse.close()
    // Five seconds apart; a busy machine may miss one.
    expect(kept?.gap).toBeLessThanOrEqual(10)
  })

  test('stops when it is told to, and runs once in a folder', { timeout: LONG_MS }, async () => {
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
