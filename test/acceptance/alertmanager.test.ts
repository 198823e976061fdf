/** Debian's Prometheus sends its alerts to a running program, and Debian's amtool lists and silences them there. */
import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isDeepStrictEqual, promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '#test/support/free-port.ts'
import { prepareProgram, startServer, type RunningServer } from '#test/support/program.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { setUp, signIn, type Visitor } from '#test/support/visitor.ts'
import { findDebianProgram } from '../../tools/debian.mjs'

const WITHIN = { withinMs: 120_000 }
const prometheus = findDebianProgram('prometheus')
const amtool = findDebianProgram('prometheus-alertmanager', { program: 'usr/bin/amtool' })
const missing = prometheus.missing ?? amtool.missing

let server: RunningServer
let owner: Visitor
let applicationId = ''
let secret = ''

beforeAll(async () => {
  prepareProgram()
  server = await startServer({ PITCREW_DATA: path.join(scratchFolder(), 'data') })
  await setUp(server)
  owner = await signIn(server)
  applicationId = (await owner.ask('POST', '/applications', { body: { clientId: null, name: 'Shop' } })).id
  const { items } = await owner.ask('GET', `/environments?applicationId=${applicationId}`)
  const body = { applicationId, name: 'Production', kind: 'production' }
  const environmentId = items[0]?.id ?? (await owner.ask('POST', '/environments', { body })).id
  secret = (await owner.ask('POST', '/alert-sources', { body: { environmentId, kind: 'alertmanager', name: 'Prometheus' } })).secret
})
afterAll(() => server?.stop())

/** Two rules that always fire, sent with the key: whichever comes first, the graver one speaks for both. */
async function startFiring() {
  const folder = mkdtempSync(path.join(tmpdir(), 'pitcrew-firing-'))
  const { host } = new URL(server.url)
  const severities = { QueueIsLong: 'major', DiskIsFull: 'critical' }
  const rules = Object.entries(severities).map(([alert, severity]) => ({
    alert,
    expr: 'vector(1)',
    labels: { severity, instance: 'web-1' },
  }))
  writeFileSync(path.join(folder, 'rules.json'), JSON.stringify({ groups: [{ name: 'always', interval: '1s', rules }] }))
  const alertmanager = { path_prefix: '/alertmanager', authorization: { credentials: secret }, static_configs: [{ targets: [host] }] }
  const configuration = {
    global: { evaluation_interval: '1s' },
    rule_files: [path.join(folder, 'rules.json')],
    alerting: { alertmanagers: [alertmanager] },
  }
  writeFileSync(path.join(folder, 'prometheus.yml'), JSON.stringify(configuration))
  const options = [
    `--config.file=${path.join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${path.join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${await freePort()}`,
    '--rules.alert.resend-delay=1s',
  ]
  return spawn(prometheus.path ?? '', options, { stdio: 'ignore' })
}

async function runAmtool(...args: readonly string[]): Promise<string> {
  const address = new URL('/alertmanager', server.url)
  Object.assign(address, { username: 'amtool', password: secret })
  const { stdout } = await promisify(execFile)(amtool.path ?? '', [`--alertmanager.url=${address.href}`, ...args])
  return stdout
}

const listed = async (): Promise<readonly { title: string; state: string }[]> =>
  (await owner.ask('GET', `/alerts?filter=${encodeURIComponent(`application:${applicationId}`)}`)).items

test.skipIf(missing !== undefined)(
  `alerts of Prometheus open here, amtool lists and silences them, and they recover when Prometheus sends them no more${missing ? ` (skipped: ${missing})` : ''}`,
  { timeout: 300_000 },
  async () => {
    const child = await startFiring()
    try {
      const wanted = ['DiskIsFull of web-1: firing', 'QueueIsLong of web-1: evidence']
      const standing = async () => (await listed()).map(({ title, state }) => `${title}: ${state}`).toSorted()
      // Which comes first is chance; what stands once both have come is not.
      await until(async () => isDeepStrictEqual(await standing(), wanted), WITHIN).catch(async () =>
        expect(await standing()).toEqual(wanted),
      )
      expect(await runAmtool('alert', 'query', 'alertname=~Disk.*')).toContain('DiskIsFull')
      expect(await runAmtool('alert', 'query', 'alertname!~Disk.*')).not.toContain('DiskIsFull')
      const id = (await runAmtool('silence', 'add', 'alertname=~Disk.*', '--comment=The disk is changed', '--author=ada')).trim()
      expect((await runAmtool('silence', 'query', '--quiet')).trim()).toBe(id)
      expect(await runAmtool('alert', 'query', '--silenced')).toContain('DiskIsFull')
      expect(await runAmtool('alert', 'query', '--active')).not.toContain('DiskIsFull')
      await runAmtool('silence', 'expire', id)
      expect(await runAmtool('silence', 'query', '--quiet')).toBe('')
      expect(await runAmtool('alert', 'query', '--active')).toContain('DiskIsFull')
    } finally {
      child.kill('SIGTERM')
    }
    await until(async () => (await listed()).every(({ state }) => state === 'recovered'), WITHIN)
  },
)
