import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ROLES } from './config.ts'
import { readConfig, tellFaults } from './read.ts'

const folder = mkdtempSync(join(tmpdir(), 'config-'))
afterAll(() => rmSync(folder, { recursive: true }))

const faultsOf = (env: Record<string, string>) => {
  const result = readConfig(env, '/srv')
  return result.ok ? [] : result.faults
}
const configOf = (env: Record<string, string>) => {
  const result = readConfig(env, '/srv')
  if (!result.ok) throw new Error(tellFaults(result.faults))
  return result.config
}

test('an empty environment gives a laptop set-up that only this machine reaches', () => {
  const config = configOf({})
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 7700,
    publicUrl: 'http://localhost:7700',
    trustProxy: 0,
    dataFolder: '/srv/data',
  })
  expect(config.roles).toEqual(ROLES)
  expect(config.databaseUrl).toBeUndefined()
})

test('every fault is told at once, each naming the variable, what was found and what to write', () => {
  const faults = faultsOf({
    PORT: 'http',
    LOG_LEVEL: 'loud',
    PUBLIC_URL: 'support.example.com',
    PITCREW_ROLES: 'web,cook',
    TRUST_PROXY: 'yes',
  })
  expect(faults.map((fault) => fault.variable)).toEqual(['PORT', 'PUBLIC_URL', 'TRUST_PROXY', 'PITCREW_ROLES', 'LOG_LEVEL'])
  expect(faults[0]?.message).toBe('PORT is "http"; it must be a port between 1 and 65535, for example 7700 (0 takes any free one).')
  expect(tellFaults(faults)).toContain('5 settings are not right:\n  PORT is "http"')
})

test("a secret's value is never shown, not even when it is wrong", () => {
  const told = tellFaults(faultsOf({ DATABASE_URL: 'mysql://root:hunter2@db', METRICS_TOKEN: 'hunter2', PITCREW_MASTER_KEY: 'hunter2' }))
  expect(told).not.toContain('hunter2')
  expect(told).toContain('DATABASE_URL is a value that is not shown here; it must be a URL such as postgres://')
})

test('a secret may come from a file, whose trailing newline does not count', () => {
  const file = join(folder, 'token')
  writeFileSync(file, 'a-token-of-some-length\n')
  expect(configOf({ METRICS_TOKEN_FILE: file }).metricsToken).toBe('a-token-of-some-length')
})

test('a secret given twice, or from a file that is not there, is refused by name', () => {
  const faults = faultsOf({ METRICS_TOKEN: 'a-token-of-some-length', METRICS_TOKEN_FILE: '/x', DATABASE_URL_FILE: join(folder, 'none') })
  expect(faults.map((fault) => fault.variable)).toEqual(['DATABASE_URL_FILE', 'METRICS_TOKEN_FILE'])
  expect(faults[0]?.message).toContain('cannot be read (ENOENT)')
})

test('the master key is read as hex or base64 and must have 32 bytes', () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, i) => i)
  expect(configOf({ PITCREW_MASTER_KEY: Buffer.from(bytes).toString('hex') }).masterKeys).toEqual([bytes])
  expect(configOf({ PITCREW_MASTER_KEY: Buffer.from(bytes).toString('base64') }).masterKeys).toEqual([bytes])
  expect(faultsOf({ PITCREW_MASTER_KEY: 'abcd' })).toHaveLength(1)
})

test('a misspelt name is refused with the nearest known one', () => {
  expect(faultsOf({ PITCREW_MASTERKEY: 'x' })[0]?.message).toBe(
    'PITCREW_MASTERKEY is not a setting of Pitcrew; did you mean PITCREW_MASTER_KEY?',
  )
})

test('variables that Docker and Kubernetes make for a service named pitcrew are left alone', () => {
  expect(faultsOf({ PITCREW_PORT: 'tcp://10.0.0.1:80', PITCREW_SERVICE_HOST: '10.0.0.1', PITCREW_PORT_80_TCP_ADDR: '10.0.0.1' })).toEqual(
    [],
  )
})

test('a bucket needs all of its settings', () => {
  const faults = faultsOf({ S3_ENDPOINT: 'https://s3.example.com', S3_BUCKET: 'files' })
  expect(faults.map((fault) => fault.variable)).toEqual(['S3_ACCESS_KEY', 'S3_SECRET_KEY'])
  expect(faults[0]?.message).toContain('S3_ACCESS_KEY is not set, but S3_ENDPOINT is')
})

test('copies of status pages need one place and the address where they are read', () => {
  expect(configOf({ STATUS_COPY_URL: 'https://copy.example.com/status/', STATUS_COPY_FOLDER: '/mnt/status' }).statusCopy).toEqual({
    url: 'https://copy.example.com/status',
    outlet: { kind: 'folder', folder: '/mnt/status' },
  })
  expect(configOf({}).statusCopy).toBeUndefined()
  const named = (env: Record<string, string>) => faultsOf(env).map((fault) => fault.variable)
  expect(named({ STATUS_COPY_FOLDER: '/mnt/status' })).toEqual(['STATUS_COPY_URL'])
  expect(named({ STATUS_COPY_URL: 'https://copy.example.com' })).toEqual(['STATUS_COPY_URL'])
  expect(named({ STATUS_COPY_URL: 'https://copy.example.com/?a=b', STATUS_COPY_FOLDER: '/mnt/status' })).toEqual(['STATUS_COPY_URL'])
  const bucket = { STATUS_COPY_URL: 'https://copy.example.com', STATUS_COPY_S3_ENDPOINT: 'https://s3.example.com' }
  expect(named(bucket)).toEqual(['STATUS_COPY_S3_BUCKET', 'STATUS_COPY_S3_ACCESS_KEY', 'STATUS_COPY_S3_SECRET_KEY'])
  const keys = { STATUS_COPY_S3_BUCKET: 'status', STATUS_COPY_S3_ACCESS_KEY: 'a', STATUS_COPY_S3_SECRET_KEY: 'b' }
  expect(configOf({ ...bucket, ...keys }).statusCopy?.outlet).toMatchObject({ kind: 'bucket', bucket: { region: 'us-east-1' } })
  expect(named({ ...bucket, ...keys, STATUS_COPY_FOLDER: '/mnt/status' })).toEqual(['STATUS_COPY_FOLDER'])
})

test('syslog within TLS needs a certificate and its key', () => {
  expect(faultsOf({ SYSLOG_TLS_PORT: '6514' }).map((fault) => fault.variable)).toEqual(['SYSLOG_TLS_CERTIFICATE', 'SYSLOG_TLS_KEY'])
  expect(configOf({ SYSLOG_TCP_PORT: '5514' }).syslog).toMatchObject({ tcpPort: 5514, udpPort: undefined, tlsPort: undefined })
})

test('OpenTelemetry over gRPC needs a port, and within TLS a certificate and its key', () => {
  expect(configOf({ OTLP_GRPC_PORT: '4317' }).otlpGrpc).toEqual({ port: 4317, certificateFile: undefined, privateKey: undefined })
  const faults = faultsOf({ OTLP_GRPC_TLS_CERTIFICATE: 'chain.pem' })
  expect(faults.map((fault) => fault.variable)).toEqual(['OTLP_GRPC_TLS_KEY', 'OTLP_GRPC_PORT'])
})

test('a cluster name without a ClickHouse address is refused', () => {
  expect(faultsOf({ CLICKHOUSE_CLUSTER: 'main' }).map((fault) => fault.variable)).toEqual(['CLICKHOUSE_URL'])
})

test('the public address loses its trailing slash and may not have a path or a password', () => {
  expect(configOf({ PUBLIC_URL: 'https://support.example.com/' }).publicUrl).toBe('https://support.example.com')
  expect(faultsOf({ PUBLIC_URL: 'https://example.com/support' })).toHaveLength(1)
  expect(faultsOf({ PUBLIC_URL: 'https://me:pw@example.com' })).toHaveLength(1)
})

test('targets in private networks are hosts, addresses or ranges', () => {
  expect(configOf({ EGRESS_ALLOW: 'db.internal, 10.0.0.0/8,::1' }).egressAllow).toEqual(['db.internal', '10.0.0.0/8', '::1'])
  expect(faultsOf({ EGRESS_ALLOW: '10.0.0.0/99' })).toHaveLength(1)
})

test('PostgreSQL may be reached through a unix socket, written in either way', () => {
  for (const url of ['postgres://me:pw@/pitcrew?host=/run/postgresql', 'postgres://me:pw@%2Frun%2Fpostgresql/pitcrew'])
    expect(configOf({ DATABASE_URL: url }).databaseUrl).toBe(url)
  expect(faultsOf({ DATABASE_URL: 'postgres//me:pw@host/pitcrew' })).toHaveLength(1)
})
