/** Debian's rsyslog sends to a running program, by every way that syslog has. */
import { execFileSync, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runningClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import { openClickHouse, type OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { freePort } from '#test/support/free-port.ts'
import { prepareProgram, startServer, type RunningServer } from '#test/support/program.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { setUp, signIn } from '#test/support/visitor.ts'
import { findDebianProgram } from '../../tools/debian.mjs'

const LINES = 500
const also = ['rsyslog-openssl', 'libestr0', 'libfastjson4']
const rsyslog = findDebianProgram('rsyslog', { program: 'usr/sbin/rsyslogd', also })
const LIBRARIES = 'usr/lib/x86_64-linux-gnu'

describe.skipIf(rsyslog.path === undefined)(`Debian's rsyslog${rsyslog.missing ? ` (${rsyslog.missing})` : ''}`, () => {
  const folder = scratchFolder()
  const [certificate, privateKey] = [path.join(folder, 'certificate.pem'), path.join(folder, 'key.pem')]
  const ports = { udp: 0, tcp: 0, tls: 0 }
  let server: RunningServer
  let clickhouse: OpenedClickHouse
  let secret = ''

  beforeAll(async () => {
    prepareProgram()
    Object.assign(ports, { udp: await freePort(), tcp: await freePort(), tls: await freePort() })
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost']
    execFileSync('openssl', [...request, '-keyout', privateKey, '-out', certificate], { stdio: 'ignore' })
    const dataFolder = path.join(folder, 'data')
    server = await startServer({
      PITCREW_DATA: dataFolder,
      SYSLOG_UDP_PORT: `${ports.udp}`,
      SYSLOG_TCP_PORT: `${ports.tcp}`,
      SYSLOG_TLS_PORT: `${ports.tls}`,
      SYSLOG_TLS_CERTIFICATE: certificate,
      SYSLOG_TLS_KEY_FILE: privateKey,
    })
    await setUp(server)
    const owner = await signIn(server)
    const application = await owner.ask('POST', '/applications', { body: { clientId: null, name: 'Shop' } })
    const body = { applicationId: application.id, name: 'QA', kind: 'qa' }
    const { id: environmentId } = await owner.ask('POST', '/environments', { body })
    secret = (await owner.ask('POST', '/ingest-keys', { body: { environmentId, name: 'rsyslog' } })).secret
    clickhouse = await openClickHouse({ socketPath: runningClickHouse(dataFolder) }, { database: 'pitcrew', logger: testLogger })
  })
  afterAll(async () => {
    await clickhouse?.close()
    await server?.stop()
  })

  interface Arrived {
    readonly way: string
    readonly lines: number
    readonly service: string
    readonly severity: number
  }

  const arrived = () =>
    clickhouse.query<Arrived>({
      name: 'test.arrived',
      sql: `select splitByChar(' ', body)[1] as way, toUInt32(uniqExact(body)) as lines, any(service) as service, any(severity) as severity
        from line where endsWith(body, 'with password=[removed:secret]') group by way order by way`,
    })

  /** Three ways: 5424 as datagrams, 5424 counted in a stream, 3164 by lines within TLS. */
  const configuration = () => `
global(workDirectory="${folder}" defaultNetstreamDriverCAFile="${certificate}")
module(load="imfile")
input(type="imfile" file="${folder}/app.log" tag="cart:" severity="warning" facility="local3")
template(name="udp" type="string" string="<%PRI%>1 %TIMESTAMP:::date-rfc3339% %HOSTNAME% %APP-NAME% - - [pitcrew@53595 key=\\"${secret}\\"] udp %msg%")
template(name="tcp" type="string" string="<%PRI%>1 %TIMESTAMP:::date-rfc3339% %HOSTNAME% %APP-NAME% - - [pitcrew@53595 key=\\"${secret}\\"] tcp %msg%")
template(name="tls" type="string" string="<%PRI%>%TIMESTAMP% %HOSTNAME% %syslogtag% ${secret} tls %msg%")
action(type="omfwd" target="127.0.0.1" protocol="udp" port="${ports.udp}" template="udp")
action(type="omfwd" target="127.0.0.1" protocol="tcp" port="${ports.tcp}" template="tcp" tcp_framing="octet-counted")
action(type="omfwd" target="127.0.0.1" protocol="tcp" port="${ports.tls}" template="tls"
  streamDriver="ossl" streamDriverMode="1" streamDriverAuthMode="x509/certvalid")
`

  test('is heard as datagrams, as a stream and within TLS, and its secrets are not kept', async () => {
    const file = path.join(folder, 'rsyslog.conf')
    writeFileSync(file, configuration())
    writeFileSync(
      path.join(folder, 'app.log'),
      Array.from({ length: LINES }, (_, index) => `login ${index} with password=hunter${index}\n`).join(''),
    )
    const unpacked = rsyslog.folder === undefined ? '' : path.join(rsyslog.folder, LIBRARIES)
    const modules = unpacked === '' ? [] : ['-M', path.join(unpacked, 'rsyslog')]
    const child = spawn(rsyslog.path ?? '', ['-n', '-f', file, '-i', path.join(folder, 'rsyslog.pid'), ...modules], {
      env: { ...process.env, LD_LIBRARY_PATH: unpacked },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let errors = ''
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
    try {
      const whole = [
        ['tcp', LINES],
        ['tls', LINES],
        ['udp', LINES],
      ]
      await until(async () => JSON.stringify((await arrived()).map(({ way, lines }) => [way, lines])) === JSON.stringify(whole), {
        withinMs: 60_000,
      })
      for (const { service, severity } of await arrived()) expect([service, severity]).toEqual(['cart', 13])
    } catch (error) {
      throw new Error(`${JSON.stringify(await arrived())}\n${errors}`, { cause: error })
    } finally {
      child.kill('SIGKILL')
    }
  })
})
