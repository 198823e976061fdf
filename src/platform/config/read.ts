/**
 * Reads the configuration from the environment: whole, with all faults at once, so that a person mends the file in one go.
 *
 * Own code over zod instead of a configuration library: start-up time counts, and the messages must say variable, value found
 * and what to write. It reads nothing but the given environment and the files named by `…_FILE`.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { z } from 'zod'
import { ROLES, type Config } from './config.ts'
import { nearestName } from '#kit/nearest.ts'
import { variables, type Variable, type VariableName } from './variables.ts'

export interface ConfigFault {
  /** The variable to mend. */
  readonly variable: string
  /** One sentence: what was found (never a secret's value) and what to write. */
  readonly message: string
}

export type ConfigResult = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly faults: readonly ConfigFault[] }

type Environment = Readonly<Record<string, string | undefined>>
type Values = { readonly [N in VariableName]: z.output<(typeof variables)[N]['schema']> | undefined }

/** Secrets given as files are small; anything longer is the wrong file. */
const SECRET_FILE_BYTES_MAX = 16_384
const PORT_DEFAULT = 7700

/** Relative paths are taken from `cwd`. An empty variable counts as not set. */
export function readConfig(env: Environment, cwd: string): ConfigResult {
  const faults: ConfigFault[] = []
  const names = Object.keys(variables) as VariableName[]
  const read = Object.fromEntries(names.map((name) => [name, readVariable(name, env, cwd, faults)]))
  faults.push(...unknownNames(env))
  const values = read as Values
  faults.push(...missingPartners(env, values), ...unclearCopy(values))
  return faults.length > 0 ? { ok: false, faults } : { ok: true, config: assemble(values, cwd) }
}

/** The faults as a person reads them at a terminal. */
export function tellFaults(faults: readonly ConfigFault[]): string {
  const count = faults.length === 1 ? 'One setting is' : `${faults.length} settings are`
  return [`${count} not right:`, ...faults.map((fault) => `  ${fault.message}`)].join('\n')
}

function readVariable(name: VariableName, env: Environment, cwd: string, faults: ConfigFault[]): unknown {
  const declared: Variable = variables[name]
  const found = declared.secret ? readSecret(name, env, cwd) : { text: env[name] }
  if ('fault' in found) {
    faults.push(found.fault)
    return undefined
  }
  if (found.text === undefined || found.text === '') return undefined
  const parsed = declared.schema.safeParse(found.text)
  if (parsed.success) return parsed.data
  const shown = declared.secret ? 'a value that is not shown here' : JSON.stringify(found.text)
  faults.push({ variable: name, message: `${name} is ${shown}; it must be ${declared.expects}.` })
  return undefined
}

type Found = { readonly text: string | undefined } | { readonly fault: ConfigFault }

function readSecret(name: string, env: Environment, cwd: string): Found {
  const fileName = `${name}_FILE`
  const file = env[fileName]
  if (file === undefined || file === '') return { text: env[name] }
  if (env[name]) return { fault: { variable: fileName, message: `${name} and ${fileName} are both set; keep one of them.` } }
  try {
    const content = readFileSync(resolve(cwd, file))
    if (content.length <= SECRET_FILE_BYTES_MAX) return { text: content.toString('utf8').trim() }
    const message = `${fileName} names ${file}, which has ${content.length} bytes; a secret has at most ${SECRET_FILE_BYTES_MAX}.`
    return { fault: { variable: fileName, message } }
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    const message = `${fileName} names ${file}, which cannot be read (${reason}); it must be a file this account may read.`
    return { fault: { variable: fileName, message } }
  }
}

/** Docker links and Kubernetes services named "pitcrew" put these into every container beside them. */
const ORCHESTRATOR_NAME =
  /^PITCREW(_[A-Z0-9_]+)?_(SERVICE_(HOST|PORT)(_[A-Z0-9_]+)?|PORT|PORT_\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?|NAME|ENV_.+)$/
/** Switches of the test suite, read by the tests and their tools. */
const TEST_NAME = /^PITCREW_(TEST_.*|BROWSER|KILL_ROUNDS)$/

/** A misspelt name would silently be ignored, and a misspelt master key silently replaced. */
function unknownNames(env: Environment): ConfigFault[] {
  const known = Object.entries(variables).flatMap(([name, declared]) => (declared.secret ? [name, `${name}_FILE`] : [name]))
  const ours = Object.keys(env).filter((name) => name.startsWith('PITCREW_') && !ORCHESTRATOR_NAME.test(name) && !TEST_NAME.test(name))
  return ours
    .filter((name) => !known.includes(name))
    .map((name) => ({ variable: name, message: `${name} is not a setting of Pitcrew; did you mean ${nearestName(name, known)}?` }))
}

/** Each of a group needs the others. */
const GROUPS: readonly (readonly VariableName[])[] = [
  ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'],
  ['STATUS_COPY_S3_ENDPOINT', 'STATUS_COPY_S3_BUCKET', 'STATUS_COPY_S3_ACCESS_KEY', 'STATUS_COPY_S3_SECRET_KEY'],
  ['SYSLOG_TLS_PORT', 'SYSLOG_TLS_CERTIFICATE', 'SYSLOG_TLS_KEY'],
  ['OTLP_GRPC_TLS_CERTIFICATE', 'OTLP_GRPC_TLS_KEY'],
]
/** The first of each pair says nothing without the second. */
const NEEDS: readonly (readonly [VariableName, VariableName])[] = [
  ['CLICKHOUSE_CLUSTER', 'CLICKHOUSE_URL'],
  ['OTLP_GRPC_TLS_CERTIFICATE', 'OTLP_GRPC_PORT'],
  ['STATUS_COPY_FOLDER', 'STATUS_COPY_URL'],
  ['STATUS_COPY_S3_ENDPOINT', 'STATUS_COPY_URL'],
]

function missingPartners(env: Environment, values: Values): ConfigFault[] {
  const isGiven = (name: string): boolean => Boolean(env[name]) || Boolean(env[`${name}_FILE`])
  const isMissing = (name: VariableName, given: VariableName | undefined): ConfigFault => ({
    variable: name,
    message: `${name} is not set, but ${given} is; it must be ${variables[name].expects}.`,
  })
  const ofGroups = GROUPS.flatMap((group) => {
    const given = group.filter(isGiven)
    return group.filter((name) => given.length > 0 && !isGiven(name)).map((name) => isMissing(name, given[0]))
  })
  const ofPairs = NEEDS.filter(([name, needed]) => values[name] !== undefined && !isGiven(needed))
  return [...ofGroups, ...ofPairs.map(([name, needed]) => isMissing(needed, name))]
}

/** Copies of status pages lie in one place, and an address without a place has nothing behind it. */
function unclearCopy(values: Values): ConfigFault[] {
  const { STATUS_COPY_FOLDER: folder, STATUS_COPY_S3_ENDPOINT: endpoint, STATUS_COPY_URL: url } = values
  if (folder !== undefined && endpoint !== undefined) {
    const message = 'STATUS_COPY_FOLDER and STATUS_COPY_S3_ENDPOINT are both set; keep one of them.'
    return [{ variable: 'STATUS_COPY_FOLDER', message }]
  }
  if (url === undefined || folder !== undefined || endpoint !== undefined) return []
  const message = 'STATUS_COPY_URL is set, but neither STATUS_COPY_FOLDER nor STATUS_COPY_S3_ENDPOINT says where the copies are put.'
  return [{ variable: 'STATUS_COPY_URL', message }]
}

function assemble(values: Values, cwd: string): Config {
  const port = values.PORT ?? PORT_DEFAULT
  const dataFolder = resolve(cwd, values.PITCREW_DATA ?? 'data')
  return {
    host: values.HOST ?? '127.0.0.1',
    port,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${port}`,
    trustProxy: values.TRUST_PROXY ?? 0,
    dataFolder,
    databaseUrl: values.DATABASE_URL,
    clickhouseUrl: values.CLICKHOUSE_URL,
    clickhouseCluster: values.CLICKHOUSE_CLUSTER,
    roles: values.PITCREW_ROLES ?? ROLES,
    logLevel: values.LOG_LEVEL ?? 'info',
    s3: assembleS3(values),
    statusCopy: assembleCopy(values, cwd),
    masterKeys: values.PITCREW_MASTER_KEY,
    backupFolder: resolve(cwd, values.BACKUP_FOLDER ?? join(dataFolder, 'backups')),
    backupBeforeUpgrade: values.BACKUP_BEFORE_UPGRADE ?? true,
    egressAllow: values.EGRESS_ALLOW ?? [],
    metricsToken: values.METRICS_TOKEN,
    syslog: {
      udpPort: values.SYSLOG_UDP_PORT,
      tcpPort: values.SYSLOG_TCP_PORT,
      tlsPort: values.SYSLOG_TLS_PORT,
      certificateFile: values.SYSLOG_TLS_CERTIFICATE === undefined ? undefined : resolve(cwd, values.SYSLOG_TLS_CERTIFICATE),
      privateKey: values.SYSLOG_TLS_KEY,
      key: values.SYSLOG_KEY,
    },
    otlpGrpc: {
      port: values.OTLP_GRPC_PORT,
      certificateFile: values.OTLP_GRPC_TLS_CERTIFICATE === undefined ? undefined : resolve(cwd, values.OTLP_GRPC_TLS_CERTIFICATE),
      privateKey: values.OTLP_GRPC_TLS_KEY,
    },
  }
}

function assembleS3(values: Values): Config['s3'] {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey } = values
  if (endpoint === undefined || bucket === undefined || accessKey === undefined || secretKey === undefined) return undefined
  return { endpoint, bucket, region: values.S3_REGION ?? 'us-east-1', accessKey, secretKey }
}

function assembleCopy(values: Values, cwd: string): Config['statusCopy'] {
  const { STATUS_COPY_URL: url, STATUS_COPY_FOLDER: folder, STATUS_COPY_S3_ENDPOINT: endpoint } = values
  if (url === undefined) return undefined
  if (folder !== undefined) return { url, outlet: { kind: 'folder', folder: resolve(cwd, folder) } }
  const { STATUS_COPY_S3_BUCKET: bucket, STATUS_COPY_S3_ACCESS_KEY: accessKey, STATUS_COPY_S3_SECRET_KEY: secretKey } = values
  if (endpoint === undefined || bucket === undefined || accessKey === undefined || secretKey === undefined) return undefined
  const region = values.STATUS_COPY_S3_REGION ?? 'us-east-1'
  return { url, outlet: { kind: 'bucket', bucket: { endpoint, bucket, region, accessKey, secretKey } } }
}
